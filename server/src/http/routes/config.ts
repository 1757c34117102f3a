import { createRoute, z } from '@hono/zod-openapi'
import type { Services } from '../context.ts'
import { createRouter, json } from '../router.ts'

const publicConfig = z
  .object({
    supabase_url: z.string(),
    supabase_key: z.string().openapi({ description: 'The publishable key.' }),
    embeddings: z
      .object({ provider: z.enum(['lexical', 'local']), model: z.string(), mode: z.enum(['lexical', 'semantic']) })
      .openapi({ description: 'What new collections are embedded with; each names its own model.' }),
    max_file_bytes: z.int(),
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

export function configRoutes({ config, embedders }: Pick<Services, 'config' | 'embedders'>) {
  const { provider, model, mode } = embedders.current
  return createRouter().openapi(route, (c) =>
    c.json(
      publicConfig.parse({
        supabase_url: config.supabase.url,
        supabase_key: config.supabase.key,
        embeddings: { provider, model, mode },
        max_file_bytes: config.maxFileBytes,
      }),
      200,
    ),
  )
}
