import { createRoute } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { countedAddress } from '../../../access/counted-address.ts'
import { invitationPreview, previewedInvitation } from '../../../features/invitations/invitations.schema.ts'
import { previewInvitation } from '../../../features/invitations/preview-invitation.ts'
import { Problem } from '../../../problems.ts'
import type { ApiServices } from '../../../services.ts'
import { sayCount } from '../../middleware/authorize.ts'
import { noStore } from '../../middleware/security-headers.ts'
import { originOf } from '../../request-origin.ts'
import { body, createRouter, json, problemResponses } from '../../router.ts'

/** Bytes of a body; a token has 43. */
const longest = 1024

const route = createRoute({
  method: 'post',
  path: '/v1/invitations/preview',
  operationId: 'previewInvitation',
  summary: 'What an open invitation is for, to whoever has its token. Public: they may have no account yet.',
  tags: ['members'],
  security: [],
  request: { body: body(previewedInvitation) },
  responses: { 200: json(invitationPreview, 'The invitation'), ...problemResponses(400, 404, 413, 429) },
})

/** Nobody signs in for it, so that it is counted by address, like everything that could be tried. */
export function invitationPreviewRoutes({
  database,
  rateLimits,
  config,
}: Pick<ApiServices, 'database' | 'rateLimits' | 'config'>) {
  const router = createRouter()
  router.use(
    route.getRoutingPath(),
    noStore,
    async (c, next) => {
      const { ip } = originOf(c, config.trustProxy)
      const counts = ip === null ? undefined : await rateLimits.count('guess', 'address', countedAddress(ip))
      if (counts) sayCount(c, counts)
      if (counts?.exceeded) throw new Problem('rate_limited')
      await next()
    },
    bodyLimit({
      maxSize: longest,
      onError: () => {
        throw new Problem('request_too_large', { params: { limit_mb: longest / 1024 ** 2 } })
      },
    }),
  )
  return router.openapi(route, async (c) =>
    c.json(invitationPreview.parse(await previewInvitation(database, c.req.valid('json').token)), 200),
  )
}
