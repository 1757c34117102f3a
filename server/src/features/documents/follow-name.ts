import type { Database } from '../../db/pool.ts'
import { type Principal, withTenant } from '../../db/tenant.ts'
import { renewTerms } from '../chunks/chunks.ts'

/**
 * Has the chunks of a document found by its new name, some at a time: those of a long document take seconds, in which one
 * statement would hold the database from everybody else. Cut off, the rest is found by the old name until the document gets a
 * version or a name again.
 */
export async function followName(database: Database, principal: Principal, document_id: string): Promise<void> {
  let after: number | undefined = -1
  while (after !== undefined) {
    const from: number = after
    after = await withTenant(database, principal, (tx) => renewTerms(tx, document_id, from))
  }
}
