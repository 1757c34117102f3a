import { z } from '@hono/zod-openapi'
import { storable } from '../schema.ts'

const text = z.string().max(100_000).regex(storable)
const parts = z.array(z.looseObject({ type: z.string(), text: text.optional() })).max(100)

/**
 * As OpenAI's `POST /v1/chat/completions` takes it; what an agent decides itself is read and has no effect. The contract names
 * only what is accepted; what `readChat` refuses with a code of its own passes here.
 */
export const chatRequest = z
  .looseObject({
    model: z.string().min(1).max(200).openapi({ description: 'Id of an agent, or its name where no other has it.' }),
    messages: z
      .array(
        z.looseObject({
          role: z
            .enum(['system', 'developer', 'user', 'assistant', 'tool', 'function'])
            .openapi({ enum: ['system', 'developer', 'user', 'assistant'] }),
          content: z.union([text, parts]).nullish(),
        }),
      )
      .min(1)
      .max(200),
    stream: z.boolean().nullish(),
    stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
    n: z.int().nullish().openapi({ minimum: 1, maximum: 1 }),
    tools: z.array(z.unknown()).nullish().openapi({ maxItems: 0 }),
    functions: z.array(z.unknown()).nullish().openapi({ maxItems: 0 }),
  })
  .openapi('ChatCompletionRequest', {
    example: { model: 'Atendimento do RH', messages: [{ role: 'user', content: 'Quantos dias de férias?' }] },
  })

export const chatCompletion = z
  .looseObject({
    id: z.string(),
    object: z.literal('chat.completion'),
    created: z.int(),
    model: z.string(),
    choices: z.array(
      z.looseObject({
        index: z.int(),
        message: z.looseObject({
          role: z.literal('assistant'),
          content: z.string(),
          annotations: z.array(z.unknown()),
        }),
        finish_reason: z.literal('stop'),
      }),
    ),
    usage: z.object({ prompt_tokens: z.int(), completion_tokens: z.int(), total_tokens: z.int() }),
    renum: z.unknown().openapi({ description: 'The execution: its citations, and the verdict on each sentence.' }),
  })
  .openapi('ChatCompletion')

export const modelList = z
  .object({
    object: z.literal('list'),
    data: z.array(
      z.object({
        id: z.string(),
        object: z.literal('model'),
        created: z.int(),
        owned_by: z.string(),
        name: z.string(),
      }),
    ),
  })
  .openapi('ModelList')
