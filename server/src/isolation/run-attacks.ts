import { type ApiAttacker, attackApi, orderDestructiveLast } from './api-attacks.ts'
import type { Outcome, RunSql, Target } from './attack.ts'
import { slotsOf } from './build-request.ts'
import { type Callable, readFunctions, readTables, type Table } from './catalogue.ts'
import { attackFunctions } from './function-attacks.ts'
import { readOperations } from './read-openapi.ts'
import { attackSession } from './session-attacks.ts'
import { attackTables, type SqlAttacker, type Where } from './sql-attacks.ts'
import { attackSupabase, type SupabaseAttacker } from './supabase-attacks.ts'

export type { Answer, Outcome, RunSql, Target } from './attack.ts'
export { seedTablesWithoutRoutes } from './seed-tables-without-routes.ts'
export { type Call, seedTenant } from './seed-tenant.ts'
export { errorText as said, isOfDatabase, rolledBack, type SqlSession } from './sql-session.ts'
export type { SupabaseRequest } from './supabase-attacks.ts'

export interface IsolationSetup {
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

/** For attacks that are made in several goes, each on a target that is seeded anew. */
export interface AttackBatches {
  /** What came of the attacks that were made, by the group they are of. */
  made: Map<string, Outcome[]>
  /** Whether to stop for now, asked after each group. */
  isOver(): boolean
}

/** Some attacks that are made at once. */
interface Group {
  name: string
  attack(): Promise<Outcome[]>
}

/**
 * Tries every way to the target that is known here. Changes nothing, unless something is open.
 *
 * @returns the report, or nothing where there is more to do in another go
 */
export async function runIsolationAttacks(setup: IsolationSetup): Promise<IsolationReport>
export async function runIsolationAttacks(
  setup: IsolationSetup,
  goes: AttackBatches,
): Promise<IsolationReport | undefined>
export async function runIsolationAttacks(
  setup: IsolationSetup,
  { made, isOver }: AttackBatches = { made: new Map(), isOver: () => false },
): Promise<IsolationReport | undefined> {
  const { description, target, runAsOwner } = setup
  const tables = await readTables(runAsOwner)
  const functions = await readFunctions(runAsOwner)
  const where = whereOf(target)
  const before = await fingerprint(tables, where, runAsOwner)
  const check = (attack: string, why: string | undefined) => {
    // Of several goes, the one that found something counts.
    if (why === undefined && made.has(attack)) return
    made.set(attack, [{ attack, leaked: why !== undefined, ...(why !== undefined && { why }) }])
  }
  for (const { table, rows } of before) {
    // What is not there cannot leak: an attack on it would prove nothing.
    if (rows === 0) check(`a row in ${table}`, 'nothing of the target stands in it')
  }
  const kinds = new Set(readOperations(description).flatMap((operation) => slotsOf(operation).map(({ kind }) => kind)))
  for (const kind of target.ids.clients ? kinds : []) {
    if (!target.ids[kind]) check(`an id of ${kind}`, 'nothing of it was seeded')
  }

  const left = groupsOf(setup, { tables, functions }, where).filter(({ name }) => !made.has(name))
  let next = 0
  for (const { name, attack } of left) {
    made.set(name, [...(made.get(name) ?? []), ...(await attack())])
    next++
    if (isOver()) break
  }

  for (const [i, { table, rows, hash }] of (await fingerprint(tables, where, runAsOwner)).entries()) {
    const changed = rows !== before[i]?.rows || hash !== before[i]?.hash
    check(`change ${table}`, changed ? 'its rows are no longer what they were' : undefined)
  }
  if (next < left.length) return undefined
  const outcomes = [...made.values()].flat()
  return { attacks: outcomes.length, leaks: outcomes.filter(({ leaked }) => leaked).length, outcomes }
}

function groupsOf(
  { description, target, api, sql, supabase }: IsolationSetup,
  { tables, functions }: { tables: Table[]; functions: Callable[] },
  where: Where,
): Group[] {
  const operations = orderDestructiveLast(readOperations(description))
  const supabaseAttackers = supabase?.attackers ?? []
  return [
    ...sql.flatMap((attacker) => [
      ...tables.map((table) => ({
        name: `${attacker.name}: table ${table.name}`,
        attack: () => attackTables(attacker, [table], target, where),
      })),
      ...[...Map.groupBy(functions, ({ name }) => name)].map(([name, overloads]) => ({
        name: `${attacker.name}: function ${name}`,
        attack: () => attackFunctions(attacker, overloads, target),
      })),
      { name: `${attacker.name}: session`, attack: () => attackSession(attacker) },
    ]),
    ...supabaseAttackers.map((attacker) => ({
      name: `${attacker.name}: Supabase`,
      attack: () => attackSupabase(attacker, { tables, functions }, target, supabase?.files ?? []),
    })),
    ...api.flatMap((attacker) =>
      [...Map.groupBy(operations, ({ id }) => id)].map(([id, ways]) => ({
        name: `${attacker.name}: operation ${id}`,
        attack: () => attackApi(ways, attacker, target),
      })),
    ),
  ]
}

/** Which rows of a table are the target's: by client, or within one by collection. */
function whereOf({ ids }: Target): Where {
  const list = (kind: string) => (ids[kind] ?? []).map((id) => `'${id}'`).join(', ') || 'null'
  return ({ name, columns }) => {
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

async function fingerprint(tables: Table[], where: Where, run: RunSql) {
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
