import type pg from 'pg'
import { fromDatabaseError } from '../errors.ts'
import { chooseReadQuery, type Database, pool, readQuery } from '../pool.ts'

export interface Sandbox {
  /** For the server's own code: each of its transactions is a savepoint, visible to the next one and to no other session. */
  database: Database
  /** A statement as the login itself. */
  run(text: string, values?: unknown[]): Promise<void>
}

/**
 * Runs the server's code on a live database without a trace: over one transaction that is always rolled back.
 *
 * @param database a direct or session-pooled connection as the owner of the tables
 */
export async function inRollbackSandbox<T>(database: Database, body: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  const client = await database[pool].connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const { rows } = await client.query<{ names: string }>(checkedConstraints)
    return await body({
      database: sandboxOf(client, rows[0]?.names ?? 'all'),
      async run(text, values = []) {
        await client.query(text, values).catch((error: unknown) => {
          throw fromDatabaseError(error)
        })
      },
    })
  } finally {
    await client.query('rollback').catch((error: Error) => {
      broken = error
    })
    client.release(broken)
  }
}

/**
 * What a commit checks, but for what only tells others that access has changed: that holds a row which every change of
 * access in the install waits for, and in a rehearsal nothing is remembered that it would end.
 */
const checkedConstraints = `
  select string_agg(distinct format('%I.%I', n.nspname, c.conname), ', ') as names
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
   where c.condeferrable and n.nspname in ('public', 'private')
     and not exists (
       select from pg_trigger t where t.tgconstraint = c.oid and t.tgfoid = 'private.access_changed()'::regprocedure)`

/** One after the other, as there is one connection. */
function sandboxOf(client: pg.PoolClient, checked: string): Database {
  let last: Promise<void> = Promise.resolve()
  const connect = async () => {
    const before = last
    const { promise, resolve } = Promise.withResolvers<void>()
    last = promise
    await before
    return actorOf(client, checked, resolve)
  }
  return { [pool]: { connect } as unknown as pg.Pool, [readQuery]: chooseReadQuery(), close: async () => {} }
}

/** A connection whose transactions are savepoints; a statement outside of one only reads, and is undone. */
function actorOf(client: pg.PoolClient, checked: string, release: () => void) {
  let acting = false
  const send = (config: string | pg.QueryConfig, values?: unknown[]) =>
    typeof config === 'string' ? client.query(config, values) : client.query(config)
  return {
    release,
    query(config: string | pg.QueryConfig, values?: unknown[]) {
      const text = typeof config === 'string' ? config : config.text
      if (/^begin\b/.test(text)) {
        acting = true
        return client.query('savepoint act')
      }
      if (text === 'commit' || text === 'rollback') {
        acting = false
        return text === 'commit' ? commit(client, checked) : undo(client)
      }
      if (acting) return send(config, values)
      const marked = client.query('savepoint act')
      marked.catch(() => {})
      const sent = send(config, values)
      undo(client).catch(() => {})
      return sent
    },
  }
}

function undo(client: pg.PoolClient) {
  return client.query('rollback to savepoint act; release savepoint act')
}

/** What a commit would check is checked, and what a transaction alone would have set is taken back. */
async function commit(client: pg.PoolClient, checked: string) {
  await client.query(`set constraints ${checked} immediate; set constraints ${checked} deferred; release savepoint act;
    set local role none; select set_config('request.jwt.claims', '', true)`)
  return { command: 'COMMIT' }
}
