import { z } from '@hono/zod-openapi'
import { parseWarningCodes } from '../../parsing/document/parse-warning.ts'
import { changes, plainName, readable, textLanguage, timestamps } from '../schema.ts'

const documentStatus = z.enum(['pending', 'processing', 'ready', 'failed', 'cancelled'])

export const document = z
  .object({
    id: z.uuid(),
    collection_id: z.uuid(),
    name: z.string(),
    source_type: z.enum(['file', 'text', 'url']),
    source_url: z.string().nullable(),
    file_type: z.string().nullable().openapi({ description: 'Null until the page of a URL was fetched.' }),
    file_size: z.int().nullable(),
    refresh_interval_hours: z
      .int()
      .nullable()
      .openapi({ description: 'Of a document from a URL: hours between two fetches; null for never.' }),
    next_refresh_at: timestamps.created_at.nullable(),
    last_fetched_at: timestamps.created_at.nullable(),
    last_fetch_error_code: z
      .string()
      .nullable()
      .openapi({ description: 'Why the last fetch failed. What was published before stays.' }),
    language: textLanguage
      .nullable()
      .openapi({ description: 'How full-text search stems it; recognised unless it was said. Null before that.' }),
    status: documentStatus.openapi({ description: '`ready`: the newest version is found by its words.' }),
    error_code: z.string().nullable(),
    error_message: z.string().nullable().openapi({ description: 'In the language of Accept-Language.' }),
    content_hash: z.string().nullable().openapi({ description: 'SHA-256 of the newest version’s original, in hex.' }),
    latest_version: z.int().openapi({ description: 'The newest version; `status` is about its processing.' }),
    current_version: z
      .int()
      .nullable()
      .openapi({ description: 'The version that searches find; null before the first.' }),
    chunk_count: z.int(),
    embedding_status: z.enum(['pending', 'ready', 'failed']).nullable().openapi({
      description:
        'Of the version that searches find: `pending` while not all of its chunks are found by their meaning yet; by their words they are. `failed`: the embedding model refused some, and is asked again later. Null before the first version.',
    }),
    embedded_count: z.int().openapi({ description: 'Chunks that are found by their meaning.' }),
    embedding_error_code: z.string().nullable().openapi({ description: 'Why vectors wait, or were refused.' }),
    embedding_error_message: z.string().nullable().openapi({ description: 'In the language of Accept-Language.' }),
    warnings: z
      .array(
        z.object({
          code: z.enum([
            'pages_without_text',
            'pages_not_recognised',
            'pages_recognised_unsure',
            'pages_broken',
            ...parseWarningCodes,
          ]),
          message: z.string().openapi({ description: 'In the language of Accept-Language.' }),
          pages: z.array(z.int()).openapi({ description: 'From 1.' }),
          places: z
            .array(
              z.object({
                page: z.int().optional(),
                slide: z.int().optional(),
                sheet: z.string().optional(),
                cell: z.string().optional(),
                row: z.int().optional(),
                line: z.int().optional(),
              }),
            )
            .openapi({
              description: 'Where in the document, from 1; of very many the first. Empty where it is about all of it.',
            }),
        }),
      )
      .openapi({ description: 'What the version that searches find lacks of what its file shows.' }),
    ...timestamps,
  })
  .openapi('Document')

export const languageHint = textLanguage
  .optional()
  .openapi({ description: 'Recognised from the text where it is not said.' })
const allowDuplicate = z.boolean().optional().openapi({
  description: 'Take it in although the collection has the same bytes already; else that is `duplicate_document`.',
})
/** As a form writes it. */
const allowDuplicateField = z
  .enum(['true', 'false'])
  .transform((given) => given === 'true')
  .optional()
  .openapi({
    type: 'string',
    enum: ['true', 'false'],
    description: 'Take it in although the collection has the same bytes already; else that is `duplicate_document`.',
  })
const file = z.file().openapi({ type: 'string', format: 'binary' })
const changeDescription = z.string().trim().min(1).max(2000).regex(readable).optional()

/** A text that is no file: up to the megabyte that a JSON request may have. */
const text = z.string().min(1).max(1_000_000)
const textType = z.enum(['text/plain', 'text/markdown'])

export const imported = z
  .object({
    data: z.array(document),
    skipped: z.array(z.object({ path: z.string(), error_code: z.string(), error_message: z.string() })).openapi({
      description:
        'The files that became no document, and why; a repetition with the same Idempotency-Key tries them again.',
    }),
  })
  .openapi('ImportedDocuments')

export const documentUpload = z
  .strictObject({ file, language: languageHint, allow_duplicate: allowDuplicateField })
  .openapi('DocumentUpload')

export const newTextDocument = z
  .strictObject({
    name: plainName(500),
    text,
    file_type: textType.optional().openapi({
      description: 'Where it is not said: text/markdown of a name that ends in .md or .markdown, else text/plain.',
    }),
    language: languageHint,
    allow_duplicate: allowDuplicate,
  })
  .openapi('NewTextDocument', {
    example: { name: 'ferias.md', text: '# Férias\n\nTrinta dias por ano.', file_type: 'text/markdown' },
  })

export const refreshInterval = z.int().min(1).max(8760).nullable()

export const versionUpload = z.strictObject({ file, change_description: changeDescription }).openapi('VersionUpload')

export const newTextVersion = z
  .strictObject({ text, file_type: textType.default('text/plain'), change_description: changeDescription })
  .openapi('NewTextVersion', { example: { text: '# Férias\n\nTrinta e um dias por ano.', file_type: 'text/markdown' } })

export const fileUrl = z
  .object({
    url: z.string().openapi({
      description: 'Absolute and without need of a token where `signed`; else the path of `GET …/file` on this API.',
    }),
    signed: z.boolean().openapi({ description: 'False where Storage cannot be reached from outside.' }),
    expires_at: z.iso.datetime().nullable(),
  })
  .openapi('FileUrl')

export const version = z
  .object({
    id: z.uuid(),
    document_id: z.uuid(),
    version_number: z.int(),
    change_type: z.enum(['created', 'updated', 'reprocessed', 'restored']),
    change_description: z.string().nullable(),
    changed_by: z.uuid().nullable(),
    file_type: z.string(),
    file_size: z.int(),
    content_hash: z.string(),
    created_at: timestamps.created_at,
  })
  .openapi('DocumentVersion')

export const documentFilters = z.object({
  status: documentStatus.optional(),
  language: textLanguage.optional(),
  file_type: z.string().max(100).optional(),
  name: z.string().max(500).optional().openapi({ description: 'Only of this name.' }),
})

export const documentChanges = changes({
  name: plainName(500),
  collection_id: z.uuid().openapi({ description: 'Moves the document, with its chunks.' }),
  language: textLanguage,
  refresh_interval_hours: refreshInterval.openapi({ description: 'Only of a document from a URL; null for never.' }),
}).openapi('DocumentChanges', { example: { name: 'Férias 2027' } })
