import type pg from 'pg'
import type { RawRow, ReadQuery } from './read-query.ts'

const asText: pg.CustomTypesConfig = { getTypeParser: () => (value: string) => value }

/** With node-postgres' public interface alone: four messages in one trip, where its pool has pipelining. */
export const plainReadQuery: ReadQuery = (client, opening, statement, types) => {
  const begun = client.query('begin isolation level read committed read only')
  const opened = client.query<RawRow>({ ...opening, rowMode: 'array', types: asText })
  // Of a text with two statements the simple protocol would run both.
  const extended: pg.QueryConfig & { queryMode: 'extended' } = { ...statement, types, queryMode: 'extended' }
  const result = client.query<Record<string, unknown>>(extended)
  // The commit of a failed transaction is a rollback.
  const ended = client.query('commit')
  for (const sent of [begun, opened, result, ended]) sent.catch(() => {})
  // The failure of the first is the reason; what comes after it only says that the transaction has failed.
  const begunAndOpened = begun.then(() => opened)
  return {
    opened: begunAndOpened.then(({ rows }) => rows[0] ?? []),
    result: begunAndOpened
      .then(() => result)
      .then(async ({ rows }) => {
        await ended
        return rows
      }),
  }
}
