import { beforeAll, expect, it } from 'vitest'
import { createOwner, startServer, type TestServer, textFile, waitForDocument } from '../../harness/harness.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer()
  return () => server.close()
})

it('an explanation tells no word that only a deleted document had, though it was counted', async () => {
  const { token } = await createOwner()
  const base = (await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })).body.id
  const path = `/v1/knowledge-bases/${base}/collections`
  const collection = (await server.call('POST', path, { token, body: { name: 'C' } })).body.id
  const ids: string[] = []
  for (const text of ['fusão com a zyxwvu', 'um documento comum']) {
    const body = textFile('t.txt', text)
    const { id } = (await server.call('POST', `/v1/collections/${collection}/documents`, { token, body })).body
    await waitForDocument(server, token, id)
    ids.push(id)
  }
  const explained = async () => {
    const body = { query: 'documento zyxw', prefix: true, explain: true }
    const { terms } = (await server.call('POST', '/v1/search', { token, body })).body.explanation
    return terms.map(({ term }: { term: string }) => term)
  }
  await expect.poll(explained, { timeout: 10_000 }).toContain('zyxwvu')
  await server.call('DELETE', `/v1/documents/${ids[0]}`, { token })
  expect(await explained()).not.toContain('zyxwvu')
  expect(await explained()).toContain('zyxw')
})
