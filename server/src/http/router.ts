import { OpenAPIHono } from '@hono/zod-openapi'
import type { RequestContext } from './context.ts'
import { fromZodError, problemDetails } from './problem.ts'

/** A router whose requests are checked against their contract before the handler sees them. */
export function createRouter(): OpenAPIHono<RequestContext> {
  return new OpenAPIHono<RequestContext>({
    defaultHook: (result) => {
      if (!result.success) throw fromZodError(result.error)
    },
  })
}

/** The problems a route may answer with, for its contract. */
export function problemResponses(...statuses: number[]) {
  const content = { 'application/problem+json': { schema: problemDetails } }
  return Object.fromEntries(statuses.map((status) => [status, { description: 'Problem', content }]))
}

export function json<Schema>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

export const noContent = { 204: { description: 'Done; no content' } }

export function body<Schema>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } }
}
