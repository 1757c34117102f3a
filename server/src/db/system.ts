import type { Database } from './pool.ts'
import { localLimits, type Run, runOn, transaction } from './transaction.ts'

declare const system: unique symbol

/** A transaction that belongs to no client. Its role reaches only what migrations grant to renum_system. */
export interface SystemTx {
  readonly [system]: true
  readonly run: Run
}

const opening = {
  text: `select set_config('request.jwt.claims', '', true), set_config('role', 'renum_system', true), ${localLimits}`,
  values: [],
}

/**
 * Runs `body` in one transaction as the system. Only the files that the import check lists may import this: what it
 * reads and writes is not bound to a tenant.
 */
export function withSystem<T>(database: Database, body: (tx: SystemTx) => Promise<T>): Promise<T> {
  return transaction(database, opening, (client) => body({ run: runOn(client) } as unknown as SystemTx))
}
