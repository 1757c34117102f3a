import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface Schema {
  $ref?: string
  type?: string | string[]
  maximum?: number
  exclusiveMaximum?: number
  [key: string]: unknown
}
interface Operation {
  operationId: string
  parameters?: ({ $ref: string } | { name: string; schema: Schema })[]
  requestBody?: { content?: Record<string, { schema: Schema }> }
}

const description = JSON.parse(readFileSync(new URL('../../../../client/openapi.json', import.meta.url), 'utf8'))

/** Places of whole numbers without an upper bound: what is larger than a column takes would be a fault of the database's. */
function unbounded(schema: unknown, place: string, seen: readonly string[] = []): string[] {
  if (Array.isArray(schema)) return schema.flatMap((each) => unbounded(each, place, seen))
  if (typeof schema !== 'object' || schema === null) return []
  const { $ref, type, maximum, exclusiveMaximum, example: _, enum: __, ...rest } = schema as Schema
  if ($ref !== undefined) {
    if (seen.includes($ref)) return []
    const target = $ref
      .slice(2)
      .split('/')
      .reduce((at, key) => at[key], description)
    return unbounded(target, place, [...seen, $ref])
  }
  const isInteger = [type].flat().includes('integer')
  const own = isInteger && maximum === undefined && exclusiveMaximum === undefined ? [place] : []
  return [...own, ...Object.entries(rest).flatMap(([key, value]) => unbounded(value, `${place}.${key}`, seen))]
}

it('every whole number that a request brings has an upper bound', () => {
  const operations = Object.values(description.paths).flatMap((item) => Object.values(item as object)) as Operation[]
  const places = operations.flatMap(({ operationId, parameters = [], requestBody }) => [
    ...unbounded(parameters, `${operationId} parameters`),
    ...unbounded(
      Object.values(requestBody?.content ?? {}).map(({ schema }) => schema),
      operationId,
    ),
  ])
  expect(operations.length).toBeGreaterThan(100)
  expect(places).toEqual([])
})
