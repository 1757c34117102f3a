import { createRoute, z } from '@hono/zod-openapi'
import { type Entrance, readEntrance, signUps } from '../../../features/operator/operator.ts'
import type { ApiServices } from '../../../services.ts'
import { supabaseUrl } from '../../public-origin.ts'
import { createRouter, json } from '../../router.ts'

const publicConfig = z
  .object({
    supabase_url: z.string().openapi({ description: 'As a browser reaches it.' }),
    supabase_key: z.string().openapi({ description: 'The publishable key.' }),
    embeddings: z
      .object({
        provider: z.enum(['lexical', 'local', 'http']),
        model: z.string(),
        mode: z.enum(['lexical', 'semantic']),
        embedded: z.enum(['with_words', 'after_words']).openapi({
          description:
            'When a document that is `ready` has its vectors: at once, or some time later; `embedding_status` says so of each.',
        }),
      })
      .openapi({ description: 'What new collections are embedded with; each names its own model.' }),
    max_file_bytes: z.int(),
    sign_up: z.enum(signUps).nullable().openapi({
      description: 'Who may sign up: anybody, who was invited, or nobody new. Null while the database does not answer.',
    }),
    nobody_yet: z.boolean().openapi({
      description:
        'Whether the next to sign up is the first, at an install that is open to anybody: false at any other.',
    }),
  })
  .openapi('PublicConfig')

const route = createRoute({
  method: 'get',
  path: '/v1/config',
  operationId: 'getConfig',
  summary: 'What a browser needs to sign in. Public, without a secret.',
  tags: ['install'],
  security: [],
  responses: { 200: json(publicConfig, 'The public configuration') },
})

export function configRoutes({ config, embedders, database }: Pick<ApiServices, 'config' | 'embedders' | 'database'>) {
  const { provider, model, mode } = embedders.current
  // Anybody may ask, and as often as they like: that does not reach the database.
  let known: { until: number; entrance: Promise<Entrance | null> } | undefined
  const entrance = () => {
    if (!known || performance.now() > known.until) {
      known = { until: performance.now() + 2_000, entrance: readEntrance(database).catch(() => null) }
    }
    return known.entrance
  }
  return createRouter().openapi(route, async (c) => {
    const said = await entrance()
    return c.json(
      publicConfig.parse({
        supabase_url: supabaseUrl(c, config),
        supabase_key: config.supabase.key,
        embeddings: { provider, model, mode, embedded: provider === 'lexical' ? 'with_words' : 'after_words' },
        max_file_bytes: config.maxFileBytes,
        sign_up: said?.sign_up ?? null,
        nobody_yet: said?.nobody_yet ?? false,
      }),
      200,
    )
  })
}
