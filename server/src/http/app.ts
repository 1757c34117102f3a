import type { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { requestId } from 'hono/request-id'
import { Problem } from '../problems.ts'
import type { RequestContext, Services } from './context.ts'
import { authenticate } from './middleware/authenticate.ts'
import { language } from './middleware/language.ts'
import { logRequests } from './middleware/log-requests.ts'
import { describeApi } from './openapi.ts'
import { problemHandler } from './problem.ts'
import { createRouter } from './router.ts'
import { auditLogRoutes } from './routes/audit-log.ts'
import { chunkRoutes } from './routes/chunks.ts'
import { clientRoutes } from './routes/clients.ts'
import { collectionRoutes } from './routes/collections.ts'
import { configRoutes } from './routes/config.ts'
import { docsRoutes } from './routes/docs.ts'
import { documentRoutes } from './routes/documents.ts'
import { grantRoutes } from './routes/grants.ts'
import { healthRoutes } from './routes/health.ts'
import { invitationRoutes } from './routes/invitations.ts'
import { knowledgeBaseRoutes } from './routes/knowledge-bases.ts'
import { meRoutes } from './routes/me.ts'
import { memberRoutes } from './routes/members.ts'
import { searchRoutes } from './routes/search.ts'
import { versionRoutes } from './routes/versions.ts'

/** A multipart request is its file and some framing. */
const framing = 64 * 1024
const jsonLimit = 1024 * 1024

/** The REST API. Everything is behind `authenticate` but what stands before it. */
export function createApp(services: Services): OpenAPIHono<RequestContext> {
  const app = createRouter()
  const limit = (maxSize: number, code: 'file_too_large' | 'request_too_large') =>
    bodyLimit({
      maxSize,
      onError: () => {
        throw new Problem(code, { params: { limit_mb: Math.floor(maxSize / 1024 / 1024) } })
      },
    })
  const fileLimit = limit(services.config.maxFileBytes + framing, 'file_too_large')
  const bodyJsonLimit = limit(jsonLimit, 'request_too_large')

  app.use(requestId({ limitLength: 64 }), language, logRequests(services.logger))
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
  app.use(authenticate(services.verifyToken, services.config.trustProxy))
  // Behind the token: without a Content-Length the limit reads the body to measure it.
  app.use((c, next) => {
    const multipart = c.req.header('Content-Type')?.startsWith('multipart/form-data')
    return multipart ? fileLimit(c, next) : bodyJsonLimit(c, next)
  })
  app.route('/', meRoutes(services))
  app.route('/', clientRoutes(services))
  app.route('/', memberRoutes(services))
  app.route('/', invitationRoutes(services))
  app.route('/', auditLogRoutes(services))
  app.route('/', knowledgeBaseRoutes(services))
  app.route('/', collectionRoutes(services))
  app.route('/', grantRoutes(services))
  app.route('/', documentRoutes(services))
  app.route('/', versionRoutes(services))
  app.route('/', chunkRoutes(services))
  app.route('/', searchRoutes(services))
  return app
}
