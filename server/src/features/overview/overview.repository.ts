import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'

const days = 30

/** How many documents there are, by their state, in each collection; of what the caller sees. */
async function countByCollection(tx: TenantTx) {
  return tx.run(
    sql<{ id: string; documents: number; ready: number; under_way: number; failed: number; cancelled: number }>`
      select c.id, count(d.id)::int as documents,
        count(d.id) filter (where d.status = 'ready')::int as ready,
        count(d.id) filter (where d.status in ('pending', 'processing'))::int as under_way,
        count(d.id) filter (where d.status = 'failed')::int as failed,
        count(d.id) filter (where d.status = 'cancelled')::int as cancelled
      from knowledge_collections c left join documents d on d.client_id = c.client_id and d.collection_id = c.id
      group by c.id order by c.id`.compile(queries),
  )
}

/** How many documents were made on each of the last days, days without any included. */
async function countByDay(tx: TenantTx) {
  return tx.run(
    sql<{ day: string; documents: number }>`
      with made as (
        select (created_at at time zone 'UTC')::date as day, count(*)::int as documents from documents
        where created_at >= (now() at time zone 'UTC')::date - ${days - 1}::int
        group by 1
      )
      select to_char(d.day, 'YYYY-MM-DD') as day, coalesce(made.documents, 0) as documents
      from generate_series((now() at time zone 'UTC')::date - ${days - 1}::int, (now() at time zone 'UTC')::date, interval '1 day') d(day)
      left join made on made.day = d.day::date order by d.day`.compile(queries),
  )
}

/** What a client has, as its first page shows it. */
export async function findOverview(tx: TenantTx) {
  const collections = await countByCollection(tx)
  const sum = (of: 'documents' | 'ready' | 'under_way' | 'failed' | 'cancelled') =>
    collections.reduce((total, row) => total + row[of], 0)
  return {
    documents: {
      total: sum('documents'),
      ready: sum('ready'),
      under_way: sum('under_way'),
      failed: sum('failed'),
      cancelled: sum('cancelled'),
    },
    collections,
    days: await countByDay(tx),
  }
}
