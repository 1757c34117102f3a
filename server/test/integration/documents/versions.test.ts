import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withTenant } from '../../../src/db/tenant.ts'
import { publishVersion, startProcessing } from '../../../src/features/ingestion/document-status.repository.ts'
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
let collection: string
beforeAll(async () => {
  server = await startServer()
  owner = await createOwner()
  stranger = await createOwner()
  viewer = await createMember(owner.client_id, 'viewer')
  token = owner.token
  const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })
  const path = `/v1/knowledge-bases/${base.body.id}/collections`
  collection = (await server.call('POST', path, { token, body: { name: 'C' } })).body.id
})
afterAll(() => server.close())

async function create(body: object | FormData) {
  const answer = await server.call('POST', `/v1/collections/${collection}/documents`, { token, body })
  expect(answer.status).toBe(202)
  return waitForDocument(server, token, answer.body.id)
}

async function contents(query: string): Promise<string[]> {
  const { body } = await server.call('POST', '/v1/search', { token, body: { query } })
  return body.results.map(({ content }: { content: string }) => content)
}

describe('a text', () => {
  it('becomes a document without a file', async () => {
    const text = '# Almoço\n\nO refeitório serve moqueca às quintas.'
    const document = await create({ name: 'Cardápio', text, file_type: 'text/markdown' })
    expect(document).toMatchObject({
      name: 'Cardápio',
      source_type: 'text',
      status: 'ready',
      file_type: 'text/markdown',
    })
    expect(await contents('moqueca')).toEqual([text])
    expect(await (await server.raw('GET', `/v1/documents/${document.id}/file`, token)).text()).toBe(text)
  })

  it.each([
    [{ name: 'nota.MD' }, 'text/markdown'],
    [{ name: 'nota.markdown' }, 'text/markdown'],
    [{ name: 'nota.md.txt' }, 'text/plain'],
    [{ name: 'nota.md', file_type: 'text/plain' }, 'text/plain'],
  ])('%o is %s', async (given, file_type) => {
    const body = { text: '# Almoço', allow_duplicate: true, ...given }
    const answer = await server.call('POST', `/v1/collections/${collection}/documents`, { token, body })
    expect(answer).toMatchObject({ status: 202, body: { file_type } })
  })

  it.each([
    [{ name: 'a', text: '' }, 'text'],
    [{ name: '', text: 'a' }, 'name'],
    [{ name: 'a', text: 'a', file_type: 'application/x-tar' }, 'file_type'],
    [{ name: 'a', text: 'a', language: 'tlh' }, 'language'],
    [{ name: 'a', text: 'a', client_id: crypto.randomUUID() }, 'client_id'],
    [{ name: 'a' }, 'text'],
  ])('%o is refused by its field', async (body, field) => {
    const answer = await server.call('POST', `/v1/collections/${collection}/documents`, { token, body })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input', field } })
  })

  it('and a request without a body is refused too', async () => {
    const answer = await server.call('POST', `/v1/collections/${collection}/documents`, { token })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input', field: 'file' } })
  })
})

