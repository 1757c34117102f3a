import type pg from 'pg'

/** Limits of every transaction of ours, in ms; the embedded Postgres ignores them and has its watchdog instead. */
const limits = {
  statement_timeout: 15_000,
  // Of a row that another transaction holds: `busy`, before a second one and a third wait behind it.
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 30_000,
}

const limitedSessions = new WeakSet<object>()
const settings = (local: boolean) =>
  Object.entries(limits).map(([name, ms]) => `set_config('${name}', '${ms}', ${local})`)
const local = settings(true).join(', ')

/** Sets the limits once, before anything else is said: for a session that belongs to this process alone. */
export function setSessionTimeouts(client: pg.PoolClient): void {
  limitedSessions.add(client)
  client.query(`select ${settings(false).join(', ')}`).catch(() => limitedSessions.delete(client))
}

const openings = new Map<string, string>()

/** An opening statement (`select …`) with the limits among its columns, where the session does not have them. */
export function withTimeouts(client: pg.PoolClient, opening: string): string {
  if (limitedSessions.has(client)) return opening
  const known = openings.get(opening) ?? `${opening}, ${local}`
  openings.set(opening, known)
  return known
}
