import { sql } from 'kysely'
import { Problem } from '../problems.ts'
import type { Database } from './pool.ts'
import { queries } from './query-builder.ts'
import { runOn, transaction } from './transaction.ts'

/** Statements, quoted by the database, that delete what Auth keeps of a person when their account is gone. */
const statements = (id: string, email: string | null) =>
  sql<{ text: string }>`
  select format('delete from auth.%I where user_id::text = %L', c.relname, ${id}::text) as text
    from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id' and not a.attisdropped
   where c.relnamespace = to_regnamespace('auth') and c.relkind = 'r'
   union all
  select format('delete from auth.audit_log_entries where payload::text ilike %L', '%' || ${id}::text || '%')
   where to_regclass('auth.audit_log_entries') is not null
   union all
  -- The whole address and no part of a longer one.
  select format('delete from auth.audit_log_entries where payload::text ~* %L',
      '(?<![[:alnum:]._%+-])' || regexp_replace(${email}::text, '([^[:alnum:]])', '\\\\\\1', 'g')
        || '(?![[:alnum:]-]|\\.[[:alnum:]])')
   where to_regclass('auth.audit_log_entries') is not null and ${email}::text is not null`.compile(queries)

/**
 * Deletes what names a person in Supabase Auth's own tables, once their account is gone: its log above all, which keeps
 * addresses. It is done with the rights of the login itself: no role of ours has any there.
 *
 * @returns how many rows went, or, where the login has no such right, the statements for one that has it
 */
export async function clearAuthTraces(
  database: Database,
  { id, email }: { id: string; email: string | null },
): Promise<{ rows: number } | { statements: string[] }> {
  // Rows that a policy hides would count as deleted; with this the statement is refused.
  const opening = { text: `select set_config('row_security', 'off', true)`, values: [] }
  let texts: string[] = []
  try {
    const rows = await transaction(database, { caller: undefined }, opening, async (client) => {
      const run = runOn(client)
      texts = (await run(statements(id, email))).map(({ text }) => text)
      let deleted = 0
      for (const text of texts) deleted += (await run(sql`${sql.raw(text)} returning 1`.compile(queries))).length
      return deleted
    })
    return { rows }
  } catch (error) {
    if (error instanceof Problem && error.code === 'forbidden') return { statements: texts }
    throw error
  }
}
