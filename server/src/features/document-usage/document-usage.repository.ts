import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'

/** How often a chunk was found, or a document where there is no chunk; by an agent, or by people. */
export interface Used {
  document_id: string
  chunk_id: string | null
  agent_id: string | null
  count: number
}

/** Adds to what is counted; of what has been deleted since, nothing. */
export async function addUsed(tx: TenantTx, used: readonly Used[]): Promise<void> {
  await tx.run(
    sql`insert into document_usage_stats as s (document_id, collection_id, chunk_id, agent_id, usage_count)
        select d.id, d.collection_id, c.id, a.id, u.count
          from jsonb_to_recordset(${JSON.stringify(used)}::jsonb)
                 as u (document_id uuid, chunk_id uuid, agent_id uuid, count integer)
          join documents d on d.id = u.document_id
          left join document_chunks c on c.id = u.chunk_id and c.document_id = u.document_id
          left join agents a on a.id = u.agent_id
         where (u.chunk_id is null or c.id is not null) and (u.agent_id is null or a.id is not null)
         -- In one order, so that no two processes wait for each other.
         order by d.id, c.id, a.id
        on conflict on constraint document_usage_stats_key do update
          set usage_count = s.usage_count + excluded.usage_count, last_used_at = now()`.compile(queries),
  )
}

interface Counted {
  usage_count: number
  first_used_at: string
  last_used_at: string
}

/** What is counted of a document: by whom, and of its chunks those that were found most often. */
export async function findUsage(tx: TenantTx, document_id: string, most: number) {
  const [agents, chunks] = await Promise.all([
    tx.run(
      sql<Counted & { agent_id: string | null }>`
        select agent_id, usage_count, first_used_at, last_used_at from document_usage_stats
         where document_id = ${document_id} and chunk_id is null order by usage_count desc, agent_id`.compile(queries),
    ),
    tx.run(
      sql<Counted & { chunk_id: string }>`
        select chunk_id, sum(usage_count)::int as usage_count, min(first_used_at) as first_used_at,
               max(last_used_at) as last_used_at from document_usage_stats
         where document_id = ${document_id} and chunk_id is not null
         group by chunk_id order by 2 desc, chunk_id limit ${most}`.compile(queries),
    ),
  ])
  return { agents, chunks }
}
