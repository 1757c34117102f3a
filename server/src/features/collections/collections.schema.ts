import { z } from '@hono/zod-openapi'
import { changes, description, name, timestamps } from '../schema.ts'

export const collection = z
  .object({
    id: z.uuid(),
    knowledge_base_id: z.uuid(),
    name: z.string(),
    description: z.string().nullable(),
    embedding_model: z.string(),
    embedding_dimensions: z.int(),
    ...timestamps,
  })
  .openapi('Collection')

export const newCollection = z.strictObject({ name, description }).openapi('NewCollection')

export const collectionChanges = changes({ name, description }).openapi('CollectionChanges')
