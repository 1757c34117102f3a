import { sql } from 'kysely'
import { queries } from '../../db/query.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { Ingestion } from './progress.ts'

/** A document as it is after a change, or that it is no longer there. */
export interface Change {
  /** Larger with every change of any document; 0 for one that was never processed. */
  revision: number
  document_id: string
  collection_id: string
  document: {
    name: string
    status: 'pending' | 'processing' | 'ready' | 'failed' | 'cancelled'
    error_code: string | null
    error_params: unknown
  } | null
  /** Without the status, which is the document's. */
  ingestion: Omit<Ingestion, 'status'> | null
}

const document = sql`jsonb_build_object('name', d.name, 'status', d.status, 'error_code', d.error_code,
  'error_params', d.error_params)`

/** How a document is now, or that it was deleted; undefined where whoever asks sees neither. */
export async function findChange(tx: TenantTx, id: string): Promise<Change | undefined> {
  const [there] = await tx.run(
    sql<Change>`select coalesce(x.revision, 0) as revision, d.id as document_id, d.collection_id,
                       ${document} as document, to_jsonb(x) as ingestion
                  from documents d left join ingestions x on x.document_id = d.id
                 where d.id = ${id}::uuid`.compile(queries),
  )
  if (there) return there
  const [removed] = await tx.run(
    sql<Change>`select revision, document_id, collection_id, null as document, null as ingestion
                  from document_removals where document_id = ${id}::uuid
                 order by revision desc limit 1`.compile(queries),
  )
  return removed
}

/**
 * How far somebody has been told of a collection. Revisions are given out before their transactions commit: a smaller
 * one may become visible after a larger one. So whatever a transaction from `horizon` on has written is looked at again.
 */
export interface Position {
  revision: number
  /** The oldest transaction that was still running at the last look; null before the first one. */
  horizon: string | null
  /** What had ended by this revision is of no interest; null for all that has ended so far. */
  since: number | null
}

/** Changes of one look. */
const most = 500

/** More revisions than are ever given out, to all clients, between one and the commit of its transaction. */
const overlap = 10_000

/**
 * What has changed in a collection since a position, in the order of revisions, by one statement and so of one moment.
 * `newest` is the collection's last revision, `complete` that there is no more than these; undefined where whoever asks
 * sees no such collection. From the beginning on (`since` null) what has ended is among them only where the next look
 * would find it by its transaction.
 */
export async function findChanges(tx: TenantTx, collection_id: string, { revision, horizon, since }: Position) {
  const now = sql`pg_snapshot_xmin(pg_current_snapshot())`
  const again =
    horizon !== null
      ? sql`x.revision <= ${revision}::bigint and age(x.xmin) <= age(xid(${horizon}::text::xid8))`
      : since === null
        ? sql`age(x.xmin) <= age(xid(${now}))`
        : sql`false`
  const below = sql`x.collection_id = ${collection_id}::uuid and x.revision > ${revision - overlap}::bigint`
  const later = since === null ? sql`false` : sql`x.revision > ${since}::bigint`
  const rows = await tx.run(
    sql<{ there: boolean; horizon: string; newest: number; change: Change | null }>`
      select exists (select from knowledge_collections where id = ${collection_id}::uuid) as there,
             ${now}::text as horizon,
             (select coalesce(max(x.revision), 0)
                from ingestions x where x.collection_id = ${collection_id}::uuid) as newest,
             case when c.revision is not null then to_jsonb(c) end as change
        from (values (1)) as one (look) left join lateral (
          select x.revision, d.id as document_id, d.collection_id, ${document} as document, to_jsonb(x) as ingestion
            from ingestions x join documents d on d.id = x.document_id
           where ${below}
             and (x.revision > ${revision}::bigint and (d.status in ('pending', 'processing') or ${later}) or ${again})
          union all
          select x.revision, x.document_id, x.collection_id, null, null
            from document_removals x
           where ${below} and (x.revision > ${revision}::bigint and ${later} or ${again})
             and not exists (select from documents d
                              where d.id = x.document_id and d.collection_id = x.collection_id)
           order by revision limit ${most}
        ) c on true
       order by c.revision`.compile(queries),
  )
  const [first] = rows
  if (!first?.there) return undefined
  const changes = rows.flatMap(({ change }) => change ?? [])
  return { horizon: first.horizon, newest: first.newest, changes, complete: changes.length < most }
}
