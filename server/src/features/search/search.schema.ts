import { z } from '@hono/zod-openapi'

export const searchRequest = z
  .strictObject({
    query: z.string().trim().min(1).max(10_000),
    collection_ids: z.array(z.uuid()).min(1).max(100).optional().openapi({ description: 'Only in these collections.' }),
    knowledge_base_id: z.uuid().optional().openapi({ description: 'Only in this knowledge base.' }),
    top_k: z.int().min(1).max(100).default(10),
    mode: z.enum(['hybrid', 'semantic', 'full_text']).default('hybrid').openapi({
      description: 'semantic compares with the embedder; where that is no sentence model, the answer says `lexical`.',
    }),
  })
  .openapi('SearchRequest')

const location = z
  .object({
    heading: z.string().optional(),
    start: z.int().openapi({ description: 'Offset in the text of the document, in UTF-16 code units.' }),
    end: z.int(),
  })
  .openapi('Location')

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
        score: z.number(),
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
