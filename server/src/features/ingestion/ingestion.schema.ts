import { z } from '@hono/zod-openapi'

const moment = z.iso.datetime({ offset: true })

/** The vectors of a document, which are made behind its words. */
export const embeddingProgress = z
  .object({
    status: z.enum(['pending', 'ready', 'failed']).openapi({
      description: '`failed`: the embedding model refused it; it is asked again, or at once with `embed`.',
    }),
    done: z.int().openapi({ description: 'Chunks that are found by their meaning.' }),
    total: z.int(),
    per_second: z.number().nullable(),
    seconds_left: z.int().nullable(),
    waiting_for: z.enum(['worker', 'turn', 'embedder']).nullable().openapi({
      description:
        'Why nothing happens: `worker` no process works on jobs, `turn` others come first, `embedder` what makes the vectors asks for a break, does not answer or has refused.',
    }),
    error_code: z.string().nullable(),
  })
  .openapi('EmbeddingProgress', {
    description:
      'Of the version that searches find: it is found by its words from the first, by its meaning as far as this is.',
  })

export const ingestion = z
  .object({
    document_id: z.uuid(),
    collection_id: z.uuid(),
    version_number: z.int(),
    status: z
      .enum(['pending', 'processing', 'ready', 'failed', 'cancelled'])
      .openapi({ description: 'Of the document: `pending` and `processing` go on, the others have ended.' }),
    step: z.enum(['queued', 'fetching', 'parsing', 'splitting', 'embedding', 'storing', 'finished']),
    percent: z.int().min(0).max(100).openapi({ description: 'Of all steps together.' }),
    unit: z
      .enum(['bytes', 'pages', 'slides', 'sheets', 'chunks'])
      .nullable()
      .openapi({ description: 'What `done` and `total` count in this step.' }),
    done: z.int(),
    total: z.int().nullable().openapi({ description: 'Null while nobody knows.' }),
    attempt: z.int().openapi({ description: 'How often this version was begun.' }),
    per_second: z.number().nullable().openapi({ description: 'Units per second in this step.' }),
    seconds_left: z.int().nullable().openapi({ description: 'Of this step.' }),
    started_at: moment.nullable(),
    updated_at: moment,
    waiting_for: z.enum(['worker', 'turn', 'retry']).nullable().openapi({
      description:
        'Why nothing happens: `worker` no process works on jobs, `turn` others come first, `retry` an attempt failed and the next one is to come.',
    }),
    embedding: embeddingProgress.nullable(),
    revision: z.int().openapi({ description: 'Larger with every change of this document.' }),
  })
  .openapi('Ingestion')
