import { z } from 'zod'
import type { JobKind } from '../../db/queue.ts'

/** Documents of a client whose chunks are embedded at the same time, by different processes; as the database counts them. */
const shards = 4

const payload = z.object({
  client_id: z.uuid(),
  shard: z
    .int()
    .min(0)
    .max(shards - 1),
})

export type EmbeddingShard = z.infer<typeof payload>

/** By which the job of a shard is found. */
export const shardKey = ({ client_id, shard }: EmbeddingShard) => `${client_id}/${shard}`

/** The shard that a document is in. */
export function shardOf(client_id: string, document_id: string): EmbeddingShard {
  return { client_id, shard: Number.parseInt(document_id.slice(-2), 16) % shards }
}

/** Small enough for an integer of the queue until 2094. */
const beginning = Date.UTC(2026, 0, 1)

/**
 * Embeds what a client has waiting in a shard. It says that there is something to do; what, stands in `pending_embeddings`. Those
 * who have waited longest come first, and who has had a time slice comes after them.
 */
export const embedChunks: JobKind<EmbeddingShard> = {
  name: 'embed-chunks',
  payload,
  // What is left without a job is found within seconds.
  options: { retryLimit: 2, retryDelay: 2, heartbeatSeconds: 15, expireInSeconds: 6 * 3600 },
  priority: async () => -Math.floor((Date.now() - beginning) / 1000),
  key: shardKey,
  once: true,
  group: ({ client_id }) => client_id,
}
