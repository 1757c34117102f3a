import { z } from '@hono/zod-openapi'

const limit = z.int().nullable()

export const usage = z
  .object({
    documents: z.int(),
    bytes: z.int().openapi({ description: 'Of all originals that are kept, every version counted once.' }),
    max_documents: limit.openapi({ description: 'Null for no limit. Set by whoever runs the install.' }),
    max_bytes: limit.openapi({ description: 'Null for no limit.' }),
  })
  .openapi('Usage')

const usageBy = z.enum(['day', 'agent', 'user', 'api_key'])
export type UsageBy = z.infer<typeof usageBy>

const day = z.iso.date()
export const agentUsageQuery = z.strictObject({
  from: day.optional().openapi({ description: 'In UTC; 30 days ago where it is not given.', example: '2026-11-01' }),
  to: day.optional().openapi({ description: 'Included; today where it is not given.', example: '2026-11-30' }),
  by: usageBy.default('day'),
})

export const agentUsage = z
  .object({
    from: day,
    to: day,
    by: usageBy,
    data: z
      .array(
        z.object({
          of: z.string().nullable().openapi({
            description:
              'The day, or the id of the agent, person or key. Null of people where a key asked, and of keys where a person did. What has been deleted keeps its id.',
          }),
          executions: z.int(),
          failed: z.int(),
          input_tokens: z.int(),
          output_tokens: z.int(),
          cost_usd: z.number().openapi({ description: 'Of what has a known price.' }),
          unpriced: z.int().openapi({ description: 'Executions whose price nobody knows.' }),
        }),
      )
      .openapi({ description: 'At most 1,000, those that cost most; days in their order.' }),
  })
  .openapi('AgentUsage')
