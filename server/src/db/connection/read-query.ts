import type pg from 'pg'

/** The columns of a row as the server wrote them. */
export type RawRow = (string | null)[]

/**
 * Sends an opening statement, which says who is asking, and another one, as one read-only transaction. Where the opening
 * fails, the other is not run, and both promises reject. Unhandled rejections of `opened` are the caller's.
 */
export type ReadQuery = (
  client: pg.PoolClient,
  opening: pg.QueryConfig,
  statement: pg.QueryConfig,
  types: pg.CustomTypesConfig,
) => {
  /** The opening's one row. */
  opened: Promise<RawRow>
  /** The other statement's rows. */
  result: Promise<Record<string, unknown>[]>
}
