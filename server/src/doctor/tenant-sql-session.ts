import { CompiledQuery } from 'kysely'
import type { Database } from '../db/pool.ts'
import { type Principal, withPerson } from '../db/tenant.ts'
import type { SqlSession } from '../isolation/run-attacks.ts'

/** Statements as the server runs them for a principal. */
export function tenantSqlSession(database: Database, principal: Principal): SqlSession {
  return (body) =>
    withPerson(database, principal, (tx) =>
      body((text, values = []) => tx.run<Record<string, unknown>>(CompiledQuery.raw(text, values))),
    )
}
