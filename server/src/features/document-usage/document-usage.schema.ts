import { z } from '@hono/zod-openapi'

const moment = z.iso.datetime({ offset: true })
const counted = { usage_count: z.int(), first_used_at: moment, last_used_at: moment }

export const documentUsage = z
  .object({
    usage_count: z.int().openapi({
      description: 'How many passages of it searches and agents have found. Counted some seconds later.',
    }),
    first_used_at: moment.nullable(),
    last_used_at: moment.nullable(),
    agents: z.array(z.object({ agent_id: z.uuid().nullable(), ...counted })).openapi({
      description: 'By which agent; null is what people and programs searched themselves.',
    }),
    chunks: z.array(z.object({ chunk_id: z.uuid(), ...counted })).openapi({
      description: 'The passages of the current version that were found most often, at most 50.',
    }),
  })
  .openapi('DocumentUsage')
