import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient } from '@supabase/supabase-js'
import { describe, expect, inject, it } from 'vitest'
import { extensions } from '../../../src/parsing/file-types.ts'
import { createFileStorage } from '../../../src/providers/storage/storage.ts'
import { createServiceClient } from '../../../src/providers/supabase.ts'
import { form, sendForm } from '../../harness/form-on-the-wire.ts'
import { asAdmin, createOwner, repeatedFile, startServer, textFile } from '../../harness/harness.ts'
import { documents, megabyte, owner, pathOf, server, startCollection, storedFiles } from '../../harness/stored-files.ts'

startCollection()

describe('the bucket', () => {
  it('is private, and takes the types that there are parsers for, up to the largest limit', async () => {
    const [bucket] = await asAdmin(`select * from storage.buckets where id = 'documents'`)
    expect(bucket).toMatchObject({ public: false, file_size_limit: expect.anything() })
    expect(Number(bucket?.file_size_limit)).toBe(500 * megabyte)
    expect([...(bucket?.allowed_mime_types ?? [])].sort()).toEqual(Object.keys(extensions).sort())
  })

  it('refuses another type, and says so as a reason of its own', async () => {
    const upload = server.services.storage.upload(
      `${owner.client_id}/${randomUUID()}/${randomUUID()}`,
      Buffer.from('a'),
      'video/mp4',
    )
    await expect(upload).rejects.toMatchObject({ code: 'file_refused', status: 422 })
  })
})

describe('a Storage that does not answer', () => {
  it('is unavailable, to whatever is asked of it', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const { supabase } = inject('environment')
    const storage = createFileStorage(createServiceClient({ ...supabase, url }, 50), url)
    const path = `${owner.client_id}/${randomUUID()}/${randomUUID()}`
    const unavailable = { code: 'storage_unavailable', status: 503 }
    try {
      await expect(storage.upload(path, Buffer.from('a'), 'text/plain')).rejects.toMatchObject(unavailable)
      await expect(storage.open(path)).rejects.toMatchObject(unavailable)
      await expect(storage.remove([path])).rejects.toMatchObject(unavailable)
      await expect(Array.fromAsync(storage.list())).rejects.toMatchObject(unavailable)
    } finally {
      silent.closeAllConnections()
      silent.close()
    }
  })
})

describe('the URL of a file', () => {
  it('is the API’s own where Storage is on this machine', async () => {
    const { body } = await server.call('POST', documents, { token: owner.token, body: textFile('a.txt', 'Olá.') })
    const answer = await server.call('GET', `/v1/documents/${body.id}/file-url`, { token: owner.token })
    expect(answer.body).toEqual({ url: `/v1/documents/${body.id}/file`, signed: false, expires_at: null })
    const stranger = await createOwner()
    const theirs = await server.call('GET', `/v1/documents/${body.id}/file-url`, { token: stranger.token })
    expect([theirs.status, theirs.body.code]).toEqual([404, 'not_found'])
  })

  it('is signed by a Storage that can be reached from outside, for this file alone and not for long', async () => {
    const { url, serviceKey } = inject('environment').supabase
    const outside = 'https://storage.test.example'
    const there = (address: string) => address.replace(outside, url)
    const supabase = createClient(outside, serviceKey, {
      auth: { persistSession: false },
      global: { fetch: (input, init) => fetch(there(String(input)), init) },
    })
    const storage = createFileStorage(supabase, outside)
    const { body } = await server.call('POST', documents, { token: owner.token, body: repeatedFile('é.txt', 'Olá.') })
    const path = await pathOf(body.id)
    const signed = await storage.sign(path, body.name, 60)
    expect(signed).toMatch(/^https:\/\/storage\.test\.example\/storage\/v1\/object\/sign\/documents\//)
    expect(await (await fetch(there(signed ?? ''))).text()).toBe('Olá.')
    const claims = JSON.parse(
      Buffer.from(new URL(signed ?? '').searchParams.get('token')?.split('.')[1] ?? '', 'base64url').toString(),
    )
    expect(claims.exp - claims.iat).toBe(60)
    const internal = createFileStorage(createServiceClient(inject('environment').supabase), url, outside)
    expect(await internal.sign(path, body.name, 60)).toMatch(/^https:\/\/storage\.test\.example\/storage\/v1\//)
    for (const name of ['Plano de férias.md', '100% "certo" & a+b=c?.md', 'a#b;c.txt', '休暇.txt']) {
      const address = (await storage.sign(path, name, 60)) ?? ''
      expect(new URL(address).searchParams.getAll('download')).toEqual([name])
      expect(await (await fetch(there(address))).text()).toBe('Olá.')
    }
    const other = `${owner.client_id}/${randomUUID()}/${randomUUID()}`
    expect((await fetch(there((signed ?? '').replace(path, other)))).ok).toBe(false)
    expect(await storage.sign(other, 'a.txt', 60)).toBeNull()
  })
})

describe('a stream of unknown length', () => {
  const megabytes = async function* (count: number) {
    for (let sent = 0; sent < count; sent++) yield new Uint8Array(megabyte)
  }

  it('ends at the limit of the bucket though Storage would take all of it, and leaves nothing', async () => {
    const asked: string[] = []
    let [received, whole] = [0, false]
    const fake = createServer(async (request, response) => {
      asked.push(`${request.method} ${request.url}`)
      const isUpload = request.method === 'POST'
      try {
        for await (const chunk of request) if (isUpload) received += chunk.length
        whole ||= isUpload
      } catch {
        return
      }
      response.writeHead(200, { 'Content-Type': 'application/json' })
      const limits = { id: 'documents', name: 'documents', file_size_limit: 3 * megabyte }
      response.end(JSON.stringify(request.url?.includes('/bucket/') ? limits : { Id: 'x', Key: 'documents/x' }))
    })
    await new Promise<void>((resolve) => fake.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(fake.address() as AddressInfo).port}`
    try {
      const storage = createFileStorage(createServiceClient({ ...inject('environment').supabase, url }), url)
      const send = (path: string, count: number) =>
        storage.upload(path, ReadableStream.from(megabytes(count)), 'text/plain')
      await expect(send('client/large', 40)).rejects.toMatchObject({ code: 'file_refused', field: 'file' })
      expect([received <= 3 * megabyte, whole]).toEqual([true, false])
      expect(asked).toContain('DELETE /storage/v1/object/documents')
      await send('client/small', 3)
      expect(whole).toBe(true)
    } finally {
      fake.closeAllConnections()
      fake.close()
    }
  })

  it('is refused as a file that is too large for the bucket, and no file is left', async () => {
    await asAdmin(`update storage.buckets set file_size_limit = $1 where id = 'documents'`, [2 * megabyte])
    const narrow = await startServer()
    const before = await storedFiles()
    try {
      const body = form({ name: 'file', filename: 'a.txt', body: Buffer.alloc(6 * megabyte, 'a ') })
      const response = await sendForm(narrow, documents, owner.token, body)
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([422, 'file_refused'])
      expect(await storedFiles()).toEqual(before)
    } finally {
      await narrow.close()
      await asAdmin(`update storage.buckets set file_size_limit = $1 where id = 'documents'`, [500 * megabyte])
    }
  })
})
