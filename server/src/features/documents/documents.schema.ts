import { z } from '@hono/zod-openapi'
import { textLanguages } from '../../providers/parsers/language.ts'
import { changes, timestamps } from '../schema.ts'

const textLanguage = z.enum(textLanguages)

const documentStatus = z.enum(['pending', 'processing', 'ready', 'failed', 'cancelled'])

export const document = z
  .object({
    id: z.uuid(),
    collection_id: z.uuid(),
    name: z.string(),
    source_type: z.enum(['file', 'text', 'url']),
    source_url: z.string().nullable(),
    file_type: z.string(),
    file_size: z.int(),
    language: textLanguage
      .nullable()
      .openapi({ description: 'How full-text search stems it; recognised unless it was said. Null before that.' }),
    status: documentStatus,
    error_code: z.string().nullable(),
    error_message: z.string().nullable().openapi({ description: 'In the language of Accept-Language.' }),
    current_version: z
      .int()
      .nullable()
      .openapi({ description: 'The version that searches find; null before the first.' }),
    chunk_count: z.int(),
    ...timestamps,
  })
  .openapi('Document')

export const upload = z
  .object({
    file: z.file().openapi({ type: 'string', format: 'binary' }),
    language: textLanguage.optional().openapi({ description: 'Recognised from the text where it is not said.' }),
  })
  .openapi('DocumentUpload')

export const documentChanges = changes({
  name: z.string().trim().min(1).max(500),
  collection_id: z.uuid().openapi({ description: 'Moves the document, with its chunks.' }),
  language: textLanguage,
}).openapi('DocumentChanges')
