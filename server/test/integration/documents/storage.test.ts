import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import {
  removeOrphanedFiles,
  removeOrphanedFilesInTurn,
} from '../../../src/features/documents/remove-orphaned-files.ts'
import { startJobs } from '../../../src/jobs/registry.ts'
import { extensions } from '../../../src/parsing/file-types.ts'
import { createFileStorage, type StoredFile } from '../../../src/providers/storage/storage.ts'
import { createServiceClient } from '../../../src/providers/supabase.ts'
import { endsAfter, form, sendForm } from '../../harness/form-on-the-wire.ts'
import {
  asAdmin,
  createMember,
  createOwner,
  logger,
  startServer,
  type TestServer,
  textFile,
  waitForDocument,
} from '../../harness/harness.ts'

const megabyte = 1024 * 1024
let server: TestServer
let owner: Awaited<ReturnType<typeof createOwner>>
let documents: string

beforeAll(async () => {
  server = await startServer()
  owner = await createOwner()
  documents = await makeCollection(owner.token)
})
afterAll(() => server.close())

async function makeCollection(token: string): Promise<string> {
  const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'Base' } })
  const path = `/v1/knowledge-bases/${base.body.id}/collections`
  const collection = await server.call('POST', path, { token, body: { name: 'Coleção' } })
  return `/v1/collections/${collection.body.id}/documents`
}

/** Paths of the client's files in the bucket. */
async function storedFiles(client_id = owner.client_id): Promise<string[]> {
  const rows = await asAdmin<{ name: string }>(`select name from storage.objects where name like $1 order by name`, [
    `${client_id}/%`,
  ])
  return rows.map(({ name }) => name)
}

async function pathOf(document_id: string): Promise<string> {
  const [row] = await asAdmin<{ storage_path: string }>(
    'select storage_path from document_versions where document_id = $1',
    [document_id],
  )
  return row?.storage_path ?? ''
}

async function send(body: Uint8Array | ReadableStream<Uint8Array>, path = documents, token = owner.token) {
  const response = await sendForm(server, path, token, body)
  return { status: response.status, body: (await response.json()) as ReturnType<typeof JSON.parse> }
}

