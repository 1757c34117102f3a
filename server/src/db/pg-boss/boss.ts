import { PgBoss } from 'pg-boss'
import type { Logger } from '../../telemetry/logger.ts'
import { type Database, pool } from '../pool.ts'

/** Where pg-boss keeps its tables. */
export const schema = 'pgboss'

/** pg-boss over our pool; not started. */
export function bossOn(database: Database, logger: Logger, options: { migrate: boolean; supervise: boolean }): PgBoss {
  const boss = new PgBoss({
    schema,
    db: { executeSql: (text, values) => database[pool].query(text, values) },
    migrate: options.migrate,
    createSchema: options.migrate,
    supervise: options.supervise,
    // A dead worker's job waits for its heartbeat to run out and for one of these sweeps.
    monitorIntervalSeconds: 10,
    superviseIntervalSeconds: 10,
    schedule: false,
    // A process that was killed is known to be gone after three of them.
    instanceHeartbeatSeconds: 5,
  })
  boss.on('error', (error) => logger.error({ err: error }, 'queue'))
  boss.on('warning', (warning) => logger.warn({ warning }, 'queue'))
  return boss
}
