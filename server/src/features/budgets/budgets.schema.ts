import { z } from '@hono/zod-openapi'
import { changes, pageQuery, timestamps } from '../schema.ts'

const period = z.enum(['day', 'month']).openapi({ description: 'Of the calendar, in UTC.' })
const limit = z.number().min(0).max(1_000_000_000).openapi({ description: 'In US dollars.', example: 50 })
const agent = z
  .uuid()
  .nullable()
  .openapi({ description: 'The agent whose executions it is for; null for all agents of the client together.' })

export const budget = z
  .object({
    id: z.uuid(),
    agent_id: agent,
    period,
    limit_usd: limit,
    left_usd: z.number().openapi({
      description:
        'Without what executions that run have spent and reserved. Below 0 where the limit was lowered, or a model cost more than it was to.',
    }),
    ...timestamps,
  })
  .openapi('Budget')

export const newBudget = z
  .strictObject({ agent_id: agent.default(null), period, limit_usd: limit })
  .openapi('NewBudget', { example: { period: 'month', limit_usd: 50 } })

export const budgetChanges = changes({ limit_usd: limit }).openapi('BudgetChanges', { example: { limit_usd: 100 } })

export const budgetFilters = pageQuery.extend({ agent_id: z.uuid().optional() })
