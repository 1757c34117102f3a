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
    min_score: z.number().min(0).max(1).optional().openapi({ description: 'Leaves out results below this `score`.' }),
    top_k: z.int().min(1).max(100).default(10),
    prefix: z
      .boolean()
      .optional()
      .openapi({ description: 'The last word is still being typed: words that begin with it count.' }),
    explain: z.boolean().optional().openapi({
      description: 'Tells what was looked for, the place of each result in each leg, and what was left out and why.',
    }),
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

const result = z.object({
  chunk_id: z.uuid(),
  document_id: z.uuid(),
  document_name: z.string(),
  collection_id: z.uuid(),
  version: z.int(),
  content: z.string(),
  score: z.number().openapi({
    description:
      'What results are ranked by, 0 to 1 and comparable between queries: how much of what the query says a passage has. All of it, each word once, is some 0.8.',
  }),
  scores: z.record(z.string(), z.number()).openapi({
    description:
      'Of each leg that found it: full_text (words), lexical (letters), semantic (the similarity of a sentence model).',
  }),
  ranks: z.record(z.string(), z.int()).optional().openapi({ description: 'With `explain`: its place in each leg.' }),
  citation,
})

const explanation = z
  .object({
    passages: z.int().openapi({ description: 'That were searched.' }),
    terms: z.array(
      z.object({
        term: z.string().openapi({ description: 'What the forms of a word have in common.' }),
        weight: z
          .number()
          .openapi({ description: '1 of a word that was said; less of words of grammar and of guesses.' }),
        passages: z.int().openapi({ description: 'That have it, as of the last count.' }),
      }),
    ),
    left_out: z.array(result.extend({ reason: z.enum(['beyond_top_k', 'below_min_score']) })),
  })
  .openapi('SearchExplanation')

export const searchResponse = z
  .object({
    results: z.array(result),
    explanation: explanation.optional(),
    took_ms: z.number(),
    mode: z
      .enum(['hybrid', 'full_text', 'lexical', 'semantic'])
      .openapi({ description: 'How the results were ranked.' }),
    model: z.string(),
    embedded_share: z.number().min(0).max(1).optional().openapi({
      description:
        'How much of what was searched has its vectors, 0 to 1: the rest is found by its words alone. Not of `full_text`, which needs none.',
    }),
  })
  .openapi('SearchResponse')
