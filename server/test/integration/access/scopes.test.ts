import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessOf, operations } from '../../../src/access/operations.ts'
import { type Scope, scopes } from '../../../src/db/tenant.ts'
import { createKey, createOwner, startServer, type TestServer } from '../../harness/harness.ts'

/** Which scope each operation takes of a key: every operation of openapi.json that is not public. */

interface Operation {
  operationId: string
  security?: unknown[]
}
const description: { paths: Record<string, Record<string, Operation>> } = JSON.parse(
  await readFile(join(import.meta.dirname, '../../../../client/openapi.json'), 'utf8'),
)
const described = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, { security }]) => security === undefined || security.length > 0)
    .map(([method, { operationId }]) => ({ operationId, method: method.toUpperCase(), path })),
)

let server: TestServer
const keys = new Map<Scope, string>()
beforeAll(async () => {
  server = await startServer()
  const owner = await createOwner()
  for (const scope of scopes) keys.set(scope, (await createKey(owner, [scope])).token)
})
afterAll(() => server.close())

it('every operation says in operations.ts what it takes', () => {
  expect(Object.keys(operations).sort()).toEqual(described.map(({ operationId }) => operationId).sort())
})

describe.each(described.filter(({ operationId }) => operationId in operations))(
  '$operationId',
  ({ operationId, method, path }) => {
    const needed = accessOf(operationId)?.scope ?? null
    // Ids that nobody has, and no body: only who asks is judged before that.
    const url = path.replaceAll(/\{\w+\}/g, crypto.randomUUID())

    it(needed ? `takes a key with ${needed}, and no other` : 'takes no key', async () => {
      for (const scope of scopes) {
        const { status, body } = await server.call(method, url, { token: keys.get(scope) ?? '' })
        if (scope === needed) expect(body?.code ?? '').not.toMatch(/scope|person_required|key_/)
        else {
          expect({ status, code: body.code }).toEqual({
            status: 403,
            code: needed ? 'insufficient_scope' : 'person_required',
          })
        }
      }
    })
  },
)
