import { z } from '@hono/zod-openapi'
import { storable } from '../schema.ts'

const text = z.string().max(100_000).regex(storable)
const parts = z.array(z.looseObject({ type: z.string().max(100), text: text.optional() })).max(100)

/** As OpenAI's `POST /v1/responses` takes it; what an agent decides itself is read and has no effect. */
export const responseRequest = z
  .looseObject({
    model: z.string().min(1).max(200).openapi({ description: 'Id of an agent, or its name where no other has it.' }),
    input: z.union([
      text,
      z
        .array(
          z.looseObject({
            type: z.string().max(100).nullish(),
            role: z.enum(['system', 'developer', 'user', 'assistant']).nullish(),
            content: z.union([text, parts]).nullish(),
          }),
        )
        .min(1)
        .max(200),
    ]),
    instructions: text.nullish(),
    stream: z.boolean().nullish(),
    background: z.boolean().nullish(),
    previous_response_id: z.string().max(200).nullish(),
    tools: z.array(z.unknown()).max(200).nullish(),
  })
  .openapi('ResponseRequest', { example: { model: 'Atendimento do RH', input: 'Quantos dias de férias?' } })

export const response = z
  .looseObject({
    id: z.string(),
    object: z.literal('response'),
    created_at: z.int(),
    status: z.enum(['in_progress', 'completed', 'failed']),
    model: z.string(),
    output: z.array(z.unknown()),
    usage: z.unknown(),
    renum: z.unknown().openapi({ description: 'The execution: its citations, and the verdict on each sentence.' }),
  })
  .openapi('Response')
