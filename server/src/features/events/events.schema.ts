import { z } from '@hono/zod-openapi'
import { embeddingProgress } from '../ingestion/ingestion.schema.ts'

const moment = z.iso.datetime({ offset: true })

/** What the events of a stream say. What is missing of a deleted document, and of one that was never processed, is optional. */
export const documentEvent = z
  .object({
    document_id: z.uuid(),
    collection_id: z.uuid(),
    revision: z
      .int()
      .openapi({ description: 'Larger with every change of this document: what is told twice has the same one.' }),
    name: z.string().optional(),
    status: z.enum(['pending', 'processing', 'ready', 'failed', 'cancelled']).optional(),
    version_number: z.int().optional(),
    step: z.enum(['queued', 'fetching', 'parsing', 'splitting', 'embedding', 'storing', 'finished']).optional(),
    percent: z.int().optional().openapi({ description: 'Of all steps together.' }),
    unit: z
      .enum(['bytes', 'pages', 'slides', 'sheets', 'chunks'])
      .nullish()
      .openapi({ description: 'What `done` and `total` count in this step.' }),
    done: z.int().optional(),
    total: z.int().nullish(),
    per_second: z.number().nullish().openapi({ description: 'Units per second in this step.' }),
    seconds_left: z.int().nullish().openapi({ description: 'Of this step.' }),
    attempt: z.int().optional(),
    waiting_for: z
      .enum(['worker', 'turn', 'retry'])
      .nullish()
      .openapi({ description: 'Why nothing happens. `worker`: no process works on jobs.' }),
    embedding: embeddingProgress.nullish(),
    started_at: moment.nullish(),
    updated_at: moment.optional(),
    error_code: z.string().optional(),
    error_message: z.string().optional().openapi({ description: 'In the language of Accept-Language.' }),
  })
  .openapi('DocumentEvent')
