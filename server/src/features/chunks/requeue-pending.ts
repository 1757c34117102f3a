import { sql } from 'kysely'
import type { Database } from '../../db/pool.ts'
import { queries } from '../../db/query-builder.ts'
import type { Queue } from '../../db/queue.ts'
import { withSystem } from '../../db/system.ts'
import { withTenant } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import { type EmbeddingLane, embedChunks, laneKey } from './chunks.jobs.ts'

/** Lanes that are looked at together. */
const lanesPerPage = 1_000
const first: EmbeddingLane = { client_id: '00000000-0000-0000-0000-000000000000', lane: -1 }

/**
 * Gives each lane a job in which something can be embedded now and that has none: it was lost, or what held its documents is
 * over. Any number of processes may do so at once. Raises what `signal` is aborted with.
 *
 * @returns the number of lanes that got a job
 */
export async function requeuePending(
  { database, queue }: { database: Database; queue: Queue },
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  let requeued = 0
  let last: EmbeddingLane | undefined = first
  while (last) {
    const page = await findDue(database, last)
    last = page.length < lanesPerPage ? undefined : page.at(-1)
    if (page.length === 0) break
    const lost = await queue.findLost([embedChunks], page.map(laneKey))
    for (const lane of page) {
      if (!lost.has(laneKey(lane))) continue
      signal?.throwIfAborted()
      try {
        await withTenant(database, { kind: 'job', client_id: lane.client_id }, (tx) =>
          queue.enqueue(tx, embedChunks, lane),
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

function findDue(database: Database, { client_id, lane }: EmbeddingLane): Promise<EmbeddingLane[]> {
  return withSystem(database, (tx) =>
    tx.run(
      sql<EmbeddingLane>`
        select distinct client_id, lane from pending_embeddings
         where (held_until is null or held_until <= clock_timestamp())
           and (client_id, lane) > (${client_id}::uuid, ${lane}::smallint)
         order by client_id, lane limit ${lanesPerPage}`.compile(queries),
    ),
  )
}
