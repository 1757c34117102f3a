import { z } from '@hono/zod-openapi'
import { languageHint, newTextDocument, refreshInterval } from '../documents/documents.schema.ts'
import { plainName } from '../schema.ts'

const newUrlDocument = z
  .strictObject({
    url: z.string().min(1).max(2048).openapi({ description: 'A public http(s) address, without user and password.' }),
    name: plainName(500).optional().openapi({ description: 'Where none is given, the title of the page.' }),
    language: languageHint,
    refresh_interval_hours: refreshInterval.optional(),
  })
  .openapi('NewUrlDocument', { example: { url: 'https://example.com/ferias', refresh_interval_hours: 24 } })

/** A document that is made without a file. */
export const newDocument = z.union([newTextDocument, newUrlDocument], 'text_or_url')
