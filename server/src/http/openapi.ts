import type { OpenAPIHono } from '@hono/zod-openapi'
import { etag } from 'hono/etag'
import { accessOf } from '../access/operations.ts'
import { problems } from '../problems.ts'
import type { RequestContext } from './context.ts'
import { clientHeader } from './middleware/authenticate.ts'
import { problemDetails } from './problem.ts'
import { problemReference } from './router.ts'

/** What the routes are about, in the order of the reference. Each route names one. */
const tags = [
  { name: 'me', description: 'Quem está na sessão. / Who is signed in.' },
  {
    name: 'clients',
    description: 'As empresas, cada uma só com os seus dados. / The companies, each with its own data.',
  },
  {
    name: 'members',
    description:
      'Quem faz parte de um cliente, os convites e o registro do que mudou. / Who belongs to a client, invitations, and the log of what changed.',
  },
  {
    name: 'api keys',
    description: 'Chaves para programas, em Authorization: Bearer. / Keys for programs, in Authorization: Bearer.',
  },
  { name: 'knowledge bases', description: 'O que reúne coleções. / What collections belong to.' },
  { name: 'collections', description: 'O que reúne documentos. / What documents belong to.' },
  {
    name: 'documents',
    description: 'Do envio até poderem ser buscados. / From the upload until they can be searched.',
  },
  { name: 'search', description: 'Trechos que respondem, com citações. / Passages that answer, with citations.' },
  {
    name: 'credentials',
    description:
      'Segredos de serviços de fora: entram cifrados e não saem mais. / Secrets of outside services: they go in encrypted and never come out.',
  },
  {
    name: 'webhooks',
    description:
      'Mensagens assinadas (Standard Webhooks) quando um documento fica pronto ou falha. / Signed messages (Standard Webhooks) when a document is ready or has failed.',
  },
  { name: 'install', description: 'O que qualquer um pode perguntar. / What anybody may ask.' },
]

/**
 * Serves the description of the API, OpenAPI 3.1, at `/openapi.json`.
 *
 * @param app gets all its routes before the first request
 */
export function describeApi(app: OpenAPIHono<RequestContext>): void {
  let document: string | undefined
  app.get('/openapi.json', etag(), (c) => {
    document ??= JSON.stringify(apiDocument(app))
    return c.body(document, 200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' })
  })
}

/** The description, made from the routes' own contracts and from what stands before each of them. */
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
  for (const status of new Set(Object.values(problems).map(({ status }) => status))) {
    registry.registerComponent('responses', `Problem${status}`, problemResponse(status))
  }
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Renum',
      version: '0.1.0',
      description:
        'AI agents over each company’s own documents. Errors are `application/problem+json` with a stable `code` and a text in the language of `Accept-Language` (pt, en). Lists answer `{data, next_cursor}`. A foreign id is answered as an unknown one: 404.',
    },
    // Relative to this document: whatever path a proxy serves it under.
    servers: [{ url: '.' }],
    security: [{ bearer: [] }],
    tags,
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
      if (operation.requestBody && !('$ref' in operation.requestBody)) operation.requestBody.required = true
      operation.responses ??= {}
      for (const status of statuses) operation.responses[status] ??= problemReference(status)
    }
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
