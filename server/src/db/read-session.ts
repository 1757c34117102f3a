import type pg from 'pg'
import type { OpeningRow } from './claims-cache.ts'
import { type Acquirer, acquireConnection } from './connection/acquire-connection.ts'
import { isStaleStatement, prepared } from './connection/prepared-statements.ts'
import type { ReadQuery } from './connection/read-query.ts'
import { withTimeouts } from './connection/session-timeouts.ts'
import { fromDatabaseError, isLost } from './errors.ts'
import { type Database, readQuery, types } from './pool.ts'
import type { Run } from './transaction.ts'

/**
 * Lends a connection to a body that only reads. Each of its statements is a transaction of its own, in one round trip
 * with the opening that says who is asking: at READ COMMITTED each would have had its own snapshot anyway. Nothing has
 * to be ended, so that a failed statement leaves a clean connection, and one whose name had gone stale is run again.
 *
 * @param opening makes the transaction read-only too: a statement that writes fails. Its first columns: claims, version
 * @param body gets what runs a statement, and the result of the first opening
 */
export async function readSession<T>(
  database: Database,
  acquirer: Acquirer,
  opening: { text: string; values: unknown[] },
  body: (run: Run, opened: () => Promise<OpeningRow>) => Promise<T>,
): Promise<T> {
  const { client, release } = await acquireConnection(database, acquirer)
  const first = { text: withTimeouts(client, opening.text), values: opening.values }
  let broken: Error | undefined
  let released = false
  let opened: Promise<OpeningRow> | undefined

  /** Once more without names, which is right whatever the session holds by them: a read left nothing behind. */
  const unlessStale = (error: unknown): void => {
    // The pool does not know yet that the connection is lost, and would give it to the next request.
    if (error instanceof Error && isLost(error)) broken = error
    if (!isStaleStatement(error)) throw error
    broken = error
    // The connection may be in another request's transaction by now.
    if (released) throw error
  }
  const run: Run = async (query) => {
    const { sql, parameters } = 'compile' in query ? query.compile() : query
    const own = { text: sql, values: parameters as unknown[] }
    const sent = database[readQuery](client, named(client, first), named(client, own), types)
    let second: ReturnType<ReadQuery> | undefined
    const again = (error: unknown) => {
      unlessStale(error)
      second ??= database[readQuery](client, first, own, types)
      second.opened.catch(() => {})
      return second
    }
    const openingRow = sent.opened
      .catch((error) => again(error).opened)
      .then(([claims, version]) => ({ claims, version }) as OpeningRow)
    openingRow.catch(() => {})
    opened ??= openingRow
    try {
      return (await sent.result.catch((error) => again(error).result)) as never[]
    } catch (error) {
      throw fromDatabaseError(error)
    }
  }
  const open = async () => {
    const { rows } = await client.query<OpeningRow>(named(client, first)).catch((error) => {
      unlessStale(error)
      return client.query<OpeningRow>(first)
    })
    return rows[0] as OpeningRow
  }
  try {
    return await body(run, async () => {
      opened ??= open()
      try {
        return await opened
      } catch (error) {
        throw fromDatabaseError(error)
      }
    })
  } finally {
    released = true
    release(broken)
  }
}

function named(client: pg.PoolClient, { text, values }: { text: string; values: unknown[] }): pg.QueryConfig {
  return prepared(client, text, values)
}
