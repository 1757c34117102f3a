import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedSql } from '../../../../supabase/tests/samples.ts'
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
beforeAll(async () => {
  server = await startServer()
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

describe('every operation', () => {
  it('says in routes.ts from which role on it may be called', () => {
    expect(Object.keys(known).sort()).toEqual(operations.map(({ operationId }) => operationId).sort())
  })
})

describe.each(operations.filter(({ operationId }) => operationId in known))('$operationId', (operation) => {
  const { method, path, operationId } = operation
  const { from, body, query = '', answers } = known[operationId] ?? { from: 'owner' }
  const call = async (id: Id, token?: string) => {
    const { status } = await server.request(fill(path, id) + query, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return status
  }

  it('is kept from whoever is not signed in, or below', async () => {
    const id = await sample()
    expect(await call(id)).toBe(401)
    for (const rank of ranks.slice(0, ranks.indexOf(from))) {
      expect([403, 404], rank).toContain(await call(id, await tokenFor(id(rank))))
    }
  })

  it(`answers from ${from} on`, async () => {
    for (const rank of ranks.slice(ranks.indexOf(from))) {
      const id = await sample()
      const status = await call(id, await tokenFor(id(rank)))
      if (answers === undefined) expect([200, 201, 202, 204], `${rank}: ${status}`).toContain(status)
      else expect(status, rank).toBe(answers)
    }
  })
})
