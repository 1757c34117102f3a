import { sql } from 'kysely'
import type { Database } from '../../db/pool.ts'
import { queries } from '../../db/query-builder.ts'
import { type SystemTx, withSystem } from '../../db/system.ts'

/** A transaction of the operator: the audit log says `operator`, and no sign-up setting applies. */
export type OperatorTx = SystemTx

export function asOperator<T>(database: Database, body: (tx: OperatorTx) => Promise<T>): Promise<T> {
  return withSystem(database, async (tx) => {
    await tx.run(
      sql`select set_config('request.jwt.claims', '{"renum": {"principal": "operator"}}', true)`.compile(queries),
    )
    return body(tx)
  })
}
