import { z } from '@hono/zod-openapi'
import { changes, description, name, timestamps } from '../schema.ts'

const access = z.enum(['open', 'restricted']).openapi({
  description: 'To every member, or to owners, admins and whom its grants name: down to the search. For admins to set.',
})

const ocr = z.boolean().openapi({
  description:
    'Whether images, and pages that were scanned, are read by OCR (Portuguese and English): some seconds a page. Of documents that are processed from then on.',
})

export const collection = z
  .object({
    id: z.uuid(),
    knowledge_base_id: z.uuid(),
    name: z.string(),
    description: z.string().nullable(),
    access,
    ocr,
    embedding_model: z.string().openapi({ description: 'What searches go by.' }),
    embedding_dimensions: z.int(),
    next_embedding_model: z
      .string()
      .nullable()
      .openapi({ description: 'What searches will go by once all vectors of it are there.' }),
    previous_embedding_model: z
      .string()
      .nullable()
      .openapi({ description: 'What searches went by before; its vectors are kept for a week, to go back to.' }),
    ...timestamps,
  })
  .openapi('Collection')

const vectorCounts = {
  done: z.int().openapi({ description: 'Chunks that have their vector.' }),
  total: z.int(),
  failed_documents: z.int().openapi({ description: 'Whose vectors the embedding model has refused.' }),
}

/** One collection, and how far its vectors are. */
export const collectionWithVectors = collection
  .extend({
    embedding: z
      .object({
        ...vectorCounts,
        next: z.object(vectorCounts).nullable().openapi({ description: 'Of `next_embedding_model`.' }),
      })
      .openapi('CollectionVectors'),
  })
  .openapi('CollectionWithVectors')

const grantRole = z
  .enum(['user', 'viewer'])
  .openapi({ description: 'Everybody whose role is at least this one: `user` is everybody but viewers.' })

export const newCollection = z
  .strictObject({ name, description, access: access.optional(), ocr: ocr.optional() })
  .openapi('NewCollection', { example: { name: 'Manuais' } })

export const collectionChanges = changes({ name, description, access, ocr }).openapi('CollectionChanges', {
  example: { description: 'O que vale para todos.' },
})

export const grant = z
  .object({
    id: z.uuid(),
    collection_id: z.uuid(),
    user_id: z.uuid().nullable(),
    role: grantRole.nullable(),
    created_at: timestamps.created_at,
  })
  .openapi('Grant')

export const newGrant = z
  .union([z.strictObject({ user_id: z.uuid() }), z.strictObject({ role: grantRole })], 'user_or_role')
  .openapi('NewGrant', { example: { role: 'user' } })
