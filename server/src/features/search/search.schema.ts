import { z } from '@hono/zod-openapi'
import { location, textLanguage } from '../schema.ts'

export const searchRequest = z
  .strictObject({
    query: z.string().trim().min(1).max(10_000),
    collection_ids: z.array(z.uuid()).min(1).max(100).optional().openapi({ description: 'Only in these collections.' }),
    knowledge_base_id: z.uuid().optional().openapi({ description: 'Only in this knowledge base.' }),
    filters: z
      .strictObject({
        document_ids: z.array(z.uuid()).min(1).max(1_000),
        languages: z.array(textLanguage).min(1),
        file_types: z.array(z.string().max(100)).min(1).max(20),
        created_after: z.iso.datetime({ offset: true }),
        created_before: z.iso.datetime({ offset: true }),
      })
      .partial()
      .optional()
      .openapi({ description: 'Only in documents for which all of this is true.' }),
    min_score: z.number().optional().openapi({
      description: 'Leaves out results below this `score`. What a score is depends on the mode: see `SearchResponse`.',
    }),
    top_k: z.int().min(1).max(100).default(10),
    mode: z.enum(['hybrid', 'semantic', 'full_text']).default('hybrid').openapi({
      description: 'semantic compares with the embedder; where that is no sentence model, the answer says `lexical`.',
    }),
  })
  .openapi('SearchRequest', { example: { query: 'Quantos dias de férias?', top_k: 3 } })

const citation = z
  .object({
    document_id: z.uuid(),
    document_name: z.string(),
    version: z.int(),
    chunk_id: z.uuid(),
    location,
  })
  .openapi('Citation')

export const searchResponse = z
  .object({
    results: z.array(
      z.object({
        chunk_id: z.uuid(),
        document_id: z.uuid(),
        document_name: z.string(),
        collection_id: z.uuid(),
        version: z.int(),
        content: z.string(),
        score: z.number().openapi({
          description:
            'What results are ranked by. full_text and lexical: BM25, from 0 without an upper bound; semantic: cosine similarity; hybrid: reciprocal rank fusion, at most 2/61.',
        }),
        scores: z
          .record(z.string(), z.number())
          .openapi({ description: 'Of each leg that found it: full_text, and lexical or semantic.' }),
        citation,
      }),
    ),
    took_ms: z.number(),
    mode: z
      .enum(['hybrid', 'full_text', 'lexical', 'semantic'])
      .openapi({ description: 'How the results were ranked.' }),
    model: z.string(),
  })
  .openapi('SearchResponse')