describe('a document with a past', () => {
  it('goes to its next version at once, and back', async () => {
    const document = await create(textFile('regra.txt', 'o tatu dorme de dia'))
    const path = `/v1/documents/${document.id}`
    const form = textFile('regra-2.txt', 'o tatu dorme de noite')
    form.append('change_description', 'corrigido')
    const next = await server.call('POST', `${path}/versions`, { token, body: form })
    expect(next).toMatchObject({ status: 202, body: { latest_version: 2, current_version: 1, name: 'regra.txt' } })
    expect(await waitForDocument(server, token, document.id)).toMatchObject({ status: 'ready', current_version: 2 })
    expect(await contents('tatu')).toEqual(['o tatu dorme de noite'])

    const restored = await server.call('POST', `${path}/versions/1/restore`, { token })
    expect(restored).toMatchObject({ status: 202, body: { latest_version: 3 } })
    expect(await waitForDocument(server, token, document.id)).toMatchObject({ current_version: 3, status: 'ready' })
    expect(await contents('tatu')).toEqual(['o tatu dorme de dia'])

    const again = await server.call('POST', `${path}/reprocess`, { token })
    expect(again).toMatchObject({ status: 202, body: { latest_version: 4 } })
    await waitForDocument(server, token, document.id)
    const { body } = await server.call('GET', `${path}/versions`, { token })
    expect(
      body.data.map(({ version_number, change_type }: { version_number: number; change_type: string }) => [
        version_number,
        change_type,
      ]),
    ).toEqual([
      [4, 'reprocessed'],
      [3, 'restored'],
      [2, 'updated'],
      [1, 'created'],
    ])
    expect(body.data[2].change_description).toBe('corrigido')
    expect(body.data[3].content_hash).toBe(body.data[0].content_hash)
    expect(await (await server.raw('GET', `${path}/file?version=2`, token)).text()).toBe('o tatu dorme de noite')
    expect((await server.raw('GET', `${path}/file?version=9`, token)).status).toBe(404)
  })

  it('has the language that somebody said, and recognises it anew where nobody did', async () => {
    const portuguese = 'Os funcionários da empresa não trabalham aos domingos nem nos feriados nacionais.'
    const english = 'The employees of the company do not work on Sundays or on national public holidays.'
    const recognised = await create(textFile('a.txt', portuguese))
    const said = await create({ name: 'b', text: portuguese, language: 'es', allow_duplicate: true })
    expect([recognised.language, said.language]).toEqual(['pt', 'es'])
    for (const { id } of [recognised, said]) {
      await server.call('POST', `/v1/documents/${id}/versions`, { token, body: { text: english } })
    }
    expect((await waitForDocument(server, token, recognised.id)).language).toBe('en')
    expect((await waitForDocument(server, token, said.id)).language).toBe('es')
  })

  it('keeps answering from the version before when the next one fails', async () => {
    const document = await create(textFile('a.txt', 'a capivara nada no lago'))
    const path = `/v1/documents/${document.id}`
    await server.call('POST', `${path}/versions`, { token, body: { text: '---' } })
    const failed = await waitForDocument(server, token, document.id)
    expect(failed).toMatchObject({ status: 'failed', error_code: 'no_text', current_version: 1, latest_version: 2 })
    expect(await contents('capivara')).toEqual(['a capivara nada no lago'])
  })

  it('is not published by a job that was overtaken', async () => {
    const document = await create(textFile('a.txt', 'o quati sobe na árvore'))
    const [old, next] = [2, 3].map((version_number) => ({ document_id: document.id, version_number }))
    if (!old || !next) throw new Error('unreachable')
    // By hand, without a worker: two versions begun, and the older one comes to its end last.
    const { database } = server.services
    const { sql } = await import('kysely')
    const { queries } = await import('../../../src/db/query-builder.ts')
    const begin = ({ version_number }: { version_number: number }) =>
      sql`with v as (insert into document_versions (document_id, collection_id, version_number, change_type,
              storage_path, file_type, file_size, content_hash)
            select document_id, collection_id, ${version_number}, 'updated', storage_path, file_type, file_size,
              content_hash from document_versions where document_id = ${document.id} and version_number = 1
            returning document_id)
          update documents set latest_version = ${version_number}, status = 'pending' from v
           where id = v.document_id`.compile(queries)
    const nothing = { language: 'pt', chunks: [], warnings: [], embedder: undefined } as const
    await withTenant(database, owner.principal, (tx) => tx.run(begin(old)))
    expect(await withTenant(database, owner.principal, (tx) => startProcessing(tx, old))).toBeDefined()
    await withTenant(database, owner.principal, (tx) => tx.run(begin(next)))
    expect(await withTenant(database, owner.principal, (tx) => startProcessing(tx, old))).toBeUndefined()
    expect(await withTenant(database, owner.principal, (tx) => startProcessing(tx, next))).toBeDefined()
    expect(await withTenant(database, owner.principal, (tx) => publishVersion(tx, old, nothing))).toBeUndefined()
    expect(await withTenant(database, owner.principal, (tx) => publishVersion(tx, next, nothing))).toMatchObject({
      pending: false,
    })
  })

  it('is changed by writers of its client, and by nobody else', async () => {
    const document = await create(textFile('a.txt', 'a anta anda só'))
    const path = `/v1/documents/${document.id}`
    const posts: [string, object | undefined][] = [
      [`${path}/versions`, { text: 'x' }],
      [`${path}/versions/1/restore`, undefined],
      [`${path}/reprocess`, undefined],
      [`${path}/cancel`, undefined],
    ]
    for (const [address, body] of posts) {
      const asStranger = await server.call('POST', address, { token: stranger.token, body })
      expect([address, asStranger.status]).toEqual([address, 404])
      const asViewer = await server.call('POST', address, { token: viewer.token, body })
      expect([address, asViewer.status]).toEqual([address, 403])
    }
    expect((await server.call('GET', `${path}/versions`, { token: viewer.token })).body.data).toHaveLength(1)
    for (const address of [`${path}/versions`, `${path}/chunks`]) {
      expect((await server.call('GET', address, { token: stranger.token })).status).toBe(404)
    }
    expect((await server.call('POST', `${path}/versions/7/restore`, { token })).status).toBe(404)
    const idle = await server.call('POST', `${path}/cancel`, { token })
    expect([idle.status, idle.body.code]).toEqual([409, 'not_processing'])
  })
})

