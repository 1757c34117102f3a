import { z } from '@hono/zod-openapi'
import { location, pageQuery, readable, storable } from '../schema.ts'

const moment = z.iso.datetime({ offset: true })
const executionStatuses = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'timed_out'] as const
const status = z.enum(executionStatuses)
const usd = z
  .number()
  .nullable()
  .openapi({ description: 'In US dollars; null where the price is not known, which is not the same as free.' })

export const newExecution = z
  .strictObject({
    question: z.string().trim().min(1).max(10_000).regex(readable),
    conversation_id: z.uuid().optional().openapi({ description: 'What was asked in it before is told to the model.' }),
    draft: z.boolean().default(false).openapi({ description: 'Runs the draft; for who may configure agents.' }),
    background: z.boolean().default(false).openapi({ description: 'Answers at once; a worker runs it.' }),
  })
  .openapi('NewExecution', { example: { question: 'Quantos dias de férias tenho por ano?' } })

const executionCitation = z
  .object({
    number: z.int().openapi({ description: 'As the answer has it: `[1]`.' }),
    quote: z.string().openapi({ description: 'Stands letter by letter in the passage.' }),
    document_id: z.uuid(),
    document_name: z.string(),
    version: z.int(),
    chunk_id: z.uuid(),
    collection_id: z.uuid(),
    location,
    quote_start: z.int().openapi({ description: 'Where the quote begins in the passage, in UTF-16 code units.' }),
    score: z.number(),
  })
  .openapi('ExecutionCitation')

const verdicts = ['supported', 'computed', 'unsupported', 'plain'] as const
const executionSentence = z
  .object({
    start: z.int().openapi({ description: 'Offset in the answer, in UTF-16 code units.' }),
    end: z.int(),
    verdict: z.enum(verdicts).openapi({
      description:
        '`supported`: its figures, dates, codes and names stand in what it cites, or in the question. `computed`: with a result that it works out. `unsupported`: something of it stands nowhere. `plain`: it says nothing of the kind and cites nothing.',
    }),
    citations: z.array(z.int()),
    unsupported: z.array(z.string()).openapi({ description: 'What stands nowhere, as it is written.' }),
  })
  .openapi('ExecutionSentence')

const executionOutput = z
  .object({
    answer: z.string(),
    extractive: z.boolean().openapi({ description: 'Made of quotes, without a language model.' }),
    found: z.boolean().openapi({ description: 'False where nothing was found to answer from.' }),
    citations: z.array(executionCitation),
    sentences: z.array(executionSentence),
    unsupported: z.int(),
  })
  .openapi('ExecutionOutput')
export type ExecutionOutput = z.infer<typeof executionOutput>

export const execution = z
  .object({
    id: z.uuid(),
    agent_id: z.uuid(),
    agent_version: z.int().nullable().openapi({ description: 'Null where the draft was run.' }),
    conversation_id: z.uuid().nullable(),
    user_id: z.uuid().nullable(),
    api_key_id: z.uuid().nullable(),
    status,
    background: z.boolean(),
    input: z.object({ question: z.string() }),
    output: executionOutput
      .nullable()
      .openapi({ description: 'Of one that failed, timed out or was cancelled: what there was until then.' }),
    error_code: z.string().nullable(),
    error_message: z.string().optional(),
    model: z.string().nullable(),
    input_tokens: z.int(),
    output_tokens: z.int(),
    tokens_used: z.int(),
    cost_usd: usd,
    rating: z.enum(['up', 'down']).nullable(),
    rating_comment: z.string().nullable(),
    created_at: moment,
    started_at: moment.nullable(),
    completed_at: moment.nullable(),
  })
  .openapi('Execution')

export const executionFilters = pageQuery.extend({
  status: status.optional(),
  conversation_id: z.uuid().optional(),
})
export const allExecutionFilters = executionFilters.extend({ agent_id: z.uuid().optional() })

export const feedback = z
  .strictObject({
    rating: z.enum(['up', 'down']).nullable(),
    comment: z.string().max(2000).regex(storable).nullable().default(null),
  })
  .openapi('ExecutionFeedback', { example: { rating: 'up' } })

/** What happened in an execution, one thing after the other. */
const executionStep = z
  .object({
    number: z.int(),
    kind: z.enum(['search', 'model', 'tool']),
    name: z.string().openapi({ description: 'Of the model or the tool.' }),
    started_at: moment,
    ms: z.number(),
    input: z.unknown(),
    output: z.unknown(),
    input_tokens: z.int().optional(),
    output_tokens: z.int().optional(),
    cost_usd: usd.optional(),
    error_code: z.string().optional(),
    text: z.string().openapi({ description: 'What it was, for a person, in the language of Accept-Language.' }),
  })
  .openapi('ExecutionStep')

export const executionTrace = z.object({ steps: z.array(executionStep) }).openapi('ExecutionTrace')
