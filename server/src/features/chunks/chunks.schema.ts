import { z } from '@hono/zod-openapi'
import { location, readable, timestamps } from '../schema.ts'

export const chunk = z
  .object({
    id: z.uuid(),
    document_id: z.uuid(),
    collection_id: z.uuid(),
    version_number: z.int(),
    chunk_index: z.int(),
    content: z.string(),
    metadata: location,
    embedding_model: z.string().nullable().openapi({ description: 'What has embedded it; null before that.' }),
    embedding_dimensions: z.int().nullable(),
    created_at: timestamps.created_at,
    edited_at: timestamps.created_at.nullable().openapi({ description: 'When a person changed its words.' }),
  })
  .openapi('Chunk')

export const chunkChanges = z
  .strictObject({ content: z.string().trim().min(1).max(20_000).regex(readable) })
  .openapi('ChunkChanges', { example: { content: 'Trinta dias por ano.' } })
