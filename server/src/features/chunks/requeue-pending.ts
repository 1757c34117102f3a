import { sql } from 'kysely'
import type { Database } from '../../db/pool.ts'
import { queries } from '../../db/query-builder.ts'
import type { Queue } from '../../db/queue.ts'
import { withSystem } from '../../db/system.ts'
import { withTenant } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import { type EmbeddingShard, embedChunks, shardKey } from './chunks.jobs.ts'

/** Lanes that are looked at together. */
const shardsPerPage = 1_000
const first: EmbeddingShard = { client_id: '00000000-0000-0000-0000-000000000000', shard: -1 }

/**
 * Gives each shard a job in which something can be embedded now and that has none: it was lost, or what held its documents is
 * over. Any number of processes may do so at once. Raises what `signal` is aborted with.
 *
 * @returns the number of shards that got a job
 */
export async function requeuePending(
  { database, queue }: { database: Database; queue: Queue },
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  let requeued = 0
  let last: EmbeddingShard | undefined = first
  while (last) {
    const page = await findDue(database, last)
    last = page.length < shardsPerPage ? undefined : page.at(-1)
    if (page.length === 0) break
    const lost = await queue.findLost([embedChunks], page.map(shardKey))
    for (const shard of page) {
      if (!lost.has(shardKey(shard))) continue
      signal?.throwIfAborted()
      try {
        await withTenant(database, { kind: 'job', client_id: shard.client_id }, (tx) =>
          queue.enqueue(tx, embedChunks, shard),
        )
        requeued++
      } catch (error) {
        // Its client was suspended or deleted.
        if (!(error instanceof Problem)) throw error
      }
    }
  }
  return requeued
}

function findDue(database: Database, { client_id, shard }: EmbeddingShard): Promise<EmbeddingShard[]> {
  return withSystem(database, (tx) =>
    tx.run(
      sql<EmbeddingShard>`
        select distinct client_id, shard from pending_embeddings
         where (held_until is null or held_until <= clock_timestamp())
           and (client_id, shard) > (${client_id}::uuid, ${shard}::smallint)
         order by client_id, shard limit ${shardsPerPage}`.compile(queries),
    ),
  )
}
