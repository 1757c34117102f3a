import type { Opened } from './decided.ts'
import { fromDatabaseError } from './errors.ts'
import { limited } from './limits.ts'
import { isStale, prepared } from './names.ts'
import { queryOpened } from './opened-query.ts'
import { type Database, pool, types } from './pool.ts'
import type { Run } from './transaction.ts'

/**
 * Lends a connection to a body that only reads. Each of its statements is a transaction of its own, in one round trip
 * with the opening that says who is asking: at READ COMMITTED each would have had its own snapshot anyway. Nothing has
 * to be ended, so that a failed statement leaves a clean connection.
 *
 * @param opening makes the transaction read-only too: a statement that writes fails. Its first columns: claims, version
 * @param body gets what runs a statement, and the result of the first opening
 */
export async function reading<T>(
  database: Database,
  opening: { text: string; values: unknown[] },
  body: (run: Run, opened: () => Promise<Opened>) => Promise<T>,
): Promise<T> {
  const client = await database[pool].connect().catch((error) => {
    throw fromDatabaseError(error)
  })
  const first = prepared(client, limited(client, opening.text), opening.values)
  let broken: Error | undefined
  let opened: Promise<Opened> | undefined
  const failed = (error: unknown) => {
    if (isStale(error)) broken = error
    return fromDatabaseError(error)
  }
  const run: Run = async (query) => {
    const { sql, parameters } = 'compile' in query ? query.compile() : query
    const sent = queryOpened(client, first, prepared(client, sql, parameters as unknown[]), types)
    const whoAsks = sent.opened.then(([claims, version]) => ({ claims, version }) as Opened)
    whoAsks.catch(() => {})
    opened ??= whoAsks
    try {
      return (await sent.result) as never[]
    } catch (error) {
      throw failed(error)
    }
  }
  try {
    return await body(run, async () => {
      opened ??= client.query<Opened>(first).then(({ rows }) => rows[0] as Opened)
      try {
        return await opened
      } catch (error) {
        throw failed(error)
      }
    })
  } finally {
    client.release(broken)
  }
}
