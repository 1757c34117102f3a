import pg from 'pg'
import { inject } from 'vitest'

export type Ask = <Row extends pg.QueryResultRow = pg.QueryResultRow>(
  statement: string,
  values?: unknown[],
) => Promise<Row[]>

/** Lets `body` change the schema and look at it, as a superuser, in one transaction that is rolled back. */
export async function undone<T>(body: (ask: Ask) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: inject('environment').adminUrl })
  await client.connect()
  try {
    await client.query('begin')
    return await body(async (statement, values) => (await client.query(statement, values)).rows ?? [])
  } finally {
    await client.query('rollback').finally(() => client.end())
  }
}
