import { z } from '@hono/zod-openapi'
import { changes, description, name, pageQuery, storable, timestamps } from '../schema.ts'

const text = (length: number) => z.string().max(length).regex(storable)

const parameters = z
  .strictObject({
    temperature: z.number().min(0).max(2),
    top_p: z.number().min(0).max(1),
    max_output_tokens: z.int().min(1).max(200_000),
    seed: z.int().min(0).max(2_147_483_647),
    stop: z.array(text(100).min(1)).max(4),
  })
  .partial()
  .default({})

const extractive = z.strictObject({ provider: z.literal('extractive') }).openapi({
  description: 'No language model: the answer is made of quotes, and says so.',
})
const languageModel = z.strictObject({
  provider: z.enum(['openai', 'openai_compatible', 'anthropic']),
  name: text(200).min(1).openapi({ description: 'As the provider calls it.', example: 'gpt-5-mini' }),
  credential_id: z
    .uuid()
    .nullable()
    .default(null)
    .openapi({ description: 'Of the client; null takes the key and the address that the install has in `LLM_*`.' }),
  parameters,
})
const model = z.discriminatedUnion('provider', [extractive, languageModel])

const knowledge = z
  .strictObject({
    knowledge_base_id: z.uuid().nullable().default(null),
    collection_ids: z.array(z.uuid()).max(100).default([]),
  })
  .openapi({ description: 'Where it looks: all that its asker may see where neither is given.' })

const retrieval = z.strictObject({
  mode: z.enum(['hybrid', 'semantic', 'full_text']).default('hybrid'),
  top_k: z.int().min(1).max(30).default(8),
  min_score: z.number().min(0).max(1).default(0.3).openapi({
    description: 'Passages below it are not read: where none is above, the answer is that nothing was found.',
  }),
  automatic: z.boolean().default(true).openapi({
    description:
      'Whether the question is searched before the model is asked; `false` leaves it to the model, which then needs the tool `search_knowledge`.',
  }),
})

const limits = z.strictObject({
  steps: z.int().min(1).max(50).default(8).openapi({ description: 'Calls of the model.' }),
  tokens: z.int().min(100).max(2_000_000).default(60_000).openapi({ description: 'Read and written, of all steps.' }),
  seconds: z.int().min(1).max(3_600).default(120),
  usd: z
    .number()
    .positive()
    .max(1_000)
    .nullable()
    .default(null)
    .openapi({ description: 'Of one execution, in US dollars. A model without a known price is then refused.' }),
})

export const toolNames = ['search_knowledge', 'read_document', 'http_request'] as const

export const httpMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const httpRequest = z.strictObject({
  host: z
    .string()
    .max(255)
    .regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[1-9]\d{0,4})?$/)
    // As an address says it, or no request would ever be to it: `a:443` is `a`, `127.1` is `127.0.0.1`.
    .refine((host) => URL.parse(`https://${host}`)?.host === host, { error: 'host_of_https' })
    .openapi({
      format: 'host',
      description: 'In small letters, with its port where it is not that of HTTPS (443).',
      example: 'api.example.com',
    }),
  path: z
    .string()
    .max(500)
    .regex(/^\/(?:[\w.~!$&'()*+,;=:@-]+\/?)*$/)
    .default('/')
    .openapi({ description: 'That one and what is below it.' }),
  methods: z.array(z.enum(httpMethods)).min(1).max(httpMethods.length).default(['GET']),
  credential_id: z
    .uuid()
    .nullable()
    .default(null)
    .openapi({ description: 'Of the client, for this host. It is sent along, and the model never sees it.' }),
  description: text(500).default('').openapi({ description: 'For the model: what is to be found there.' }),
})

/** What an agent is made of. Everything has a default: `{}` answers by quotes from all that its asker may see. */
export const agentConfiguration = z
  .strictObject({
    instructions: text(20_000).default(''),
    model: model.default({ provider: 'extractive' }),
    fallback_model: model
      .nullable()
      .default(null)
      .openapi({ description: 'Asked where the model does not answer, before it has said anything.' }),
    knowledge: knowledge.prefault({}),
    retrieval: retrieval.prefault({}),
    tools: z
      .array(z.enum(toolNames))
      .max(toolNames.length)
      .default([])
      .openapi({ description: 'What a model may do beside reading the passages that the question finds.' }),
    http_requests: z.array(httpRequest).max(20).default([]).openapi({
      description: 'All that the tool `http_request` may ask for. Addresses inside of the network are refused.',
    }),
    limits: limits.prefault({}),
    language: z
      .enum(['auto', 'pt', 'en'])
      .default('auto')
      .openapi({ description: '`auto` answers in the language of the question.' }),
    opening_questions: z.array(text(300).min(1)).max(10).default([]),
    history: z
      .int()
      .min(0)
      .max(50)
      .default(6)
      .openapi({ description: 'Earlier questions of a conversation that the model is told, with their answers.' }),
  })
  .refine(({ retrieval, tools }) => retrieval.automatic || tools.includes('search_knowledge'), {
    error: 'nothing_to_search_with',
    path: ['retrieval', 'automatic'],
  })
  .openapi('AgentConfiguration')
export type AgentConfiguration = z.infer<typeof agentConfiguration>
export type LanguageModelChoice = z.infer<typeof languageModel>

export const agent = z
  .object({
    id: z.uuid(),
    name: z.string(),
    description: z.string().nullable(),
    status: z.enum(['active', 'inactive']).openapi({ description: 'One that is `inactive` is run by nobody.' }),
    configuration: agentConfiguration.openapi({ description: 'The draft.' }),
    latest_version: z.int().openapi({ description: 'The last that was published; 0 before the first.' }),
    published_version: z.int().nullable().openapi({ description: 'What executions run; null before the first.' }),
    ...timestamps,
  })
  .openapi('Agent')

export const newAgent = z
  .strictObject({ name, description, configuration: agentConfiguration.prefault({}) })
  .openapi('NewAgent', { example: { name: 'Atendimento do RH', configuration: { language: 'pt' } } })

export const agentChanges = changes({
  name,
  description,
  status: z.enum(['active', 'inactive']),
  configuration: agentConfiguration.openapi({ description: 'The whole draft; what is left out has its default.' }),
}).openapi('AgentChanges', { example: { description: 'Responde sobre férias' } })

export const duplicatedAgent = z.strictObject({ name }).openapi('DuplicatedAgent', { example: { name: 'Cópia' } })

export const publishedAgent = z
  .strictObject({
    version: z
      .int()
      .min(1)
      .max(2_147_483_647)
      .optional()
      .openapi({ description: 'One from before; without it the draft becomes one.' }),
  })
  .openapi('PublishedAgent', { example: {} })

export const agentVersion = z
  .object({
    id: z.uuid(),
    agent_id: z.uuid(),
    version_number: z.int(),
    configuration: agentConfiguration,
    created_by: z.uuid().nullable(),
    created_at: timestamps.created_at,
  })
  .openapi('AgentVersion')

export const agentFilters = pageQuery.extend({ status: z.enum(['active', 'inactive']).optional() })

/** The JSON schema of a configuration, for editors and programs. */
export function configurationSchema(): Record<string, unknown> {
  return z.toJSONSchema(agentConfiguration, { io: 'input' }) as Record<string, unknown>
}
