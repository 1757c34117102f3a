import type { OpenAPIHono } from '@hono/zod-openapi'
import type { RequestContext } from './context.ts'

/** The description of the API: OpenAPI 3.1, made from the routes' own contracts. */
export function describeApi(app: OpenAPIHono<RequestContext>): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'An access token of Supabase Auth.',
  })
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Renum',
      version: '0.1.0',
      description:
        'AI agents over each company’s own documents. Errors are application/problem+json with a stable `code`; lists answer `{data, next_cursor}`.',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
  })
}
