import { z } from '@hono/zod-openapi'

const moment = z.iso.datetime({ offset: true })

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
    waiting_for: z.enum(['worker', 'turn', 'retry', 'embedder']).nullable().openapi({
      description:
        'Why nothing happens: `worker` no process works on jobs, `turn` others come first, `retry` an attempt failed and the next one is to come, `embedder` what makes the vectors asked for a break.',
    }),
    revision: z.int().openapi({ description: 'Larger with every change of this document.' }),
  })
  .openapi('Ingestion')