describe('a document that is being processed', () => {
  it('is cancelled, published by no job, and processed again on demand', async () => {
    // A server whose worker does not run: the document waits.
    const text = 'a onça bebe água'
    const path = `/v1/collections/${collection}/documents`
    const { body } = await server.call('POST', path, { token, body: textFile('a.txt', text.repeat(20_000)) })
    const cancelled = await server.call('POST', `/v1/documents/${body.id}/cancel`, { token })
    // Quick as it is, it may have ended before.
    if (cancelled.status === 200) expect(cancelled.body.status).toBe('cancelled')
    else expect(cancelled.body.code).toBe('not_processing')
    const ended = await waitForDocument(server, token, body.id)
    if (cancelled.status === 200) expect(ended).toMatchObject({ status: 'cancelled', current_version: null })
    const again = await server.call('POST', `/v1/documents/${body.id}/reprocess`, { token })
    expect(again.status).toBe(202)
    expect(await waitForDocument(server, token, body.id)).toMatchObject({ status: 'ready', current_version: 2 })
  })
})

describe('chunks', () => {
  it('are listed in their order, a page at a time', async () => {
    const paragraphs = Array.from({ length: 30 }, (_, i) => `Parágrafo ${i}. ${'Uma frase comprida. '.repeat(60)}`)
    const document = await create(textFile('longo.txt', paragraphs.join('\n\n')))
    const path = `/v1/documents/${document.id}/chunks`
    const first = await server.call('GET', `${path}?limit=2`, { token })
    expect(first.body.data.map(({ chunk_index }: { chunk_index: number }) => chunk_index)).toEqual([0, 1])
    const rest = await server.call('GET', `${path}?limit=100&cursor=${first.body.next_cursor}`, { token })
    expect(rest.body.data).toHaveLength(document.chunk_count - 2)
    expect(rest.body.data[0].chunk_index).toBe(2)
    expect(rest.body.next_cursor).toBeNull()
    const other = await create(textFile('b.txt', 'b'))
    const wrong = await server.call('GET', `/v1/documents/${other.id}/chunks?cursor=${first.body.next_cursor}`, {
      token,
    })
    expect([wrong.status, wrong.body.code, wrong.body.field]).toEqual([400, 'invalid_cursor', 'cursor'])
  })

  it('are found by their new words once somebody has changed them', async () => {
    const document = await create(textFile('erro.txt', 'o prazo de entrega é de quinze dias'))
    const { body } = await server.call('GET', `/v1/documents/${document.id}/chunks`, { token })
    const [chunk] = body.data
    expect(chunk).toMatchObject({ content: 'o prazo de entrega é de quinze dias', edited_at: null })
    const path = `/v1/chunks/${chunk.id}`
    const change = { content: 'o frete rápido leva dois dias' }
    expect((await server.call('PATCH', path, { token: viewer.token, body: change })).status).toBe(403)
    expect((await server.call('PATCH', path, { token: stranger.token, body: change })).status).toBe(404)
    const changed = await server.call('PATCH', path, { token, body: change })
    expect(changed).toMatchObject({ status: 200, body: { ...change, id: chunk.id, metadata: chunk.metadata } })
    expect(changed.body.edited_at).toEqual(expect.any(String))
    for (const mode of ['full_text', 'semantic']) {
      const found = await server.call('POST', '/v1/search', { token, body: { query: 'frete rápido', mode, top_k: 1 } })
      expect(found.body.results[0]?.chunk_id, mode).toBe(chunk.id)
    }
    expect((await server.call('PATCH', path, { token, body: { content: ' ' } })).body.field).toBe('content')
    const nul = await server.call('PATCH', path, { token, body: { content: 'a\u0000b' } })
    expect([nul.status, nul.body.code]).toEqual([400, 'invalid_input'])
  })
})
