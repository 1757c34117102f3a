import { findTraces, type Outcome, type RunSql, type SqlAnswer, type Target } from './attack.ts'
import type { Table } from './catalogue.ts'

export interface SqlAttacker {
  name: string
  run: RunSql
}

/** What is attacked in a table: the condition that its rows meet, or nothing of it. */
export type Where = (table: Table) => string | undefined

interface Try {
  what: string
  statements: string[]
  /** The same with an id that does not exist. */
  unknown?: string[]
  /** Nothing but a refusal by right is right: any other failure comes after the policies. */
  refused?: boolean
}

/** Reads, writes, counts and links the target's rows of each table, as an attacker inside a transaction of theirs. */
export async function attackTables(
  { name, run }: SqlAttacker,
  tables: Table[],
  target: Target,
  where: Where,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const table of tables) {
    for (const { what, statements, unknown, refused } of triesOf(table, target, where(table))) {
      const answer = await run(...statements)
      const why =
        judge(answer, target, statements) ??
        (refused && answer.error?.code !== '42501' ? `not refused: ${outlineOf(answer)}` : undefined) ??
        (unknown && differs(answer, await run(...unknown), target))
      outcomes.push({
        attack: `${name}: ${table.name}: ${what}`,
        leaked: why !== undefined,
        ...(why && { why: `${statements.join('; ')}: ${why}` }),
      })
    }
  }
  return outcomes
}

/** Nothing may come back: every statement asks only for what is the target's. */
function judge({ rows, error }: SqlAnswer, target: Target, statements: string[]): string | undefined {
  const traces = findTraces(JSON.stringify([rows, error]), target, statements.join(' '))
  if (traces.length > 0) return `it tells ${traces.join(', ')}`
  if (error?.code === blind) return error.message
  return rows.some(({ leaked }) => leaked !== undefined) ? `${rows.length} rows` : undefined
}

function differs(theirs: SqlAnswer, unknowns: SqlAnswer, { ids }: Target): string | undefined {
  const [one, other] = [outlineOf(theirs), outlineOf(unknowns)]
  // Within a client the transaction itself knows what is kept from it: that a row is refused tells nothing more.
  if (!ids.clients && theirs.error && unknowns.error) return undefined
  return one === other ? undefined : `${one}, but of an unknown id ${other}`
}

function outlineOf({ rows, error }: SqlAnswer): string {
  return error ? error.code : `${rows.length} rows`
}

const quote = (value: string) => `'${value.replaceAll("'", "''")}'`

