import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOwner, startServer, type TestServer } from '../../harness/harness.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

async function collectionOf(token: string, name: string): Promise<string> {
  const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name } })
  const path = `/v1/knowledge-bases/${base.body.id}/collections`
  return (await server.call('POST', path, { token, body: { name } })).body.id
}

async function addText(token: string, collection: string, name: string): Promise<string> {
  const body = { name, text: `${name}: trinta dias de férias.` }
  return (await server.call('POST', `/v1/collections/${collection}/documents`, { token, body })).body.id
}

describe('what there is across collections', () => {
  it('is counted by state, collection and day, and listed newest first', async () => {
    const { token } = await createOwner()
    const [first, second] = [await collectionOf(token, 'A'), await collectionOf(token, 'B')]
    const empty = await collectionOf(token, 'C')
    const made = [
      await addText(token, first, 'um'),
      await addText(token, second, 'dois'),
      await addText(token, second, 'três'),
    ]
    await expect
      .poll(async () => (await server.call('GET', '/v1/overview', { token })).body.documents)
      .toEqual({ total: 3, ready: 3, under_way: 0, failed: 0, cancelled: 0 })
    const { body } = await server.call('GET', '/v1/overview', { token })
    const counts = Object.fromEntries(
      body.collections.map((row: { id: string; documents: number }) => [row.id, row.documents]),
    )
    expect(counts).toEqual({ [first]: 1, [second]: 2, [empty]: 0 })
    expect(body.days).toHaveLength(30)
    expect(body.days.reduce((sum: number, day: { documents: number }) => sum + day.documents, 0)).toBe(3)
    expect(body.days.at(-1)).toEqual({ day: new Date().toISOString().slice(0, 10), documents: 3 })

    const list = await server.call('GET', '/v1/documents?limit=2', { token })
    expect(list.body.data.map((row: { id: string }) => row.id)).toEqual([made[2], made[1]])
    const rest = await server.call('GET', `/v1/documents?limit=2&cursor=${encodeURIComponent(list.body.next_cursor)}`, {
      token,
    })
    expect(rest.body.data.map((row: { id: string }) => row.id)).toEqual([made[0]])
    expect((await server.call('GET', '/v1/documents?status=failed', { token })).body.data).toEqual([])
  })

  it('is nothing for another client', async () => {
    const { token } = await createOwner()
    await addText(token, await collectionOf(token, 'A'), 'um')
    const other = await createOwner()
    const { body } = await server.call('GET', '/v1/overview', { token: other.token })
    expect([body.documents.total, body.collections]).toEqual([0, []])
    expect((await server.call('GET', '/v1/documents', { token: other.token })).body.data).toEqual([])
  })
})
