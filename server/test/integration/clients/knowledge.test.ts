import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createServiceClient } from '../../../src/providers/supabase.ts'
import {
  createMember,
  createOwner,
  startServer,
  type TestServer,
  textFile,
  waitForDocument,
} from '../../harness/harness.ts'

let server: TestServer
let owner: Awaited<ReturnType<typeof createOwner>>
let stranger: Awaited<ReturnType<typeof createOwner>>
let viewer: Awaited<ReturnType<typeof createMember>>
let token: string
beforeAll(async () => {
  server = await startServer()
  owner = await createOwner()
  stranger = await createOwner()
  viewer = await createMember(owner.client_id, 'viewer')
  token = owner.token
})
afterAll(() => server.close())

async function createBase(name = 'Base') {
  return (await server.call('POST', '/v1/knowledge-bases', { token, body: { name } })).body
}

async function createCollection(base: string, name = 'Coleção') {
  return (await server.call('POST', `/v1/knowledge-bases/${base}/collections`, { token, body: { name } })).body
}

async function upload(collection: string, name: string, content: string) {
  const path = `/v1/collections/${collection}/documents`
  const { body } = await server.call('POST', path, { token, body: textFile(name, content) })
  return waitForDocument(server, token, body.id)
}

const search = async (query: string) =>
  (await server.call('POST', '/v1/search', { token, body: { query } })).body.results

/** Files of this client that Storage still has under a document. */
async function filesOf(document: string): Promise<number> {
  const files = createServiceClient(inject('environment').supabase).storage.from('documents')
  const { data } = await files.list(`${owner.client_id}/${document}`)
  return data?.length ?? 0
}

async function untilGone(document: string): Promise<number> {
  const deadline = Date.now() + 20_000
  while ((await filesOf(document)) > 0 && Date.now() < deadline) await sleep(100)
  return filesOf(document)
}

describe('knowledge bases and collections', () => {
  it('are read, changed and deleted by whom it is meant for', async () => {
    const base = await createBase()
    const collection = await createCollection(base.id)
    for (const [path, row] of [
      [`/v1/knowledge-bases/${base.id}`, base],
      [`/v1/collections/${collection.id}`, collection],
    ]) {
      expect((await server.call('GET', path, { token: viewer.token })).body).toMatchObject(row)
      const changed = await server.call('PATCH', path, { token, body: { description: 'nova' } })
      expect(changed).toMatchObject({ status: 200, body: { id: row.id, name: row.name, description: 'nova' } })
      const cleared = await server.call('PATCH', path, { token, body: { name: 'Outra', description: null } })
      expect(cleared.body).toMatchObject({ name: 'Outra', description: null })

      const refusals: [number, string, Awaited<ReturnType<TestServer['call']>>][] = [
        [403, 'forbidden', await server.call('PATCH', path, { token: viewer.token, body: { name: 'x' } })],
        [403, 'forbidden', await server.call('DELETE', path, { token: viewer.token })],
        [404, 'not_found', await server.call('GET', path, { token: stranger.token })],
        [404, 'not_found', await server.call('PATCH', path, { token: stranger.token, body: { name: 'x' } })],
        [404, 'not_found', await server.call('DELETE', path, { token: stranger.token })],
        [400, 'invalid_input', await server.call('PATCH', path, { token, body: {} })],
        [400, 'invalid_input', await server.call('PATCH', path, { token, body: { client_id: stranger.client_id } })],
      ]
      for (const [status, code, answer] of refusals) expect([answer.status, answer.body.code]).toEqual([status, code])
    }
    const empty = await server.call('PATCH', `/v1/collections/${collection.id}`, { token, body: {} })
    expect(empty.body.title).toBe('Informe pelo menos um campo a mudar.')
  })

  it('take everything below them along, files too', async () => {
    const base = await createBase()
    const [kept, gone] = [await createCollection(base.id), await createCollection(base.id)]
    const stays = await upload(kept.id, 'fica.txt', 'o jacarandá floresce em outubro')
    const goes = await upload(gone.id, 'vai.txt', 'o jacarandá floresce em novembro')
    expect((await search('jacarandá')).length).toBe(2)

    const removed = await server.call('DELETE', `/v1/collections/${gone.id}`, { token })
    expect([removed.status, removed.body]).toEqual([204, null])
    expect((await search('jacarandá')).map(({ document_name }: { document_name: string }) => document_name)).toEqual([
      'fica.txt',
    ])
    expect((await server.call('GET', `/v1/documents/${goes.id}`, { token })).status).toBe(404)
    expect(await untilGone(goes.id)).toBe(0)
    expect(await filesOf(stays.id)).toBe(1)

    await server.call('DELETE', `/v1/knowledge-bases/${base.id}`, { token })
    expect(await search('jacarandá')).toEqual([])
    expect(await untilGone(stays.id)).toBe(0)
    expect((await server.call('DELETE', `/v1/knowledge-bases/${base.id}`, { token })).status).toBe(404)
  })
})

