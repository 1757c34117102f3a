import { createHash } from 'node:crypto'
import type pg from 'pg'

/** Texts beyond these are planned each time: a list that is built for its filters must not fill the sessions. */
const maxStatements = 500
const maxStatementLength = 4_000

/** Gives a statement's text its name in a session, or none. */
export type Naming = (text: string) => string | undefined

/** Names for sessions that belong to one client alone: the same text has the same name in each of them. */
export function createStatementNames(): Naming {
  const names = new Map<string, string>()
  return (text) => {
    const known = names.get(text)
    if (known !== undefined || names.size >= maxStatements || text.length > maxStatementLength) return known
    const name = `renum_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
    names.set(text, name)
    return name
  }
}

/** Which sessions may hold names; a connection that is not here belongs to a pooler, or may. */
const namings = new WeakMap<object, Naming>()

export function allowPreparedStatements(client: pg.PoolClient, naming: Naming): void {
  namings.set(client, naming)
}

/** A statement as the session takes it best: named, and so parsed and planned once, where the session is one's own. */
export function prepared(client: pg.PoolClient, text: string, values: unknown[]): pg.QueryConfig {
  const name = namings.get(client)?.(text)
  return name === undefined ? { text, values } : { name, text, values }
}

/**
 * Whether a session must not be used again because of its named statements: a migration changed what one returns, or
 * another client of the pooler used the session in between.
 */
export function isStaleStatement(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && ['0A000', '26000', '42P05'].includes(String(error.code))
}
