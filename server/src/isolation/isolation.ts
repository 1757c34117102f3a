import { type ApiAttacker, attackApi } from './api-attacks.ts'
import type { Outcome, RunSql, Target } from './attack.ts'
import { readFunctions, readTables, type Table } from './catalogue.ts'
import { attackFunctions } from './function-attacks.ts'
import { readOperations } from './operations.ts'
import { slotsOf } from './request.ts'
import { attackSession } from './session-attacks.ts'
import { attackTables, type SqlAttacker } from './sql-attacks.ts'
import { attackSupabase, type SupabaseAttacker } from './supabase-attacks.ts'

export { type Act, isOfDatabase, said, undoing } from './act.ts'
export type { Answer, Outcome, RunSql, Target } from './attack.ts'
export { sowRows } from './rows.ts'
export { type Call, sow } from './sow.ts'
export type { SupabaseRequest } from './supabase-attacks.ts'

export interface IsolationGround {
  /** The OpenAPI document of the API that is attacked. */
  description: object
  target: Target
  /** Runs statements as the target's owner, who finds every row of it; rolled back like an attacker's. */
  runAsOwner: RunSql
  api: ApiAttacker[]
  sql: SqlAttacker[]
  /** Supabase's own addresses, where they can be reached. */
  supabase?: { attackers: SupabaseAttacker[]; files: string[] }
}

export interface IsolationReport {
  attacks: number
  leaks: number
  outcomes: Outcome[]
}

/** Tries every way to the target that is known here. Changes nothing, unless something is open. */
export async function runIsolationAttacks(ground: IsolationGround): Promise<IsolationReport> {
  const { description, target, runAsOwner, api, sql, supabase } = ground
  const tables = await readTables(runAsOwner)
  const functions = await readFunctions(runAsOwner)
  const where = whereOf(target)
  const before = await fingerprint(tables, where, runAsOwner)
  const outcomes: Outcome[] = before.flatMap(({ table, rows }) =>
    // What is not there cannot leak: an attack on it would prove nothing.
    rows === 0 ? [{ attack: `a row in ${table}`, leaked: true, why: 'nothing of the target stands in it' }] : [],
  )
  const kinds = new Set(readOperations(description).flatMap((operation) => slotsOf(operation).map(({ kind }) => kind)))
  for (const kind of target.ids.clients ? kinds : []) {
    if (!target.ids[kind]) outcomes.push({ attack: `an id of ${kind}`, leaked: true, why: 'nothing of it was sown' })
  }
  for (const attacker of sql) {
    outcomes.push(...(await attackTables(attacker, tables, target, where)))
    outcomes.push(...(await attackFunctions(attacker, functions, target)))
    outcomes.push(...(await attackSession(attacker)))
  }
  for (const attacker of supabase?.attackers ?? []) {
    outcomes.push(...(await attackSupabase(attacker, { tables, functions }, target, supabase?.files ?? [])))
  }
  for (const attacker of api) outcomes.push(...(await attackApi(description, attacker, target)))

  for (const [i, { table, rows, hash }] of (await fingerprint(tables, where, runAsOwner)).entries()) {
    const changed = rows !== before[i]?.rows || hash !== before[i]?.hash
    outcomes.push({
      attack: `change ${table}`,
      leaked: changed,
      ...(changed && { why: 'its rows are no longer what they were' }),
    })
  }
  return { attacks: outcomes.length, leaks: outcomes.filter(({ leaked }) => leaked).length, outcomes }
}

/** Which rows of a table are the target's: by client, or within one by collection. */
function whereOf({ ids }: Target) {
  const list = (kind: string) => (ids[kind] ?? []).map((id) => `'${id}'`).join(', ') || 'null'
  return ({ name, columns }: Table): string | undefined => {
    const has = (column: string) => columns.some((each) => each.name === column)
    if (!ids.clients) {
      if (name === 'knowledge_collections') return `id in (${list('collections')})`
      return has('collection_id') ? `collection_id in (${list('collections')})` : undefined
    }
    if (name === 'clients') return `id in (${list('clients')})`
    if (name === 'users') return `id in (${list('users')})`
    return `client_id in (${list('clients')})`
  }
}

async function fingerprint(tables: Table[], where: ReturnType<typeof whereOf>, run: RunSql) {
  const found: { table: string; rows: number; hash: string }[] = []
  for (const table of tables) {
    const columns = table.columns.filter(({ select }) => select).map(({ name }) => `t.${name}`)
    const condition = where(table)
    if (table.leaf || condition === undefined || columns.length === 0) continue
    const row = `concat_ws('|', ${columns.join(', ')})`
    const { rows, error } = await run(
      `select count(*)::int as rows, md5(coalesce(string_agg(${row}, E'\\n' order by ${row}), '')) as hash
         from public.${table.name} t where ${condition}`,
    )
    if (error) throw new Error(`${table.name} cannot be read: ${error.message}`)
    found.push({ table: table.name, rows: Number(rows[0]?.rows), hash: String(rows[0]?.hash) })
  }
  return found
}
