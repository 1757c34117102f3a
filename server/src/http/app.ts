import type { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { requestId } from 'hono/request-id'
import { Problem } from '../problems.ts'
import type { RequestContext, Services } from './context.ts'
import { admit } from './middleware/admit.ts'
import { authenticate } from './middleware/authenticate.ts'
import { language } from './middleware/language.ts'
import { logRequests } from './middleware/log-requests.ts'
import { allowOrigins, keepNothing, protect } from './middleware/web.ts'
import { describeApi } from './openapi.ts'
import { operationFinder } from './operations.ts'
import { problemHandler } from './problem.ts'
import { createRouter } from './router.ts'
import { apiKeyRoutes } from './routes/api-keys.ts'
import { auditLogRoutes } from './routes/audit-log.ts'
import { chunkRoutes } from './routes/chunks.ts'
import { clientRoutes } from './routes/clients.ts'
import { collectionRoutes } from './routes/collections.ts'
import { configRoutes } from './routes/config.ts'
import { credentialRoutes } from './routes/credentials.ts'
import { docsRoutes } from './routes/docs.ts'
import { documentRoutes } from './routes/documents.ts'
import { eventRoutes } from './routes/events.ts'
import { fileRoutes } from './routes/files.ts'
import { grantRoutes } from './routes/grants.ts'
import { healthRoutes } from './routes/health.ts'
import { importRoutes } from './routes/imports.ts'
import { ingestionRoutes } from './routes/ingestions.ts'
import { invitationRoutes } from './routes/invitations.ts'
import { knowledgeBaseRoutes } from './routes/knowledge-bases.ts'
import { meRoutes } from './routes/me.ts'
import { memberRoutes } from './routes/members.ts'
import { searchRoutes } from './routes/search.ts'
import { urlSourceRoutes } from './routes/url-sources.ts'
import { usageRoutes } from './routes/usage.ts'
import { versionRoutes } from './routes/versions.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { limitForm } from './upload-form.ts'

const jsonLimit = 1024 * 1024

/** The REST API. Everything is behind `authenticate` but what stands before it. */
export function createApp(services: Services): OpenAPIHono<RequestContext> {
  const app = createRouter()
  const formLimit = limitForm(services.config.maxFileBytes)
  const bodyJsonLimit = bodyLimit({
    maxSize: jsonLimit,
    onError: () => {
      throw new Problem('request_too_large', { params: { limit_mb: Math.floor(jsonLimit / 1024 / 1024) } })
    },
  })

  const { corsOrigins, publicUrl, trustProxy } = services.config
  app.use(requestId({ limitLength: 64 }), language, logRequests(services.logger, trustProxy))
  app.use(protect({ https: publicUrl?.startsWith('https:') ?? false }))
  if (corsOrigins.length > 0) app.use(allowOrigins(corsOrigins))
  const render = problemHandler(services.logger)
  app.onError(render)
  app.notFound((c) => render(new Problem('not_found'), c))
  // A name of its own beside /v1/invitations/{id}, which the router would take it for.
  app.use('/v1/invitations/accept', async (c, next) => {
    if (c.req.method === 'POST') return next()
    c.header('Allow', 'POST')
    return render(new Problem('method_not_allowed'), c)
  })
  app.use(
    methodNotAllowed<RequestContext>({
      app,
      onMethodNotAllowed: (c, methods) => {
        c.header('Allow', methods.join(', '))
        return render(new Problem('method_not_allowed'), c)
      },
    }),
  )

  app.route('/', healthRoutes(services))
  app.route('/', configRoutes(services))
  app.route('/', docsRoutes())
  describeApi(app)
  app.use(keepNothing, authenticate(services.verifyToken, trustProxy), admit(services, operationFinder(app)))
  // Behind the token: without a Content-Length the limit of JSON reads the body to measure it. A form is read by its route.
  app.use((c, next) => {
    const multipart = c.req.header('Content-Type')?.startsWith('multipart/form-data')
    return multipart ? formLimit(c, next) : bodyJsonLimit(c, next)
  })
  app.route('/', meRoutes(services))
  app.route('/', clientRoutes(services))
  app.route('/', usageRoutes(services))
  app.route('/', memberRoutes(services))
  app.route('/', invitationRoutes(services))
  app.route('/', auditLogRoutes(services))
  app.route('/', apiKeyRoutes(services))
  app.route('/', knowledgeBaseRoutes(services))
  app.route('/', collectionRoutes(services))
  app.route('/', grantRoutes(services))
  app.route('/', documentRoutes(services))
  app.route('/', importRoutes(services))
  app.route('/', fileRoutes(services))
  app.route('/', versionRoutes(services))
  app.route('/', ingestionRoutes(services))
  app.route('/', eventRoutes(services))
  app.route('/', webhookRoutes(services))
  app.route('/', urlSourceRoutes(services))
  app.route('/', chunkRoutes(services))
  app.route('/', searchRoutes(services))
  app.route('/', credentialRoutes(services))
  return app
}