function* triesOf(table: Table, target: Target, where: string | undefined): Generator<Try> {
  const name = `public.${table.name}`
  const columns = (may: 'select' | 'insert' | 'update') => table.columns.filter((column) => column[may])
  yield { what: 'read all', statements: [`select ${listOf(columns('select'))} from ${name}`] }
  if (where) {
    yield { what: 'read', statements: [`select 1 as leaked from ${name} where ${where}`] }
    yield { what: 'count', statements: [`select count(*) as leaked from ${name} where ${where} having count(*) > 0`] }
    yield { what: 'infer', statements: [`select 1 as leaked where exists (select from ${name} where ${where})`] }
    yield { what: 'lock', statements: [`select 1 as leaked from ${name} where ${where} for update`] }
    yield { what: 'delete', statements: [`delete from ${name} where ${where} returning 1 as leaked`] }
    if (table.leaf) return
    yield { what: 'blind delete', statements: [blindly(`delete from ${name}`, name)] }
    for (const { name: column, type } of columns('update')) {
      const change = `update ${name} set ${column} = ${values[type] ?? 'null'}`
      yield { what: `blind update ${column}`, statements: [blindly(change, name)] }
    }
    for (const { name: column } of table.columns) {
      yield {
        what: `update ${column}`,
        statements: [`update ${name} set ${column} = ${column} where ${where} returning 1 as leaked`],
      }
    }
    // A function and a cast that would tell what they are shown, should they come before the policies.
    const all = columns('select').map((column) => `t.${column.name}::text`)
    yield {
      what: 'spy',
      statements: [
        'create temp table seen (what text)',
        `create function pg_temp.spy(shown text) returns boolean language plpgsql cost 0.0001 as
           $$ begin insert into pg_temp.seen values (shown); return true; end $$`,
        `select count(*) from ${name} t where pg_temp.spy(concat_ws(' ', ${all.join(', ') || 'null'}))`,
        'select what from pg_temp.seen',
      ],
    }
    for (const column of columns('select').filter(({ type }) => type === 'text')) {
      yield {
        what: `cast ${column.name}`,
        statements: [`select 1 as leaked from ${name} where (${where}) and ${column.name}::int = 1`],
      }
    }
    yield {
      what: 'shadow',
      statements: [
        `create temp table ${table.name} as select * from ${name} where false`,
        `select set_config('search_path', 'pg_temp, public', true)`,
        `select 1 as leaked from ${name} where ${where}`,
      ],
    }
  }
  const [client] = target.ids.clients ?? []
  if (client && !table.leaf && table.columns.some((column) => column.name === 'client_id')) {
    const move = (id: string) => [`update ${name} set client_id = ${quote(id)} returning 1 as leaked`]
    const insert = (id: string) => [`insert into ${name} (client_id) values (${quote(id)}) returning 1 as leaked`]
    const unknownId = crypto.randomUUID()
    yield { what: 'move there', statements: move(client), unknown: move(unknownId) }
    yield { what: 'insert there', statements: insert(client), unknown: insert(unknownId), refused: true }
  }
  for (const column of table.columns) {
    const kinds = column.points_at && target.ids[column.points_at]
    if (!kinds || column.name === 'client_id') continue
    for (const id of kinds) {
      const link = (value: string, whole = false) => [copyOf(table, { [column.name]: quote(value) }, whole)]
      const relink = (value: string) => [`update ${name} set ${column.name} = ${quote(value)} returning 1 as made`]
      const unknownId = crypto.randomUUID()
      yield { what: `link ${column.name}`, statements: link(id), unknown: link(unknownId) }
      yield { what: `link all and ${column.name}`, statements: link(id, true), unknown: link(unknownId, true) }
      yield { what: `relink ${column.name}`, statements: relink(id), unknown: relink(unknownId) }
    }
  }
  yield { what: 'statistics', statements: [`select * from pg_catalog.pg_stats where tablename = ${quote(table.name)}`] }
  yield { what: 'copy to a program', statements: [`copy ${name} to program 'cat > /dev/null'`, 'select 1 as leaked'] }
  yield { what: 'copy to a file', statements: [`copy ${name} to '/dev/null'`, 'select 1 as leaked'] }
  yield {
    what: 'without row security',
    statements: ['set local row_security = off', `select 1 as leaked from ${name}`],
  }
  yield { what: 'truncate', statements: [`truncate ${name} cascade`, 'select 1 as leaked'] }
  for (const change of ['disable row level security', 'no force row level security', 'owner to current_user']) {
    yield { what: change, statements: [`alter table ${name} ${change}`, 'select 1 as leaked'] }
  }
  yield {
    what: 'create policy',
    statements: [`create policy p on ${name} using (true)`, 'select 1 as leaked'],
  }
  yield {
    what: 'create trigger',
    statements: [
      `create trigger t before insert on ${name} execute function suppress_redundant_updates_trigger()`,
      'select 1 as leaked',
    ],
  }
  yield {
    what: 'grant',
    statements: [
      `grant all on ${name} to public`,
      `select 1 as leaked where has_table_privilege('public', ${quote(name)}, 'select')`,
    ],
  }
}

const blind = 'RN999'

const values: Record<string, string> = {
  text: `'x'`,
  integer: '1',
  bigint: '1',
  jsonb: `'{}'`,
  'timestamp with time zone': 'now()',
}

/** A change that names no row, which no policy for reading narrows: does it reach more than one can see? */
function blindly(change: string, table: string): string {
  return `do $$ declare seen bigint; changed bigint; begin
    select count(*) into seen from ${table};
    ${change};
    get diagnostics changed = row_count;
    if changed > seen then raise exception '% rows of %', changed, seen using errcode = '${blind}'; end if; end $$`
}

function listOf(columns: { name: string }[]): string {
  return columns.map(({ name }) => name).join(', ') || '1 as leaked'
}

/** What another row cannot have too: what is its own, and what says how it fared. */
const ownOnly = (name: string, type: string) => ['uuid', 'integer'].includes(type) || /_at$|^error_|^status$/.test(name)

/** A new row, what it must have (or all it may have) being like one that the attacker can see, but for some columns. */
function copyOf({ name, columns }: Table, changes: Record<string, string>, whole: boolean): string {
  const given = columns.filter(
    ({ name, insert, required, points_at, type }) =>
      changes[name] || (insert && (required || (whole && !points_at && !ownOnly(name, type)))),
  )
  const values = given.map((column) => {
    const change = changes[column.name]
    if (change) return `${change}::${column.type}`
    if (!column.select) return `gen_random_uuid()::text`
    // Numbers of versions and places of chunks are unique.
    if (column.type === 'integer' && column.unique) return '1000000 + (random() * 1000000)::int'
    return `t.${column.name}`
  })
  // The first one that was made, by the API's most ordinary road: a copy of another may break a constraint of its own.
  const order = columns.some((column) => column.name === 'created_at' && column.select) ? 'order by t.created_at' : ''
  return `insert into public.${name} (${given.map((column) => column.name).join(', ')})
    select ${values.join(', ')} from public.${name} t ${order} limit 1 returning 1 as made`
}
