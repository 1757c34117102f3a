import { z } from '@hono/zod-openapi'
import { changes, pageQuery, readable, timestamps } from '../schema.ts'

const source = z.enum(['manual', 'import', 'search']).openapi({
  description: 'Where it came from: written by a person, imported, or a search whose result somebody marked.',
})
const question = z.string().trim().min(1).max(2000).regex(readable).openapi({
  description: 'As it is asked of the search; at least one letter or digit.',
  example: 'Quantos dias de férias?',
})
const document_id = z.uuid().openapi({ description: 'The document that is right.' })
const passage = z.string().trim().min(1).max(20_000).regex(readable).nullable().openapi({
  description:
    'What of the document is right, in its words, as the `content` of a search result; null where any of it is. Ids of chunks change with each version of a document, and its words stay.',
})

export const testQuestion = z
  .object({
    id: z.uuid(),
    document_id,
    collection_id: z.uuid().openapi({ description: 'That of the document.' }),
    question: z.string(),
    passage: z.string().nullable(),
    source,
    created_by: z.uuid().nullable(),
    ...timestamps,
  })
  .openapi('TestQuestion')

export const newTestQuestion = z
  .strictObject({ document_id, question, passage: passage.optional(), source: source.default('manual') })
  .openapi('NewTestQuestion', {
    example: {
      document_id: '6f1d3a52-8c04-4e7b-9d11-000000000014',
      question: 'Quantos dias de férias?',
      passage: 'Cada pessoa tem trinta dias de férias por ano.',
      source: 'search',
    },
  })

export const testQuestionChanges = changes({
  document_id: document_id.openapi({ description: 'Another document; the passage of the one before goes.' }),
  question,
  passage,
}).openapi('TestQuestionChanges', { example: { question: 'Quantos dias de férias por ano?' } })

export const testQuestionFilters = pageQuery.extend({
  collection_id: z.uuid().optional(),
  document_id: z.uuid().optional(),
  source: source.optional(),
})
