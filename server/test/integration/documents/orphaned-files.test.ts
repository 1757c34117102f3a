import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient } from '@supabase/supabase-js'
import { describe, expect, it, vi } from 'vitest'
import {
  removeOrphanedFiles,
  removeOrphanedFilesInTurn,
} from '../../../src/features/documents/remove-orphaned-files.ts'
import { startJobs } from '../../../src/jobs/registry.ts'
import { createFileStorage, type StoredFile } from '../../../src/providers/storage/storage.ts'
import { asAdmin, createOwner, logger, repeatedFile, textFile, waitForDocument } from '../../harness/harness.ts'
import { documents, owner, pathOf, server, startCollection, storedFiles } from '../../harness/stored-files.ts'

startCollection()

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
    const { body } = await server.call('POST', documents, { token: owner.token, body: repeatedFile('a.txt', text) })
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
