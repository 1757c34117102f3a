import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { decodeCursor, encodeCursor, newestFirst } from './cursor.ts'
import { queries } from './query-builder.ts'
import type { TenantTx } from './tenant.ts'
import type { DB } from './types.ts'

/** Tables with an `id` within their client and a `created_at` to page by. */
type PagedTable = {
  [T in keyof DB]: 'id' | 'client_id' | 'created_at' extends keyof DB[T] ? T : never
}[keyof DB]

/** A row as a repository gives it. */
export type Selected<R extends { get(...args: never[]): Promise<unknown> }> = NonNullable<Awaited<ReturnType<R['get']>>>

/** An undefined value counts as not given: the column keeps its default, or its value. */
type Given<Values> = { [Column in keyof Values]: Values[Column] | undefined }

export interface Page<Row> {
  data: Row[]
  /** Give it back to get the rows after these; null on the last page. */
  next_cursor: string | null
}

export interface ListOptions<Filters> {
  /** Columns that must equal a value; undefined values do not filter. */
  filters?: Filters
  /** Rows of a page. */
  limit: number
  cursor?: string | undefined
}

/**
 * What every tenant table can do, each in one statement inside the caller's tenant transaction. Row security decides
 * which rows exist: a row of another client is no row, so `get` gives undefined and `remove` false for it.
 *
 * @param table the table
 * @param columns what is selected, and so what a row looks like in TypeScript and on the wire
 */
export function repository<T extends PagedTable, C extends keyof Selectable<DB[T]> & string>(
  table: T,
  columns: readonly C[],
) {
  type Row = Pick<Selectable<DB[T]>, C>
  type Filters = { [Column in keyof Row]?: Row[Column] | undefined }
  const selected = sql.join(columns.map((column) => sql.ref(column)))
  const from = sql.table(table as string)
  const byId = sql<Row>`select ${selected} from ${from} where id = ${''}`.compile(queries)

  return {
    /** The row, or undefined where this tenant has none by that id. */
    async get(tx: TenantTx, id: string): Promise<Row | undefined> {
      const [row] = await tx.run<Row>({ ...byId, parameters: [id] })
      return row
    },

    /** Newest first. Raises `invalid_cursor` for the cursor of another list or other filters. */
    async list(tx: TenantTx, { filters = {}, limit, cursor }: ListOptions<Filters>): Promise<Page<Row>> {
      const wanted = Object.entries(filters).filter(([, value]) => value !== undefined)
      const list = [table, ...wanted.flat()].join(' ')
      const conditions = wanted.map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
      if (cursor !== undefined) {
        const [created_at, id] = decodeCursor(cursor, await ownList(tx, list), newestFirst)
        conditions.push(sql`(created_at, id) < (${created_at}::timestamptz, ${id}::uuid)`)
      }
      const where = conditions.length ? sql`where ${sql.join(conditions, sql` and `)}` : sql``
      const rows = await tx.run(
        sql<Row & Sorted>`select ${selected}, created_at as page_created_at, id as page_id from ${from} ${where}
          order by created_at desc, id desc limit ${limit + 1}`.compile(queries),
      )
      return pageOf<Row & Sorted, Row>(tx, rows, list, limit)
    },

    /** The new row. `client_id` is the database's to fill in. */
    async create(tx: TenantTx, values: Given<Insertable<DB[T]>>): Promise<Row> {
      const entries = Object.entries(values).filter(([, value]) => value !== undefined)
      const names = sql.join(entries.map(([column]) => sql.ref(column)))
      const given = sql.join(entries.map(([, value]) => value))
      const [row] = await tx.run(
        sql<Row>`insert into ${from} (${names}) values (${given}) returning ${selected}`.compile(queries),
      )
      if (!row) throw new Error(`insert into ${String(table)} returned no row`)
      return row
    },

    /** Changes the given columns only; undefined where this tenant has no such row. */
    async patch(tx: TenantTx, id: string, changes: Given<Updateable<DB[T]>>): Promise<Row | undefined> {
      const entries = Object.entries(changes).filter(([, value]) => value !== undefined)
      if (entries.length === 0) return this.get(tx, id)
      const set = sql.join(entries.map(([column, value]) => sql`${sql.ref(column)} = ${value}`))
      const [row] = await tx.run(
        sql<Row>`update ${from} set ${set} where id = ${id} returning ${selected}`.compile(queries),
      )
      return row
    },

    /** Keeps a row from changing until the transaction ends; false where this tenant has no such row. */
    async lock(tx: TenantTx, id: string): Promise<boolean> {
      const rows = await tx.run(sql`select id from ${from} where id = ${id} for update`.compile(queries))
      return rows.length > 0
    },

    /** Whether there was such a row to delete. */
    async remove(tx: TenantTx, id: string): Promise<boolean> {
      const rows = await tx.run(sql`delete from ${from} where id = ${id} returning id`.compile(queries))
      return rows.length > 0
    },
  }
}

/** What a list is sorted by, beside the columns that were asked for. */
export interface Sorted {
  page_created_at: string
  page_id: string
}

/** What a list is called in its cursors: they fit no other client's. */
export async function ownList(tx: TenantTx, list: string): Promise<string> {
  return `${(await tx.claims()).client_id} ${list}`
}

/** A page of rows that were read newest first, one more than `limit`. */
export async function pageOf<Found extends Sorted, Row = Omit<Found, keyof Sorted>>(
  tx: TenantTx,
  rows: Found[],
  list: string,
  limit: number,
): Promise<Page<Row>> {
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  const next_cursor = last ? encodeCursor(await ownList(tx, list), [last.page_created_at, last.page_id]) : null
  return { data: page.map(({ page_created_at, page_id, ...row }) => row as unknown as Row), next_cursor }
}
