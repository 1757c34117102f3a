import { setTimeout as sleep } from 'node:timers/promises'
import { createPostgresConnection } from '@supabase/lite/postgres'

/** How often the tables are looked at. Autovacuum's own minute is for databases that are not waited for in front of a screen. */
const LOOK_MS = 5_000
/** After each table the others have the database for at least so many times as long as it took. */
const PAUSE_PER_WORK = 10

type Driver = ReturnType<typeof createPostgresConnection>['driver']

export interface VacuumSchedule {
  stop(): Promise<void>
}

/**
 * What the autovacuum daemon does on a server, which PGlite has none of: without statistics plans are made for empty
 * tables, dead rows of the counters and of the queue are read at every request, and the entries of a GIN index stay in its
 * pending list, which every search reads to its end. One table at a time.
 */
export function vacuumChangedTables(dbUrl: string): VacuumSchedule {
  const postgresOptions = { max: 1, prepare: false, onnotice() {} }
  const connection = createPostgresConnection({ url: dbUrl, postgresOptions })
  const stopping = new AbortController()
  const running = repeat(connection.driver, stopping.signal)
  return {
    async stop() {
      stopping.abort()
      await running
      await connection.close()
    },
  }
}

async function repeat(sql: Driver, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(LOOK_MS, undefined, { signal }).catch(() => {})
    try {
      await vacuumOnce(sql, signal)
    } catch {
      // A table that is gone, or a database that is closing: the next look sees what is left to do.
    }
  }
}

async function vacuumOnce(sql: Driver, signal: AbortSignal): Promise<void> {
  for (const { table, vacuum } of await sql.unsafe<{ table: string; vacuum: boolean }[]>(changedTables)) {
    if (signal.aborted) return
    const began = performance.now()
    await sql.unsafe(`${vacuum ? 'vacuum (analyze)' : 'analyze'} ${table}`)
    await sleep((performance.now() - began) * PAUSE_PER_WORK, undefined, { signal }).catch(() => {})
  }
}

/**
 * Tables beyond autovacuum's thresholds, the most changed first; the formulas are those of
 * https://www.postgresql.org/docs/17/routine-vacuuming.html#AUTOVACUUM. The partitioned tables themselves are not in this view.
 */
const changedTables = `
  select format('%I.%I', s.schemaname, s.relname) as "table", dead or inserted as vacuum
  from pg_stat_all_tables s
  join pg_class c on c.oid = s.relid and c.relkind in ('r', 'm')
  cross join lateral (select greatest(c.reltuples, 0) as tuples) r
  cross join lateral (
    select
      s.n_dead_tup > current_setting('autovacuum_vacuum_threshold')::int
        + current_setting('autovacuum_vacuum_scale_factor')::float8 * tuples as dead,
      s.n_ins_since_vacuum > current_setting('autovacuum_vacuum_insert_threshold')::int
        + current_setting('autovacuum_vacuum_insert_scale_factor')::float8 * tuples as inserted,
      s.n_mod_since_analyze > current_setting('autovacuum_analyze_threshold')::int
        + current_setting('autovacuum_analyze_scale_factor')::float8 * tuples as changed
  ) due
  where s.schemaname not in ('pg_toast', 'information_schema') and (dead or inserted or changed)
  order by s.n_mod_since_analyze + s.n_dead_tup desc`
