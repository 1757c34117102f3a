import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { RequestContext } from './context.ts'

/**
 * What tells which operation a request is for, before its route is run; undefined where there is none.
 *
 * @param app gets all its routes before the first request
 */
export function operationFinder(app: OpenAPIHono<RequestContext>): (c: Context<RequestContext>) => string | undefined {
  let ids: Map<string, string | undefined> | undefined
  return (c) => {
    ids ??= new Map(
      app.openAPIRegistry.definitions.flatMap((definition) => {
        if (definition.type !== 'route') return []
        const { method, path, operationId } = definition.route
        return [[`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, operationId]]
      }),
    )
    for (const { method, path } of matchedRoutes(c)) {
      const id = ids.get(`${method} ${path}`)
      if (id !== undefined) return id
    }
    return undefined
  }
}
