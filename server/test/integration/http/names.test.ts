import { afterAll, beforeAll, expect, it } from 'vitest'
import { asAdmin, createOwner, startServer, type TestServer, textFile } from '../../harness/harness.ts'

/** What a terminal obeys, what turns a text's direction, and what begins a line. */
const unfit = ['\u0007', '\u001b[8m', '\n', '\u007f', '\u009b2J', '\u061c', '\u200f', '\u202e', '\u2066', '\u2028']

let server: TestServer
let owner: Awaited<ReturnType<typeof createOwner>>
let collection: { id: string }

beforeAll(async () => {
  server = await startServer()
  owner = await createOwner()
  const { token } = owner
  const base = (await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'Base' } })).body
  collection = (
    await server.call('POST', `/v1/knowledge-bases/${base.id}/collections`, { token, body: { name: 'Coleção' } })
  ).body
})
afterAll(() => server.close())

it('a name that hides something is refused, in the language of its author, wherever a name is given', async () => {
  const { token } = owner
  for (const piece of unfit) {
    const name = `a${piece}b`
    for (const [method, path, body] of [
      ['POST', '/v1/clients', { name }],
      ['PATCH', '/v1/me', { name }],
      ['POST', '/v1/api-keys', { name, scopes: ['read'] }],
      ['POST', '/v1/knowledge-bases', { name }],
      ['PATCH', `/v1/collections/${collection.id}`, { name }],
      ['POST', `/v1/collections/${collection.id}/documents`, { name, text: 'Um texto.' }],
      ['POST', `/v1/collections/${collection.id}/documents`, { name, url: 'https://site.example/' }],
    ] as const) {
      const said = []
      for (const language of ['pt', 'en']) {
        const headers = { 'Accept-Language': language }
        const answer = await server.call(method, path, { token, body, headers })
        expect([answer.status, answer.body.code], `${path} ${JSON.stringify(name)}`).toEqual([400, 'invalid_input'])
        expect(answer.body.field).toBe('name')
        said.push(answer.body.title)
      }
      expect(said[0]).toContain('`name` tem caracteres invisíveis')
      expect(said[1]).toContain('`name` has invisible characters')
    }
  }
  const emoji = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'Férias 漢字 👩‍🚀 مرحبا' } })
  expect([emoji.status, emoji.body.name]).toEqual([201, 'Férias 漢字 👩‍🚀 مرحبا'])
})

it('the name of a file loses them, and so does the header that gives it back', async () => {
  const { token } = owner
  const path = `/v1/collections/${collection.id}/documents`
  const { status, body } = await server.call('POST', path, {
    token,
    body: textFile('fatura\u202e\u2066\u009bfdp.txt', 'x'),
  })
  expect([status, body.name]).toEqual([202, 'faturafdp.txt'])
  // As one that an earlier version stored.
  await asAdmin('update documents set name = $2 where id = $1', [body.id, 'a\u202e\u200fb.txt'])
  const file = await server.raw('GET', `/v1/documents/${body.id}/file`, token)
  await file.text()
  expect(file.headers.get('Content-Disposition')).toBe(`attachment; filename*=UTF-8''ab.txt`)
})

it('the name that somebody gives themselves at Auth loses them', async () => {
  const id = crypto.randomUUID()
  await asAdmin('insert into auth.users (id, email, raw_user_meta_data) values ($1, $2, $3)', [
    id,
    `${id}@example.com`,
    { name: 'Ana\u001b[8m\u202e\n Souza', full_name: 'Ana\u001b[8m\u202e\n Souza' },
  ])
  expect(await asAdmin('select name from users where id = $1', [id])).toEqual([{ name: 'Ana[8m Souza' }])
})
