import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  asAdmin,
  createKey,
  createMember,
  createOwner,
  startServer,
  type TestServer,
  textFile,
  waitForDocument,
} from '../../harness/harness.ts'

const path = '/v1/test-questions'

let server: TestServer
let owner: Awaited<ReturnType<typeof createOwner>>
let stranger: Awaited<ReturnType<typeof createOwner>>
let user: Awaited<ReturnType<typeof createMember>>
let viewer: Awaited<ReturnType<typeof createMember>>
let open: string
let restricted: string
beforeAll(async () => {
  server = await startServer()
  owner = await createOwner()
  stranger = await createOwner()
  user = await createMember(owner.client_id, 'user')
  viewer = await createMember(owner.client_id, 'viewer')
  const base = await ask(owner, 'POST', '/v1/knowledge-bases', { name: 'B' })
  const collections = `/v1/knowledge-bases/${base.body.id}/collections`
  open = (await ask(owner, 'POST', collections, { name: 'Aberta' })).body.id
  restricted = (await ask(owner, 'POST', collections, { name: 'Folha', access: 'restricted' })).body.id
})
afterAll(() => server.close())

const ask = (
  who: { token: string },
  method: string,
  at: string,
  body?: unknown,
  headers: Record<string, string> = {},
) => server.call(method, at, { token: who.token, headers, ...(body === undefined ? {} : { body }) })

async function upload(collection: string, name: string, text: string) {
  const { body } = await ask(owner, 'POST', `/v1/collections/${collection}/documents`, textFile(name, text))
  return waitForDocument(server, owner.token, body.id)
}

const passage = 'Cada pessoa tem trinta dias de férias por ano.'

