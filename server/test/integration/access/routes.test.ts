import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedSql } from '../../../../supabase/tests/samples.ts'
import type { Authorizer } from '../../../src/access/authorize.ts'
import { operations as access, accessOf } from '../../../src/access/operations.ts'
import { createApp } from '../../../src/http/app.ts'
import { asAdmin, startServer, type TestServer, tokenFor } from '../../harness/harness.ts'
import { type Route, ranks, routes } from '../isolation/route-roles.ts'

/** Who may call what: every operation of openapi.json that is not public, as everybody from nobody to owner. */

interface Operation {
  operationId: string
  security?: unknown[]
}

const description: { paths: Record<string, Record<string, Operation>> } = JSON.parse(
  await readFile(join(import.meta.dirname, '../../../../client/openapi.json'), 'utf8'),
)
const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, { security }]) => security === undefined || security.length > 0)
    .map(([method, { operationId }]) => ({ operationId, method: method.toUpperCase(), path })),
)

let server: TestServer
/** The same without access/operations.ts: what the policies alone let through. */
let unguarded: ReturnType<typeof createApp>
beforeAll(async () => {
  server = await startServer()
  const authorizer: Authorizer = {
    authorize: async (principal) => principal,
    enter: async () => () => {},
    enterSearch: async () => () => {},
    noteUse() {},
  }
  unguarded = createApp(server.services, authorizer)
})
afterAll(() => server.close())

type Id = (name: string) => string

/** A client with everything in it, of its own. */
async function sample(): Promise<Id> {
  const ids = new Map<string, string>()
  const id: Id = (name) => {
    const known = ids.get(name) ?? randomUUID()
    ids.set(name, known)
    return known
  }
  await asAdmin(`begin; ${seedSql(id)} commit`)
  return id
}

/** What the path names, in the sample. */
function fill(path: string, id: Id): string {
  const owners: Record<string, string> = {
    clients: 'client',
    'knowledge-bases': 'knowledge_bases_open',
    collections: 'knowledge_collections_open',
    documents: 'documents_open',
    chunks: 'document_chunks_open',
    invitations: 'invitations',
    'api-keys': 'viewer_key',
    credentials: 'api_credentials',
    'test-questions': 'test_questions_open',
    agents: 'agents',
    executions: 'agent_executions',
    conversations: 'conversations',
    budgets: 'agent_budgets',
    'webhook-endpoints': 'webhook_endpoints',
    'webhook-deliveries': 'webhook_deliveries',
  }
  const rows: Record<string, string> = {
    id: id(owners[path.split('/')[2] ?? ''] ?? 'unknown'),
    grant_id: id('collection_grants_open'),
    user_id: id('ungranted'),
    version_number: '1',
  }
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const row = rows[name]
    if (row === undefined) throw new Error(`${path}: the sample has no ${name}`)
    return row
  })
}

const known: Record<string, Route> = routes

/** Of these the sample is answered before a policy of theirs is asked, and why. */
const guardedByTableAlone: Record<string, string> = {
  importDocuments: 'the sample is no form: nothing is written',
  cancelDocument: 'the policy lets no row be changed, which reads as a document that is not being processed',
  cancelCollectionModelChange: 'the sample is not changing its model: nothing is written',
  restoreCollectionModel: 'the sample has had no other model: nothing is written',
  refreshDocument: 'the sample is a text; what a refresh enqueues is no row of a tenant',
  embedDocument: 'the policy lets no row be changed, which reads as a document that lacks nothing',
  runAgent: 'the agent of the sample has nothing published: nothing is written',
  createChatCompletion: 'the agent of the sample has nothing published: nothing is written',
  createResponse: 'the agent of the sample has nothing published: nothing is written',
  testCredential: 'users run agents, which use credentials',
}

describe('every operation', () => {
  it('has its sample, and its line in access/operations.ts', () => {
    const described = operations.map(({ operationId }) => operationId).sort()
    expect(Object.keys(known).sort()).toEqual(described)
    expect(Object.keys(access).sort()).toEqual(described)
  })
})

describe.each(operations.filter(({ operationId }) => operationId in known))('$operationId', (operation) => {
  const { method, path, operationId } = operation
  const { from = accessOf(operationId)?.role ?? 'nobody', body, query = '', answers }: Route = known[operationId] ?? {}
  const call = async (id: Id, token?: string) => (await ask(server.request, id, token)).status
  const ask = (request: TestServer['request'], id: Id, token?: string) =>
    request(fill(path, id) + query, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body).replaceAll(/\{(\w+)\}/g, (_, name) => id(name)) }),
    })

  it('is kept from whoever is not signed in, or below', async () => {
    const id = await sample()
    expect(await call(id)).toBe(401)
    for (const rank of ranks.slice(0, ranks.indexOf(from))) {
      expect([403, 404], rank).toContain(await call(id, await tokenFor(id(rank))))
    }
  })

  it.runIf(ranks.indexOf(from) > 0 && !(operationId in guardedByTableAlone))(
    'is kept by the policies too from whoever is below',
    async () => {
      const id = await sample()
      const token = await tokenFor(id(ranks[ranks.indexOf(from) - 1] ?? 'nobody'))
      const answer = await ask(async (at, init) => unguarded.request(at, init), id, token)
      // To whom no row is visible, a list is empty.
      if (answer.status === 200 && method === 'GET') expect(await answer.json()).toMatchObject({ data: [] })
      else expect([403, 404], `${answer.status}`).toContain(answer.status)
    },
  )

  it(`answers from ${from} on`, async () => {
    for (const rank of ranks.slice(ranks.indexOf(from))) {
      const id = await sample()
      const status = await call(id, await tokenFor(id(rank)))
      if (answers === undefined) expect([200, 201, 202, 204], `${rank}: ${status}`).toContain(status)
      else expect(status, rank).toBe(answers)
    }
  })
})
