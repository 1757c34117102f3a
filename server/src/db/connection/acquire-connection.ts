import type pg from 'pg'
import { type Share, TurnsError } from '../../concurrency/fair-turns.ts'
import { Problem } from '../../problems.ts'
import { fromDatabaseError } from '../errors.ts'
import { type Database, pool, turns } from '../pool.ts'

/** For whom a connection is taken: none of both is the install itself. */
export interface Acquirer {
  caller?: string | undefined
  client_id?: string | undefined
}

/**
 * Takes a connection when it is the acquirer's turn. `release` gives it back, or with an error throws it away.
 *
 * Raises `too_many_at_once` where too many of the acquirer's wait already, `database_unavailable` where none came free.
 */
export async function acquireConnection(
  database: Database,
  acquirer: Acquirer,
): Promise<{ client: pg.PoolClient; release: (broken?: Error) => void }> {
  const leave = await turnOf(database, acquirer)
  try {
    const client = await database[pool].connect()
    return {
      client,
      release(broken) {
        client.release(broken)
        leave?.()
      },
    }
  } catch (error) {
    leave?.()
    throw fromDatabaseError(error)
  }
}

async function turnOf(database: Database, { caller, client_id }: Acquirer): Promise<(() => void) | undefined> {
  const connections = database[turns]
  if (!connections) return undefined
  const { perCaller, perClient } = connections
  const shares: Share[] = []
  if (caller !== undefined) shares.push({ key: caller, most: perCaller })
  if (client_id !== undefined) shares.push({ key: `client:${client_id}`, most: perClient })
  try {
    return await connections.enter(shares)
  } catch (cause) {
    if (!(cause instanceof TurnsError)) throw cause
    throw new Problem(cause.reason === 'timed_out' ? 'database_unavailable' : 'too_many_at_once', { cause })
  }
}
