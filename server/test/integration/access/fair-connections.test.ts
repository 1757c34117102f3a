import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createOwner, startServer, type TestServer, testConfig } from '../../harness/harness.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ database: { ...testConfig().database, poolSize: 6 } })
})
afterAll(() => server.close())

/** Holds a row as a transaction of another process would that does not end. */
async function holdingRow<T>(table: string, id: string, body: () => Promise<T>): Promise<T> {
  const holder = new pg.Client({ connectionString: inject('environment').adminUrl })
  await holder.connect()
  try {
    await holder.query('begin')
    await holder.query(`select from ${pg.escapeIdentifier(table)} where id = $1 for update`, [id])
    return await body()
  } finally {
    await holder.query('rollback')
    await holder.end()
  }
}

describe.skipIf(inject('environment').name === 'embedded')('25 requests of one person that wait for one row', () => {
  it('keep nobody else waiting, and end with a problem that says to try again', async () => {
    const [flooding, other] = [await createOwner(), await createOwner()]
    const as = ({ token }: { token: string }, method: string, path: string, body?: unknown) =>
      server.call(method, path, { token, ...(body === undefined ? {} : { body }) })
    const { id } = (await as(flooding, 'POST', '/v1/knowledge-bases', { name: 'Held' })).body
    const path = `/v1/knowledge-bases/${id}`

    const flood = await holdingRow('knowledge_bases', id, async () => {
      const patches = Array.from({ length: 25 }, (_, n) => as(flooding, 'PATCH', path, { name: `${n}` }))
      for (let n = 0; n < 20; n++) {
        expect((await as(other, 'POST', '/v1/knowledge-bases', { name: `${n}` })).status).toBe(201)
        expect((await as(other, 'GET', '/v1/knowledge-bases')).status).toBe(200)
      }
      return Promise.all(patches)
    })
    const answers = new Set(flood.map(({ status, body }) => `${status} ${body.code}`))
    expect(answers).toContain('503 busy')
    // Those that waited in line for it, for a connection or for their turn.
    for (const answer of answers) {
      expect(['503 busy', '503 database_unavailable', '429 too_many_at_once']).toContain(answer)
    }
    for (const { headers } of flood) expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0)
    expect((await as(flooding, 'PATCH', path, { name: 'Free' })).status).toBe(200)
  })
})