describe('test questions', () => {
  it('are kept from a search, read, changed and deleted, by whom it is meant for', async () => {
    const document = await upload(open, 'ferias.md', `# Férias\n\n${passage}`)
    const { results } = (await ask(user, 'POST', '/v1/search', { query: 'dias de férias' })).body
    const asked = {
      document_id: results[0].document_id,
      question: '  Quantos dias de férias?  ',
      passage: results[0].content,
      source: 'search',
    }
    const created = await ask(user, 'POST', path, asked)
    expect(created).toMatchObject({
      status: 201,
      body: {
        document_id: document.id,
        collection_id: open,
        question: 'Quantos dias de férias?',
        passage: results[0].content,
        source: 'search',
        created_by: user.id,
      },
    })
    const { id } = created.body
    const at = `${path}/${id}`
    expect((await ask(viewer, 'GET', at)).body).toEqual(created.body)
    const changed = await ask(user, 'PATCH', at, { question: 'Quantos dias por ano?', passage: null })
    expect(changed.body).toEqual({
      ...created.body,
      question: 'Quantos dias por ano?',
      passage: null,
      updated_at: changed.body.updated_at,
    })
    expect(changed.body.updated_at > created.body.updated_at).toBe(true)

    const refusals: [number, string, Awaited<ReturnType<typeof ask>>][] = [
      [403, 'forbidden', await ask(viewer, 'POST', path, asked)],
      [403, 'forbidden', await ask(viewer, 'PATCH', at, { question: 'x' })],
      [403, 'forbidden', await ask(viewer, 'DELETE', at)],
      [404, 'not_found', await ask(stranger, 'GET', at)],
      [404, 'not_found', await ask(stranger, 'PATCH', at, { question: 'x' })],
      [404, 'not_found', await ask(stranger, 'DELETE', at)],
      [404, 'not_found', await ask(stranger, 'POST', path, asked)],
      [404, 'not_found', await ask(user, 'POST', path, { ...asked, document_id: crypto.randomUUID() })],
      [404, 'not_found', await ask(user, 'PATCH', at, { document_id: crypto.randomUUID() })],
      [400, 'invalid_input', await ask(user, 'POST', path, { ...asked, question: '   ' })],
      [400, 'invalid_input', await ask(user, 'POST', path, { ...asked, question: 'a'.repeat(2001) })],
      [400, 'invalid_input', await ask(user, 'POST', path, { ...asked, source: 'guess' })],
      [400, 'invalid_input', await ask(user, 'POST', path, { ...asked, created_by: viewer.id })],
      [400, 'invalid_input', await ask(user, 'PATCH', at, {})],
      [400, 'invalid_input', await ask(user, 'PATCH', at, { source: 'manual' })],
      [400, 'query_without_words', await ask(user, 'POST', path, { ...asked, question: '?!' })],
    ]
    for (const [status, code, answer] of refusals) expect([answer.status, answer.body.code]).toEqual([status, code])
    expect((await ask(stranger, 'GET', path)).body).toEqual({ data: [], next_cursor: null })

    expect((await ask(user, 'DELETE', at)).status).toBe(204)
    expect((await ask(user, 'GET', at)).status).toBe(404)
    const log = await ask(owner, 'GET', '/v1/audit-log')
    const about = log.body.data.filter((entry: { subject_id: string }) => entry.subject_id === id)
    expect(about).toMatchObject([
      { action: 'test_question.deleted', details: { question: 'Quantos dias por ano?', source: 'search' } },
      {
        action: 'test_question.updated',
        actor: `user:${user.id}`,
        details: { question: { from: 'Quantos dias de férias?', to: 'Quantos dias por ano?' }, passage: true },
      },
    ])
  })

  it('are listed page by page, of a document, a collection or a source, and made once under a key', async () => {
    const [a, b] = [await upload(open, 'a.txt', 'a araucária'), await upload(open, 'b.txt', 'o jacarandá')]
    const make = (document: { id: string }, question: string, more: object = {}, headers = {}) =>
      ask(user, 'POST', path, { document_id: document.id, question, ...more }, headers)
    for (const n of [1, 2, 3]) await make(a, `a${n}`)
    await make(b, 'b1', { source: 'import' })
    const key = { 'Idempotency-Key': crypto.randomUUID() }
    const [first, again] = [await make(b, 'b2', {}, key), await make(b, 'b2', {}, key)]
    expect([again.body, again.headers.get('Idempotency-Replayed')]).toEqual([first.body, 'true'])

    const of = async (query: string) =>
      (await ask(viewer, 'GET', `${path}?${query}`)).body.data.map(({ question }: { question: string }) => question)
    expect(await of(`document_id=${a.id}`)).toEqual(['a3', 'a2', 'a1'])
    expect(await of(`document_id=${b.id}&source=import`)).toEqual(['b1'])
    expect(await of(`collection_id=${open}`)).toEqual(['b2', 'b1', 'a3', 'a2', 'a1'])
    expect(await of(`collection_id=${restricted}`)).toEqual([])
    const { body: page } = await ask(viewer, 'GET', `${path}?limit=2&document_id=${a.id}`)
    expect(await of(`limit=2&document_id=${a.id}&cursor=${page.next_cursor}`)).toEqual(['a1'])
    const elsewhere = await ask(stranger, 'GET', `${path}?limit=2&document_id=${a.id}&cursor=${page.next_cursor}`)
    expect([elsewhere.status, elsewhere.body.code]).toEqual([400, 'invalid_cursor'])
  })

  it('are hidden with their collection, from people and from keys, and follow their document', async () => {
    const secret = await upload(restricted, 'folha.txt', 'o salário da diretora')
    const plain = await upload(open, 'aberto.txt', 'o salário mínimo')
    const { body: hidden } = await ask(owner, 'POST', path, {
      document_id: secret.id,
      question: 'Qual o salário da diretora?',
      passage: 'o salário da diretora',
    })
    const { body: shown } = await ask(user, 'POST', path, { document_id: plain.id, question: 'Qual o mínimo?' })
    const limited = await createKey(owner, ['read', 'write'], { collection_ids: [open] })
    for (const who of [user, viewer, limited]) {
      const { data } = (await ask(who, 'GET', `${path}?limit=100`)).body
      const ids = data.map(({ id }: { id: string }) => id)
      expect([ids.includes(hidden.id), ids.includes(shown.id)]).toEqual([false, true])
      expect((await ask(who, 'GET', `${path}/${hidden.id}`)).status).toBe(404)
    }
    for (const who of [user, limited]) {
      const made = await ask(who, 'POST', path, { document_id: secret.id, question: 'x' })
      expect([made.status, made.body.code]).toEqual([404, 'not_found'])
      const turned = await ask(who, 'PATCH', `${path}/${shown.id}`, { document_id: secret.id })
      expect([turned.status, turned.body.code]).toEqual([404, 'not_found'])
      expect((await ask(who, 'DELETE', `${path}/${hidden.id}`)).status).toBe(404)
    }

    // Another document takes the passage of the one before away, unless it is given its own.
    const at = `${path}/${hidden.id}`
    const turned = await ask(owner, 'PATCH', at, { document_id: plain.id })
    expect(turned.body).toMatchObject({ document_id: plain.id, collection_id: open, passage: null })
    expect((await ask(viewer, 'GET', at)).status).toBe(200)
    const back = await ask(owner, 'PATCH', at, { document_id: secret.id, passage: 'o salário' })
    expect(back.body).toMatchObject({ document_id: secret.id, collection_id: restricted, passage: 'o salário' })

    await ask(owner, 'PATCH', `/v1/documents/${secret.id}`, { collection_id: open })
    expect((await ask(viewer, 'GET', at)).body).toMatchObject({ collection_id: open })
  })

  it('go with their document, which is no entry of the log', async () => {
    const document = await upload(open, 'vai.txt', 'o ipê amarelo')
    const { body } = await ask(user, 'POST', path, { document_id: document.id, question: 'De que cor é o ipê?' })
    expect((await ask(owner, 'DELETE', `/v1/documents/${document.id}`)).status).toBe(204)
    expect((await ask(owner, 'GET', `${path}/${body.id}`)).status).toBe(404)
    const { body: log } = await ask(owner, 'GET', '/v1/audit-log?limit=100')
    expect(log.data.some(({ subject_id }: { subject_id: string }) => subject_id === body.id)).toBe(false)
  })

  it('are ten thousand at most, of one client', async () => {
    const document = await upload(open, 'muitas.txt', 'muitas perguntas')
    const [{ count } = { count: 0 }] = await asAdmin<{ count: number }>(
      'select count(*)::int as count from test_questions where client_id = $1',
      [owner.client_id],
    )
    const fill = (rows: number) =>
      asAdmin(
        `insert into test_questions (client_id, document_id, collection_id, question)
         select client_id, id, collection_id, 'Pergunta ' || n from documents, generate_series(1, $2::int) n where id = $1`,
        [document.id, rows],
      )
    await fill(9_999 - count)
    const make = () => ask(user, 'POST', path, { document_id: document.id, question: 'mais uma' })
    const answers = await Promise.all([make(), make(), make()])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'too_many_test_questions',
      title: 'Um cliente pode ter até 10000 perguntas de teste. Exclua algumas antes.',
    })
    await expect(fill(2)).rejects.toMatchObject({ code: 'RN046' })
    await ask(owner, 'DELETE', `/v1/documents/${document.id}`)
    const other = await upload(open, 'outra.txt', 'outra')
    expect((await ask(user, 'POST', path, { document_id: other.id, question: 'cabe' })).status).toBe(201)
  })
})
