import type { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { requestId } from 'hono/request-id'
import { type Authorizer, createAuthorizer } from '../access/authorize.ts'
import { Problem } from '../problems.ts'
import type { ApiServices } from '../services.ts'
import type { RequestContext } from './context.ts'
import { operationFinder } from './find-operation.ts'
import { answerHead } from './middleware/answer-head.ts'
import { authenticate } from './middleware/authenticate.ts'
import { authorize } from './middleware/authorize.ts'
import { allowOrigins } from './middleware/cors.ts'
import { language } from './middleware/language.ts'
import { logRequests } from './middleware/log-requests.ts'
import { noStore, protect } from './middleware/security-headers.ts'
import { describeApi } from './openapi.ts'
import { problemHandler } from './problem.ts'
import { createRouter } from './router.ts'
import { apiKeyRoutes } from './routes/account/api-keys.ts'
import { auditLogRoutes } from './routes/account/audit-log.ts'
import { clientRoutes } from './routes/account/clients.ts'
import { invitationPreviewRoutes } from './routes/account/invitation-preview.ts'
import { invitationRoutes } from './routes/account/invitations.ts'
import { meRoutes } from './routes/account/me.ts'
import { memberRoutes } from './routes/account/members.ts'
import { usageRoutes } from './routes/account/usage.ts'
import { agentRoutes } from './routes/agents/agents.ts'
import { budgetRoutes } from './routes/agents/budgets.ts'
import { chatCompletionRoutes } from './routes/agents/chat-completions.ts'
import { conversationRoutes } from './routes/agents/conversations.ts'
import { executionRoutes } from './routes/agents/executions.ts'
import { responseRoutes } from './routes/agents/responses.ts'
import { documentRoutes } from './routes/documents/documents.ts'
import { eventRoutes } from './routes/documents/events.ts'
import { fileRoutes } from './routes/documents/files.ts'
import { importRoutes } from './routes/documents/imports.ts'
import { ingestionRoutes } from './routes/documents/ingestions.ts'
import { overviewRoutes } from './routes/documents/overview.ts'
import { urlSourceRoutes } from './routes/documents/url-sources.ts'
import { documentUsageRoutes } from './routes/documents/usage.ts'
import { versionRoutes } from './routes/documents/versions.ts'
import { credentialRoutes } from './routes/integrations/credentials.ts'
import { webhookRoutes } from './routes/integrations/webhooks.ts'
import { chunkRoutes } from './routes/knowledge/chunks.ts'
import { collectionModelRoutes } from './routes/knowledge/collection-models.ts'
import { collectionRoutes } from './routes/knowledge/collections.ts'
import { grantRoutes } from './routes/knowledge/grants.ts'
import { knowledgeBaseRoutes } from './routes/knowledge/knowledge-bases.ts'
import { searchRoutes } from './routes/knowledge/search.ts'
import { testQuestionRoutes } from './routes/knowledge/test-questions.ts'
import { accountPageRoutes } from './routes/system/account-pages.ts'
import { authProxyRoutes } from './routes/system/auth-proxy.ts'
import { configRoutes } from './routes/system/config.ts'
import { docsRoutes } from './routes/system/docs.ts'
import { healthRoutes } from './routes/system/health.ts'
import { webAppRoutes } from './routes/system/web-app.ts'
import { limitForm } from './upload-form.ts'

const jsonLimit = 1024 * 1024

/** The REST API. Everything is behind `authenticate` but what stands before it. */
export function createApp(
  services: ApiServices,
  authorizer: Authorizer = createAuthorizer(services),
): OpenAPIHono<RequestContext> {
  const app = createRouter()
  const formLimit = limitForm(services.config.maxFileBytes)
  const bodyJsonLimit = bodyLimit({
    maxSize: jsonLimit,
    onError: () => {
      throw new Problem('request_too_large', { params: { limit_mb: Math.floor(jsonLimit / 1024 / 1024) } })
    },
  })

  const { admits, corsOrigins, publicUrl, trustProxy } = services.config
  app.use(answerHead)
  app.use(requestId({ limitLength: 64 }), language, logRequests(services.logger, trustProxy))
  app.use(protect({ https: publicUrl?.startsWith('https:') ?? false }))
  // Before the API's own rules for pages of other origins: Auth has its own.
  if (services.config.supabase.throughApi) app.route('/', authProxyRoutes(services))
  if (corsOrigins.length > 0) app.use(allowOrigins(corsOrigins))
  const render = problemHandler(services.logger)
  app.onError(render)
  app.notFound((c) => render(new Problem('not_found'), c))
  // Names of their own beside /v1/invitations/{id}, which the router would take them for.
  for (const name of ['accept', 'preview']) {
    app.use(`/v1/invitations/${name}`, async (c, next) => {
      if (c.req.method === 'POST') return next()
      c.header('Allow', 'POST')
      return render(new Problem('method_not_allowed'), c)
    })
  }
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
  app.route('/', invitationPreviewRoutes(services))
  // Before the pages that stand in for it where it is not built.
  app.route('/', webAppRoutes(services))
  app.route('/', docsRoutes())
  app.route('/', accountPageRoutes(services))
  describeApi(app)
  app.use(noStore, authenticate(services.verifyToken, trustProxy, admits), authorize(authorizer, operationFinder(app)))
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
  app.route('/', collectionModelRoutes(services))
  app.route('/', grantRoutes(services))
  app.route('/', documentRoutes(services))
  app.route('/', overviewRoutes(services))
  app.route('/', importRoutes(services))
  app.route('/', fileRoutes(services))
  app.route('/', versionRoutes(services))
  app.route('/', documentUsageRoutes(services))
  app.route('/', ingestionRoutes(services))
  app.route('/', eventRoutes(services))
  app.route('/', webhookRoutes(services))
  app.route('/', urlSourceRoutes(services))
  app.route('/', chunkRoutes(services))
  app.route('/', searchRoutes(services))
  app.route('/', testQuestionRoutes(services))
  app.route('/', credentialRoutes(services))
  app.route('/', agentRoutes(services))
  app.route('/', budgetRoutes(services))
  // An execution waits for its model most of the time, and many may run at once: what it searches takes its turn.
  const running = { ...services, takeSearchTurn: authorizer.enterSearch }
  app.route('/', executionRoutes(running))
  app.route('/', conversationRoutes(services))
  app.route('/', chatCompletionRoutes(running))
  app.route('/', responseRoutes(running))
  return app
}