describe('an upload', () => {
  it('is the same whether the fields come before the file or after it', async () => {
    const file = { name: 'file', filename: 'férias.md', body: '# Férias\n\nTrinta dias.' }
    const language = { name: 'language', body: 'es' }
    for (const parts of [
      [language, file],
      [file, language],
    ]) {
      const { status, body } = await send(form(...parts))
      expect([status, body.name, body.language, body.file_type]).toEqual([202, 'férias.md', 'es', 'text/markdown'])
    }
  })

  it('of several megabytes arrives as it was sent, under its own hash', async () => {
    const bytes = Buffer.alloc(5 * megabyte + 12_345, 'O prazo é de trinta dias.\n')
    const { status, body } = await send(form({ name: 'file', filename: 'grande.txt', body: bytes }))
    const content_hash = createHash('sha256').update(bytes).digest('hex')
    expect([status, body.file_size, body.content_hash]).toEqual([202, bytes.length, content_hash])
    await server.call('POST', `/v1/documents/${body.id}/cancel`, { token: owner.token })
    const answer = await server.raw('GET', `/v1/documents/${body.id}/file`, owner.token)
    expect(answer.headers.get('content-length')).toBe(String(bytes.length))
    expect(
      createHash('sha256')
        .update(Buffer.from(await answer.arrayBuffer()))
        .digest('hex'),
    ).toBe(content_hash)
    await server.call('DELETE', `/v1/documents/${body.id}`, { token: owner.token })
  })

  it('leaves no file where a field is wrong, the file too large, cut off, or not a document', async () => {
    const before = await storedFiles()
    const small = await startServer({ maxFileBytes: 2 * megabyte })
    const large = Buffer.alloc(3 * megabyte, 'a ')
    const file = { name: 'file', filename: 'a.txt', body: large.subarray(0, 1.5 * megabyte) }
    try {
      const cases: [Buffer, number, string, string | undefined][] = [
        [form(file, { name: 'language', body: 'klingon' }), 400, 'invalid_input', 'language'],
        [form(file, { name: 'langauge', body: 'pt' }), 400, 'invalid_input', 'langauge'],
        [form({ name: 'language', body: 'pt' }), 400, 'invalid_input', 'file'],
        [form({ name: 'file', body: 'no file' }), 400, 'invalid_input', 'file'],
        [form(file, file), 400, 'invalid_input', 'file'],
        [form({ ...file, name: 'arquivo' }), 400, 'invalid_input', 'file'],
        [form({ ...file, body: large }), 413, 'file_too_large', 'file'],
        [form(file).subarray(0, -100), 400, 'invalid_form', undefined],
        [form({ ...file, body: '' }), 422, 'empty_file', 'file'],
        [form({ ...file, filename: 'a.pdf' }), 415, 'wrong_extension', 'file'],
      ]
      for (const [body, status, code, field] of cases) {
        const response = await sendForm(small, documents, owner.token, body)
        const answer = (await response.json()) as { code: string; field?: string }
        expect([response.status, answer.code, answer.field], `${code} ${field}`).toEqual([status, code, field])
      }
    } finally {
      await small.close()
    }
    expect((await storedFiles()).filter((path) => !before.includes(path))).toEqual([])
  })

  it('that breaks off in the middle leaves nothing', async () => {
    const before = await storedFiles()
    const whole = form({ name: 'file', filename: 'a.txt', body: Buffer.alloc(3 * megabyte, 'a ') })
    async function* half() {
      yield whole.subarray(0, 2 * megabyte)
      throw new Error('the line is cut')
    }
    const { status } = await send(ReadableStream.from(half()))
    expect(status).toBe(400)
    expect((await storedFiles()).filter((path) => !before.includes(path))).toEqual([])
  })

  it('is one of four that a person, and a client, has at once', async () => {
    const whole = form({ name: 'file', filename: 'a.txt', body: Buffer.alloc(2 * megabyte, 'a ') })
    const colleague = await createMember(owner.client_id, 'user')
    const { promise: others, resolve } = Promise.withResolvers<void>()
    const start = async (token: string) => {
      const response = await sendForm(server, documents, token, endsAfter(whole, others))
      return {
        status: response.status,
        wait: response.headers.get('Retry-After'),
        body: (await response.json()) as { id: string; code?: string },
      }
    }
    // The fifth of a person waits; the first of somebody else of the client has no place left to wait for.
    const five = Array.from({ length: 5 }, () => start(owner.token))
    await sleep(500)
    const refused = await start(colleague.token)
    expect([refused.status, refused.body.code, refused.wait]).toEqual([429, 'rate_limited', '5'])
    resolve()
    for (const { status, body } of await Promise.all(five)) {
      expect(status).toBe(202)
      await server.call('DELETE', `/v1/documents/${body.id}`, { token: owner.token })
    }
  })

  it('that trickles is ended, and one that is merely slow is not', async () => {
    const real = performance.now.bind(performance)
    let passed = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => real() + passed)
    async function* every(seconds: number, size: number) {
      const whole = form({ name: 'file', filename: 'a.txt', body: Buffer.alloc(8 * size, 'a ') })
      for (let from = 0; from < whole.length; from += size) {
        // Until what was sent before has been read.
        await sleep(10)
        passed += seconds * 1000
        yield whole.subarray(from, from + size)
      }
    }
    try {
      const trickled = await send(ReadableStream.from(every(25, 1024)))
      expect([trickled.status, trickled.body.code]).toEqual([504, 'timed_out'])
      const slow = await send(ReadableStream.from(every(25, 25 * 33 * 1024)))
      expect(slow.status).toBe(202)
      await server.call('DELETE', `/v1/documents/${slow.body.id}`, { token: owner.token })
    } finally {
      clock.mockRestore()
    }
  })

  it('of somebody who may not, or into nowhere, is not read', async () => {
    const viewer = await createMember(owner.client_id, 'viewer')
    let read = 0
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          read++
          controller.enqueue(form({ name: 'file', filename: 'a.txt', body: 'a'.repeat(65_536) }))
        },
      })
    expect((await send(endless(), documents, viewer.token)).status).toBe(403)
    expect((await send(endless(), `/v1/collections/${randomUUID()}/documents`)).status).toBe(404)
    expect(read).toBeLessThan(10)
  })

  it('knows a large office file by its first parts', async () => {
    const parts = ['[Content_Types].xml', 'xl/workbook.xml'].map((name) => {
      const header = Buffer.alloc(30)
      header.write('PK\u0003\u0004', 'latin1')
      header.writeUInt16LE(name.length, 26)
      return Buffer.concat([header, Buffer.from(name)])
    })
    const bytes = Buffer.concat([...parts, Buffer.alloc(2 * megabyte)])
    const { status, body } = await send(form({ name: 'file', filename: 'planilha.xlsx', body: bytes }))
    expect([status, body.file_type]).toEqual([202, expect.stringContaining('spreadsheetml')])
    const ended = await waitForDocument(server, owner.token, body.id)
    expect([ended.status, ended.error_code]).toEqual(['failed', 'broken_file'])
  })
})

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
    const { body } = await server.call('POST', documents, { token: owner.token, body: textFile('é.txt', 'Olá.') })
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

