import type { Logger } from '../../telemetry/logger.ts'
import { type Database, pool } from '../pool.ts'
import type { JobKind } from '../queue.ts'
import { bossOn, schema } from './boss.ts'

/**
 * Makes or updates the queue's own schema and its queues, those that take dead letters first. Safe to run twice at
 * once: pg-boss takes a lock.
 */
export async function installQueue(
  database: Database,
  logger: Logger,
  kinds: readonly (Pick<JobKind<never>, 'name' | 'options' | 'once'> & { deadLetter?: { name: string } })[],
): Promise<void> {
  const boss = bossOn(database, logger, { migrate: true, supervise: false })
  await boss.start()
  try {
    for (const { name, options, once, deadLetter } of kinds) {
      const wanted = {
        ...options,
        retryBackoff: true,
        retryDelayMax: 60,
        deleteAfterSeconds: 7 * 24 * 3600,
        ...(deadLetter ? { deadLetter: deadLetter.name } : {}),
      }
      if (await boss.getQueue(name)) await boss.updateQueue(name, wanted)
      else await boss.createQueue(name, { ...wanted, policy: once ? 'stately' : 'standard' })
    }
    // One implicit transaction: two installations at once would touch the same rows of the catalogue.
    await database[pool].query(`
      select pg_advisory_xact_lock(hashtextextended('renum.queue', 0));
      grant usage on schema ${schema} to renum_login;
      grant select, insert, update, delete on all tables in schema ${schema} to renum_login;
      grant execute on all functions in schema ${schema} to renum_login;
      -- As with our own: pg-boss names everything with its schema, and leaves the search path to the caller.
      do $$
      declare
        theirs regprocedure;
      begin
        for theirs in
          select p.oid from pg_proc p
           where p.pronamespace = '${schema}'::regnamespace and p.proconfig is null and pg_has_role(p.proowner, 'usage')
        loop
          execute format('alter function %s set search_path = %L', theirs, '');
        end loop;
      end $$`)
  } finally {
    await boss.stop({ graceful: false, close: false })
  }
}
