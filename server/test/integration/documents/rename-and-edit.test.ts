import { beforeAll, expect, it } from 'vitest'
import { createOwner, startServer, type TestServer, textFile, waitForDocument } from '../../harness/harness.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer()
  return () => server.close()
})

it('a document that is renamed while a chunk of it is edited is found by its new name and its new words', async () => {
  const { token } = await createOwner()
  const base = (await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })).body.id
  const path = `/v1/knowledge-bases/${base}/collections`
  const collection = (await server.call('POST', path, { token, body: { name: 'C' } })).body.id
  const body = textFile('antigo.txt', 'um texto')
  const { id } = (await server.call('POST', `/v1/collections/${collection}/documents`, { token, body })).body
  await waitForDocument(server, token, id)
  const [chunk] = (await server.call('GET', `/v1/documents/${id}/chunks`, { token })).body.data
  const count = async (query: string) =>
    (await server.call('POST', '/v1/search', { token, body: { query, mode: 'full_text' } })).body.results.length
  for (let i = 0; i < 15; i++) {
    const [name, content] = [`nome${i}x`, `palavra${i}y`]
    const answers = await Promise.all([
      server.call('PATCH', `/v1/documents/${id}`, { token, body: { name } }),
      server.call('PATCH', `/v1/chunks/${chunk.id}`, { token, body: { content } }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect([await count(name), await count(content)], `round ${i}`).toEqual([1, 1])
  }
})