describe('documents', () => {
  it('are renamed, moved with their chunks, and found where they are', async () => {
    const base = await createBase()
    const [from, to] = [await createCollection(base.id), await createCollection(base.id)]
    const document = await upload(from.id, 'a.txt', 'a araucária cresce devagar')
    const path = `/v1/documents/${document.id}`
    const moved = await server.call('PATCH', path, { token, body: { name: 'b.txt', collection_id: to.id } })
    expect(moved.body).toMatchObject({ name: 'b.txt', collection_id: to.id, status: 'ready' })
    const within = async (id: string) => {
      const body = { query: 'araucária', collection_ids: [id] }
      return (await server.call('POST', '/v1/search', { token, body })).body.results
    }
    expect(await within(from.id)).toEqual([])
    expect(await within(to.id)).toMatchObject([{ document_name: 'b.txt', collection_id: to.id }])

    const foreign = await server.call('POST', '/v1/knowledge-bases', { token: stranger.token, body: { name: 'B' } })
    const theirs = await server.call('POST', `/v1/knowledge-bases/${foreign.body.id}/collections`, {
      token: stranger.token,
      body: { name: 'C' },
    })
    const stolen = await server.call('PATCH', path, { token, body: { collection_id: theirs.body.id } })
    expect([stolen.status, stolen.body.code]).toEqual([404, 'not_found'])
    const viewed = await server.call('PATCH', path, { token: viewer.token, body: { name: 'x' } })
    expect(viewed.status).toBe(403)
  })

  it('give their original back, byte by byte, and to nobody else', async () => {
    const base = await createBase()
    const collection = await createCollection(base.id)
    const content = '# Olá\n\nação'
    const document = await upload(collection.id, "relatório (1)'.md", content)
    const path = `/v1/documents/${document.id}/file`
    const answer = await server.raw('GET', path, viewer.token)
    expect(await answer.text()).toBe(content)
    expect(answer.headers.get('content-type')).toBe('text/markdown')
    expect(answer.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''relat%C3%B3rio%20%281%29%27.md",
    )
    expect((await server.raw('GET', path, stranger.token)).status).toBe(404)
  })

  it('answer nothing once deleted, and leave no file', async () => {
    const base = await createBase()
    const collection = await createCollection(base.id)
    const document = await upload(collection.id, 'a.txt', 'o sabiá canta cedo')
    expect((await search('sabiá'))[0].document_id).toBe(document.id)
    const path = `/v1/documents/${document.id}`
    expect((await server.call('DELETE', path, { token: stranger.token })).status).toBe(404)
    expect((await server.call('DELETE', path, { token: viewer.token })).status).toBe(403)
    expect((await server.call('DELETE', path, { token })).status).toBe(204)
    const found = (await search('sabiá')).map(({ document_id }: { document_id: string }) => document_id)
    expect(found).not.toContain(document.id)
    expect(await untilGone(document.id)).toBe(0)
  })
})
