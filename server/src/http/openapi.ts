import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { etag } from 'hono/etag'
import { accessOf } from '../access/operations.ts'
import { type Language, problems } from '../problems.ts'
import type { RequestContext } from './context.ts'
import { addExamples, addMessageExample } from './docs/examples.ts'
import { summariesInPortuguese } from './docs/summaries.ts'
import { about, messages, tags } from './docs/texts.ts'
import { describeWebhooks } from './docs/webhook-messages.ts'
import { clientHeader } from './middleware/authenticate.ts'
import { problemDetails } from './problem.ts'
import { problemReference } from './router.ts'

/**
 * Serves the description of the API, OpenAPI 3.1, at `/openapi.json`: in the language of `?lang=`, or else of
 * Accept-Language.
 *
 * @param app gets all its routes before the first request
 */
export function describeApi(app: OpenAPIHono<RequestContext>): void {
  let documents: Record<Language, string> | undefined
  app.get('/openapi.json', etag(), (c) => {
    if (!documents) {
      const document = apiDocument(app)
      documents = { en: JSON.stringify(document), pt: JSON.stringify(inPortuguese(document)) }
    }
    const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache', Vary: 'Accept-Language' }
    return c.body(documents[askedLanguage(c)], 200, headers)
  })
}

/** The language of what is described: asked for in the address, or preferred. */
export function askedLanguage(c: Context<RequestContext>): Language {
  const asked = c.req.query('lang')
  if (asked !== 'pt' && asked !== 'en') return c.var.language
  c.header('Content-Language', asked === 'en' ? 'en' : 'pt-BR')
  return asked
}

/** The description, made from the routes' own contracts and from what stands before each of them. In English. */
export function apiDocument(app: OpenAPIHono<RequestContext>) {
  const registry = app.openAPIRegistry
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'An access token of Supabase Auth: sign in at the `supabase_url` of `GET /v1/config`.',
  })
  registry.registerComponent('securitySchemes', 'api_key', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'rnm_…',
    description: 'A key of `POST /v1/api-keys`. Operations name the scope that it needs.',
  })
  registry.registerComponent('parameters', 'RenumClient', {
    name: clientHeader,
    in: 'header',
    description:
      'The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client.',
    schema: { type: 'string', format: 'uuid' },
  })
  registry.register('Problem', problemDetails)
  describeWebhooks(app)
  for (const status of new Set(Object.values(problems).map(({ status }) => status))) {
    registry.registerComponent('responses', `Problem${status}`, problemResponse(status))
  }
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Renum',
      version: '0.1.0',
      description: about.en,
    },
    // Relative to this document: whatever path a proxy serves it under.
    servers: [{ url: '.' }],
    security: [{ bearer: [] }],
    tags: tags.map(({ name, description }) => ({ name, description: description.en })),
  })
  for (const item of Object.values(document.paths ?? {})) {
    for (const method of ['get', 'put', 'post', 'patch', 'delete'] as const) {
      const operation = item[method]
      if (!operation) continue
      const scope = accessOf(operation.operationId)?.scope
      if (scope) operation.security ??= [{ bearer: [] }, { api_key: [scope] }]
      if (operation.security?.length !== 0) {
        operation.parameters = [...(operation.parameters ?? []), { $ref: '#/components/parameters/RenumClient' }]
      }
      const statuses = [
        ...(operation.security?.length === 0 ? [500] : [401, 403, 429, 500, 503, 504]),
        ...(operation.requestBody ? [400, 413, 415] : []),
        ...(operation.parameters?.length ? [400] : []),
      ]
      // Bodies in several formats are told apart by hand: then nothing says that there must be one.
      if (operation.requestBody && !('$ref' in operation.requestBody)) operation.requestBody.required ??= true
      operation.responses ??= {}
      for (const status of statuses) operation.responses[status] ??= problemReference(status)
      addExamples(operation)
    }
  }
  for (const [type, item] of Object.entries(document.webhooks ?? {})) {
    const message = 'post' in item ? item.post?.requestBody : undefined
    if (message && 'content' in message) addMessageExample(type, message)
  }
  return document
}

const request_id = '8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e'

const retryAfter = { description: 'Seconds to wait before the next try.', required: true, schema: { type: 'integer' } }

const headersOf: Record<number, object> = {
  401: { 'WWW-Authenticate': { required: true, schema: { type: 'string' } } },
  405: { Allow: { required: true, schema: { type: 'string' } } },
  429: { 'Retry-After': retryAfter },
  503: { 'Retry-After': retryAfter },
}

function problemResponse(status: number) {
  const codes = Object.entries(problems).filter(([, problem]) => problem.status === status)
  const [code, problem] = codes.find(([, { en }]) => !en.includes('{')) ?? []
  return {
    description: `Code: ${codes.map(([code]) => `\`${code}\``).join(', ')}`,
    headers: { 'X-Request-Id': { required: true, schema: { type: 'string' as const } }, ...headersOf[status] },
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        ...(problem && { example: { type: 'about:blank', title: problem.en, status, code, request_id } }),
      },
    },
  }
}

type ApiDocument = ReturnType<typeof apiDocument>

/** The same description, as somebody reads it who reads Portuguese; fields keep their English descriptions. */
function inPortuguese(english: ApiDocument): ApiDocument {
  const document = structuredClone(english)
  document.info.description = about.pt
  document.tags = tags.map(({ name, description }) => ({ name, description: description.pt }))
  const summaries: Record<string, string> = summariesInPortuguese
  for (const item of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(item)) {
      const summary = summaries[operation?.operationId]
      if (summary !== undefined) operation.summary = summary
    }
  }
  for (const [type, item] of Object.entries(document.webhooks ?? {})) {
    if ('post' in item && item.post) item.post.summary = messages[type as keyof typeof messages].pt
  }
  return document
}
