import { originSetting } from './audit-origin.ts'
import type { Database } from './pool.ts'
import type { Person } from './tenant.ts'
import { type Run, runOn, transaction } from './transaction.ts'

declare const system: unique symbol

/** A transaction that belongs to no client. Its role reaches only what migrations grant to renum_system. */
export interface SystemTx {
  readonly [system]: true
  readonly run: Run
}

const opening = `select set_config('request.jwt.claims', $1, true), set_config('renum.origin', $2, true),
  set_config('role', 'renum_system', true)`

/**
 * Runs `body` in one transaction as the system. Only the files that the import check lists may import this: what it
 * reads and writes is not bound to a tenant.
 *
 * @param asking on whose behalf: the audit log names them, and nothing else makes use of it
 */
export function withSystem<T>(database: Database, body: (tx: SystemTx) => Promise<T>, asking?: Person): Promise<T> {
  const renum = asking && { user_id: asking.user_id, principal: `user:${asking.user_id}` }
  const values = [renum ? JSON.stringify({ renum }) : '', originSetting(asking?.origin)]
  const acquirer = { caller: asking && `user:${asking.user_id}` }
  return transaction(database, acquirer, { text: opening, values }, async (client) => {
    const run = runOn(client)
    let ended = false
    const tx = {
      run: async (query) => {
        // The connection may be within a tenant's transaction by now.
        if (ended) throw new Error('this transaction has ended')
        return run(query)
      },
    } as SystemTx
    try {
      return await body(tx)
    } finally {
      ended = true
    }
  })
}