describe('what nobody needs any more', () => {
  it('goes from Storage with its document, and its chunks with it', async () => {
    const { body } = await server.call('POST', documents, {
      token: owner.token,
      body: textFile('a.txt', 'Trinta dias.'),
    })
    await waitForDocument(server, owner.token, body.id)
    const path = await pathOf(body.id)
    expect(await storedFiles()).toContain(path)
    expect((await server.call('DELETE', `/v1/documents/${body.id}`, { token: owner.token })).status).toBe(204)
    expect(await asAdmin('select id from document_chunks where document_id = $1', [body.id])).toEqual([])
    await expect.poll(() => storedFiles(), { timeout: 30_000 }).not.toContain(path)
    expect(await server.services.storage.download(path)).toBeNull()
  })

  const tomorrow = Date.now() + 25 * 3600 * 1000
  const pathIn = (client_id: string) => `${client_id}/${randomUUID()}/${randomUUID()}`
  /** A sweep of these files alone: others' are young, and not to be judged from the future. */
  const sweep = (paths: readonly string[], now?: number) => {
    const { storage } = server.services
    const only = { ...storage, list: () => pagesOf(storage.list(), paths) }
    return removeOrphanedFiles({ ...server.services, logger, storage: only }, now === undefined ? {} : { now })
  }
  const put = async (...paths: string[]) => {
    for (const path of paths) await server.services.storage.upload(path, Buffer.from('a'), 'text/plain')
    return paths
  }
  const remaining = async (...paths: string[]) => {
    const files = await Promise.all(paths.map((path) => server.services.storage.download(path)))
    return files.map((file) => file !== null)
  }
  const uploaded = async (text: string) => {
    const { body } = await server.call('POST', documents, { token: owner.token, body: textFile('a.txt', text) })
    return pathOf(body.id)
  }

  it('is swept: files of no version, a day after they came, of a client that is there or gone', async () => {
    const former = await createOwner()
    await asAdmin('delete from clients where id = $1', [former.client_id])
    const kept = [await uploaded('Fica.'), await uploaded('Fica também.')]
    const lost = await put(pathIn(owner.client_id), pathIn(former.client_id))
    const [foreign = ''] = await put(`avulso-${randomUUID()}.txt`)
    const all = [...kept, ...lost, foreign]
    expect(await sweep(all)).toBe(0)
    expect(await sweep(all, tomorrow)).toBe(2)
    expect(await remaining(...all)).toEqual([true, true, false, false, true])
    await server.services.storage.remove([foreign])
  })

  it('stays, all of it, where a client is among it that this database never had', async () => {
    const kept = [await uploaded('Fica.'), await uploaded('Fica também.'), await uploaded('E este.')]
    const others = await put(pathIn(owner.client_id), pathIn(randomUUID()))
    expect(await sweep([...kept, ...others], tomorrow)).toBe(0)
    expect(await remaining(...kept, ...others)).toEqual([true, true, true, true, true])
    await server.services.storage.remove(others)
  })

  it('stays where it would be most of what there is', async () => {
    const kept = await uploaded('Fica.')
    const lost = await put(pathIn(owner.client_id), pathIn(owner.client_id))
    expect(await sweep([kept, ...lost], tomorrow)).toBe(0)
    expect(await remaining(kept, ...lost)).toEqual([true, true, true])
    await server.services.storage.remove(lost)
  })

  it('is swept by one of several workers, and again after some hours', async () => {
    let lists = 0
    async function* list() {
      lists++
      yield []
    }
    const services = { ...server.services, storage: { ...server.services.storage, list } }
    await asAdmin('update private.install_settings set swept_at = null')
    await Promise.all([
      removeOrphanedFilesInTurn(services),
      removeOrphanedFilesInTurn(services),
      removeOrphanedFilesInTurn(services),
    ])
    expect(lists).toBe(1)
    await asAdmin(`update private.install_settings set swept_at = swept_at - interval '5 hours'`)
    await removeOrphanedFilesInTurn(services)
    expect(lists).toBe(2)
  })

  it('is not looked for when a worker starts', async () => {
    const lists = vi.fn(server.services.storage.list)
    const every: Record<string, { first: number } | undefined> = {}
    const queue = {
      ...server.services.queue,
      work: async () => {},
      every: (_: number, name: string, __: unknown, options?: { first: number }) => {
        every[name] = options
      },
    }
    await startJobs(queue, { ...server.services, storage: { ...server.services.storage, list: lists } })
    expect(every['remove orphaned files']).toEqual({ first: 3600 })
    expect(lists).not.toHaveBeenCalled()
  })

  it('is found folder by folder, as Supabase lists them', async () => {
    const tree: Record<string, { name: string; id: string | null; created_at: string | null }[]> = {
      '': [folder('c1'), folder('c2')],
      c1: [folder('d1')],
      c2: Array.from({ length: 1_500 }, (_, i) => file(`f${i}`)),
      'c1/d1': [file('a'), file('b')],
    }
    const listing = createServer(async (request, response) => {
      const asked = JSON.parse(Buffer.concat(await Array.fromAsync(request)).toString())
      const entries = tree[asked.prefix] ?? []
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify(entries.slice(asked.offset, asked.offset + asked.limit)))
    })
    await new Promise<void>((resolve) => listing.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(listing.address() as AddressInfo).port}`
    const storage = createFileStorage(createClient(address, 'key', { auth: { persistSession: false } }), address)
    try {
      const found = (await Array.fromAsync(storage.list())).flat().map(({ path }) => path)
      expect(found).toHaveLength(1_502)
      expect(found).toEqual(expect.arrayContaining(['c1/d1/a', 'c1/d1/b', 'c2/f0', 'c2/f1499']))
    } finally {
      listing.close()
    }
  })
})

const folder = (name: string) => ({ name, id: null, created_at: null })
const file = (name: string) => ({ name, id: randomUUID(), created_at: '2026-11-22T00:00:00Z' })

async function* pagesOf(pages: AsyncIterable<StoredFile[]>, paths: readonly string[]) {
  for await (const page of pages) yield page.filter(({ path }) => paths.includes(path))
}
