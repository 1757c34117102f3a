import type { Compilable, CompiledQuery } from 'kysely'
import type pg from 'pg'
import { type Acquirer, acquireConnection } from './connection/acquire-connection.ts'
import { corkWrites } from './connection/cork-writes.ts'
import { isStaleStatement, prepared } from './connection/prepared-statements.ts'
import { withTimeouts } from './connection/session-timeouts.ts'
import { fromDatabaseError } from './errors.ts'
import type { Database } from './pool.ts'

/** Runs one statement of a transaction and gives its rows. Raises a `Problem` where the failure is an expected one. */
export type Run = <Row>(query: Compilable<Row> | CompiledQuery<Row>) => Promise<Row[]>

/**
 * One transaction: `begin`, the opening statement that sets who is asking, the body's statements, `commit`.
 *
 * Nothing waits for `begin` and the opening: they leave with the body's first statement. Should the opening fail, the
 * server refuses all that follows (25P02), so that no statement ever runs under another role than the one asked for.
 * A session keeps no setting: all are local to the transaction, and a connection that could not be rolled back is
 * thrown away. It keeps named statements where, and only where, it belongs to this process alone.
 */
export async function transaction<T>(
  database: Database,
  acquirer: Acquirer,
  opening: { text: string; values: unknown[] },
  body: (client: pg.PoolClient, opened: Promise<pg.QueryResult>) => Promise<T>,
): Promise<T> {
  const { client, release } = await acquireConnection(database, acquirer)
  corkWrites(client)
  const begun = client.query('begin isolation level read committed')
  const opened = client.query(prepared(client, withTimeouts(client, opening.text), opening.values))
  // Their failures surface below; until then they must not count as unhandled.
  begun.catch(() => {})
  opened.catch(() => {})
  let broken: Error | undefined
  try {
    const result = await body(client, opened)
    // Had `begin` failed alone, the role would not have lasted: nothing that was read may then get out.
    await Promise.all([begun, opened])
    const { command } = await client.query('commit')
    // Postgres answers the commit of a failed transaction with a rollback and no error.
    if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back at its commit')
    return result
  } catch (error) {
    const first = await Promise.all([begun, opened]).then(
      () => error,
      (earlier) => earlier,
    )
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    if (isStaleStatement(first)) broken ??= first
    throw fromDatabaseError(first)
  } finally {
    release(broken)
  }
}

export function runOn(client: pg.PoolClient): Run {
  return async (query) => {
    const { sql, parameters } = 'compile' in query ? query.compile() : query
    try {
      const { rows } = await client.query(prepared(client, sql, [...parameters]))
      return rows
    } catch (error) {
      throw fromDatabaseError(error)
    }
  }
}
