import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  type Created,
  type CreatingRequest,
  type CreationKey,
  creationKey,
} from '../features/idempotency/idempotency.ts'
import type { RequestContext } from './context.ts'
import { fromZodError } from './problem.ts'

/** A router whose requests are checked against their contract before the handler sees them. */
export function createRouter(): OpenAPIHono<RequestContext> {
  return new OpenAPIHono<RequestContext>({
    defaultHook: (result) => {
      if (!result.success) throw fromZodError(result.error)
    },
  })
}

/** The problems of a route's own, for its contract. What stands before every route is added in openapi.ts. */
export function problemResponses(...statuses: number[]) {
  return Object.fromEntries(statuses.map((status) => [status, problemReference(status)]))
}

export function problemReference(status: number) {
  return { $ref: `#/components/responses/Problem${status}` }
}

export function json<Schema>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/**
 * A form's schema as the contract names it, and no more: a schema itself would have the form read, whole, before the
 * handler sees it. The router that uses it registers it under this name.
 */
export function streamed(name: string): z.ZodType<never> {
  // To the types it is a schema, or they would know none of the route's other bodies. `never`: no value can be read by it.
  return { $ref: `#/components/schemas/${name}` } as unknown as z.ZodType<never>
}

export const noContent = { 204: { description: 'Done; no content' } }

export function body<Schema>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } }
}

/** For what is asked without saying more: no body is the same as `{}`. */
export function optionalBody<Schema>(schema: Schema) {
  return { ...body(schema), required: false }
}

/** The header of every creating POST. */
export const creationHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/)
    .optional()
    .openapi({
      description:
        'Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing.',
    }),
})

type Creating = Context<RequestContext, string, { out: { header: z.infer<typeof creationHeaders> } }>

/** The creating request, its path included, as an Idempotency-Key is bound to it. */
export function creatingRequest(c: Creating): CreatingRequest {
  return { operation: `${c.req.method} ${c.req.path}`, idempotency_key: c.req.valid('header')['idempotency-key'] }
}

/** The key that a creating request brought, bound to what it asks for. */
export function keyOf(c: Creating, asked: unknown): CreationKey | undefined {
  const { operation, idempotency_key } = creatingRequest(c)
  return creationKey(operation, idempotency_key, asked)
}

/** The row of an answer; the header tells a repetition from the first one. */
export function createdRow<Row>(c: Context<RequestContext>, { row, replayed }: Created<Row>): Row {
  if (replayed) c.header('Idempotency-Replayed', 'true')
  return row
}
