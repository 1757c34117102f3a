import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { attackApi } from '../../../src/isolation/api-attacks.ts'
import type { Answer, Outcome, Target } from '../../../src/isolation/attack.ts'
import { readTables } from '../../../src/isolation/catalogue.ts'
import { readOperations } from '../../../src/isolation/read-openapi.ts'
import { type Call, isOfDatabase, type RunSql, said, seedTenant } from '../../../src/isolation/run-attacks.ts'
import { attackTables } from '../../../src/isolation/sql-attacks.ts'
import { asAdmin, createOwner, startServer, type TestServer } from '../../harness/harness.ts'
import { callAs, settled } from './attackers.ts'

/** A suite that finds nothing must be one that would. */

let server: TestServer
let description: { paths: object }
let stranger: Awaited<ReturnType<typeof createOwner>>
let target: Target
let own: Target['ids']

beforeAll(async () => {
  server = await startServer()
  description = (await server.call('GET', '/openapi.json')).body
  const sown = async (owner: typeof stranger) =>
    seedTenant(description, callAs(server, owner.token), {
      ids: { clients: [owner.client_id], users: [owner.id] },
      settle: () => settled(owner.client_id),
    })
  stranger = await createOwner()
  target = await sown(await createOwner())
  // Once used, a key is the attacker's own, and these attack more than once.
  target.keys = {}
  own = (await sown(stranger)).ids
})
afterAll(() => server.close())

/** The API with one more route, of which nobody has told the suite but its description. */
async function attackWith(answer: (id: string, clientOfAsker: string) => Promise<Answer>): Promise<Outcome[]> {
  const path = '/v1/forgotten/documents/{id}'
  const parameters = [{ name: 'id', in: 'path', schema: { type: 'string', format: 'uuid' } }]
  const real = callAs(server, stranger.token)
  const call: Call = (request) => {
    const [, id] = /^\/v1\/forgotten\/documents\/(.*)$/.exec(request.path) ?? []
    return id === undefined ? real(request) : answer(id, stranger.client_id)
  }
  const outcomes = await attackApi(
    readOperations({
      ...description,
      paths: { ...description.paths, [path]: { get: { operationId: 'getForgotten', parameters } } },
    }),
    { name: 'stranger', call, own },
    target,
  )
  const found = outcomes.filter(({ leaked }) => leaked)
  expect(outcomes.length).toBeGreaterThan(found.length)
  expect(found.filter(({ attack }) => !attack.includes('getForgotten'))).toEqual([])
  return found
}

const response = (status: number, body: unknown): Answer => ({
  status,
  headers: new Headers({ 'Content-Type': 'application/json' }),
  text: JSON.stringify(body),
})

const documentById = async (id: string) =>
  (await asAdmin<{ client_id: string; name: string }>('select client_id, name from documents where id = $1', [id]))[0]

describe('the attacks see', () => {
  it('a route that forgets the tenant', async () => {
    const leaks = await attackWith(async (id) => {
      const row = await documentById(id)
      return row ? response(200, row) : response(404, { code: 'not_found' })
    })
    expect(leaks.length).toBeGreaterThan(0)
    expect(leaks[0]?.why).toContain(target.canaries[0])
  })

  it('a route that only says whether there is such a thing', async () => {
    const leaks = await attackWith(async (id, client) => {
      const row = await documentById(id)
      const code = row && row.client_id !== client ? 'forbidden' : 'not_found'
      return response(code === 'forbidden' ? 403 : 404, { code })
    })
    expect(leaks.map(({ attack }) => attack)).toContain('stranger: getForgotten: documents in path.id')
  })

  it.each([
    ['is open', 'alter policy documents_select on documents using (true)'],
    ['lets a row in', 'alter policy documents_insert on documents with check (true)'],
    ['lets go', 'alter policy documents_delete on documents using (true)'],
    ['is not there, nor row security', 'alter table documents disable row level security'],
    [
      'takes people of other clients',
      `alter policy documents_insert on documents with check (client_id = private.current_client_id())`,
    ],
  ])('a policy that %s', async (_, hole) => {
    const run = runWithHole(hole)
    const tables = (await readTables(run)).filter(({ name }) => name === 'documents')
    const where = () => `client_id = '${target.ids.clients?.[0]}'`
    const leaks = (await attackTables({ name: 'stranger', run }, tables, target, where)).filter(({ leaked }) => leaked)
    expect(leaks.length).toBeGreaterThan(0)
    const whole = runWithHole('select 1')
    const none = (await attackTables({ name: 'stranger', run: whole }, tables, target, where)).filter(
      ({ leaked }) => leaked,
    )
    expect(none).toEqual([])
  })
})

/** A tenant transaction of the stranger's in a database with a hole, both gone with its end. */
function runWithHole(hole: string): RunSql {
  return async (...statements) => {
    const client = new pg.Client({ connectionString: inject('environment').adminUrl })
    await client.connect()
    try {
      await client.query('begin')
      await client.query(hole)
      await client.query(
        `select set_config('request.jwt.claims', private.resolve_principal($1), true), set_config('role', 'renum_tenant', true)`,
        [JSON.stringify(stranger.principal)],
      )
      let rows: Record<string, unknown>[] = []
      for (const statement of statements) rows = (await client.query(statement)).rows ?? []
      return { rows }
    } catch (error) {
      if (isOfDatabase(error)) return { rows: [], error: { code: error.code, message: said(error) } }
      throw error
    } finally {
      await client.query('rollback')
      await client.end()
    }
  }
}
