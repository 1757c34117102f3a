import { type RawBuilder, sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import { type Pending, pendingOf } from '../chunks/chunks.ts'
import type { Ingestion } from '../ingestion/ingestion.ts'

/** A document as it is after a change, or that it is no longer there. */
export interface Change {
  /** Larger with every change of any client's document, and never sent out; 0 for one that was never processed. */
  revision: number
  /** Larger with every change of this one. */
  document_revision: number
  document_id: string
  collection_id: string
  document: {
    name: string
    status: 'pending' | 'processing' | 'ready' | 'failed' | 'cancelled'
    error_code: string | null
    error_params: unknown
    embedding_status: 'pending' | 'ready' | 'failed'
    current_version: number | null
    chunk_count: number
    pending: Pending | null
  } | null
  /** Without what is the document's. */
  ingestion: Omit<Ingestion, 'status' | 'current_version' | 'chunk_count' | 'pending'> | null
}

const document = sql`jsonb_build_object('name', d.name, 'status', d.status, 'error_code', d.error_code,
  'error_params', d.error_params, 'embedding_status', d.embedding_status, 'current_version', d.current_version,
  'chunk_count', d.chunk_count, 'pending', ${pendingOf('d')})`

/** How a document is now, or that it was deleted; undefined where the caller sees neither. */
export async function findChange(tx: TenantTx, id: string): Promise<Change | undefined> {
  const [there] = await tx.run(
    sql<Change>`select coalesce(x.revision, 0) as revision,
                       coalesce(x.document_revision, 0) as document_revision, d.id as document_id, d.collection_id,
                       ${document} as document, to_jsonb(x) as ingestion
                  from documents d left join ingestions x on x.document_id = d.id
                 where d.id = ${id}::uuid`.compile(queries),
  )
  if (there) return there
  const [removed] = await tx.run(
    sql<Change>`select revision, document_revision, document_id, collection_id, null as document, null as ingestion
                  from document_removals where document_id = ${id}::uuid
                 order by revision desc limit 1`.compile(queries),
  )
  return removed
}

/**
 * How far a reader has been told of a collection. Revisions are given out before their transactions commit: a smaller
 * one may become visible after a larger one. So what a transaction from `horizon` on has written is looked at again.
 */
export interface Position {
  revision: number
  /** The oldest transaction that was running when all up to `revision` was told; null before the first look. */
  horizon: number | null
  /** What had ended by this revision is of no interest; null for all that has ended so far. */
  since: number | null
}

/** Changes of one look that are new, and as many that came late: each is a row of JSON that others wait for. */
const maxChangesPerLook = 100

/** More revisions than are ever given out, to all clients, between one and the commit of its transaction. */
export const maxUncommittedRevisions = 10_000

interface Looked {
  there: boolean
  /** The oldest transaction that is running, and the one that comes next. */
  horizon: number
  next: number
  newest: number
  /** At the first look: what has ended, but may be found by its transaction at the next one. */
  ended: number[]
  change: Change | null
}

/** What one look has found; see `findChanges`. */
export interface Found extends Pick<Looked, 'horizon' | 'next' | 'newest' | 'ended'> {
  late: Change[]
  fresh: Change[]
  allLate: boolean
  allFresh: boolean
}

/**
 * What has changed in a collection since a position, by one statement and so of one moment: `late` of what was to be
 * seen by now and was not, `fresh` beyond it, each in the order of revisions and with its own limit, so that one never
 * keeps the other out; `allLate` and `allFresh`, that there is no more of it. `newest` is the collection's last
 * revision. Undefined where the caller sees no such collection.
 *
 * @param told revisions that are not to be found late any more
 */
export async function findChanges(
  tx: TenantTx,
  collection_id: string,
  { revision, horizon, since }: Position,
  told: Iterable<number>,
): Promise<Found | undefined> {
  const now = sql`pg_snapshot_xmin(pg_current_snapshot())`
  const writtenFrom = (oldest: RawBuilder<unknown>) => sql`age(x.xmin) <= age(xid(${oldest}))`
  const isLate = sql`x.revision <= ${revision}::bigint and x.revision > ${revision - maxUncommittedRevisions}::bigint
    and ${horizon === null ? sql`false` : writtenFrom(sql`${horizon}::text::xid8`)}
    and x.revision <> all (${[...told]}::bigint[])`
  const isFresh = sql`x.revision > ${revision}::bigint`
  const isLater = since === null ? sql`false` : sql`x.revision > ${since}::bigint`
  const going = sql`(d.status in ('pending', 'processing') or d.embedding_status = 'pending')`
  const documentsOf = sql`from ingestions x join documents d on d.id = x.document_id
    where x.collection_id = ${collection_id}::uuid`
  const removalsOf = sql`from document_removals x where x.collection_id = ${collection_id}::uuid
    and not exists (select from documents d where d.id = x.document_id and d.collection_id = x.collection_id)`
  const page = (ofDocuments: RawBuilder<unknown>, ofRemovals: RawBuilder<unknown>) => sql`(
    select x.revision, x.document_revision, d.id as document_id, d.collection_id, ${document} as document,
           to_jsonb(x) as ingestion
      ${documentsOf} and ${ofDocuments}
    union all
    select x.revision, x.document_revision, x.document_id, x.collection_id, null, null ${removalsOf} and ${ofRemovals}
     order by revision limit ${maxChangesPerLook})`
  const hasEnded = sql`to_jsonb(array(
    select x.revision ${documentsOf} and not ${going} and ${writtenFrom(now)}
    union all select x.revision ${removalsOf} and ${writtenFrom(now)}))`
  const rows = await tx.run(
    sql<Looked>`
      select exists (select from knowledge_collections where id = ${collection_id}::uuid) as there,
             ${now}::text::bigint as horizon, pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next,
             (select coalesce(max(x.revision), 0)
                from ingestions x where x.collection_id = ${collection_id}::uuid) as newest,
             ${since === null ? hasEnded : sql`'[]'::jsonb`} as ended,
             case when c.revision is not null then to_jsonb(c) end as change
        from (values (1)) as one (look) left join lateral (
          select * from ${page(isLate, isLate)} late
          union all
          select * from ${page(sql`${isFresh} and (${going} or ${isLater})`, sql`${isFresh} and ${isLater}`)} fresh
        ) c on true
       order by c.revision`.compile(queries),
  )
  const [first] = rows
  if (!first?.there) return undefined
  const changes = rows.flatMap(({ change }) => change ?? [])
  const late = changes.filter((change) => change.revision <= revision)
  const fresh = changes.slice(late.length)
  const { next, newest, ended } = first
  return {
    ...{ horizon: first.horizon, next, newest, ended, late, fresh },
    ...{ allLate: late.length < maxChangesPerLook, allFresh: fresh.length < maxChangesPerLook },
  }
}
