import { unwrap } from '@renum/client'
import { queryOptions } from '@tanstack/react-query'
import type { ActiveClient } from '../../app/app-context.tsx'

/** What of a JSON schema says how a field may be filled in. */
interface Schema {
  properties?: Record<string, Schema>
  anyOf?: Schema[]
  oneOf?: Schema[]
  items?: Schema
  type?: string
  default?: unknown
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  maxLength?: number
  maxItems?: number
}

export interface Bounds {
  least?: number
  most?: number
  /** The least itself is not allowed. */
  above: boolean
  whole: boolean
}

/** The JSON schema of a configuration, as the API serves it. */
export function configurationSchemaQuery({ renum }: Pick<ActiveClient, 'renum'>) {
  return queryOptions({
    queryKey: ['agent-configuration-schema'],
    queryFn: async () => (await unwrap(renum.GET('/v1/agent-configuration-schema'))) as Schema,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What a schema says of the number at a path, as `limits.steps` or `model.parameters.temperature`. */
export function boundsOf(schema: Schema | undefined, path: string): Bounds {
  const found = schema && at(schema, path.split('.'))
  // What may also be null has its number among others.
  const number = [found, ...(found?.anyOf ?? [])].find((one) => one?.type === 'number' || one?.type === 'integer')
  const least = number?.exclusiveMinimum ?? number?.minimum
  return {
    ...(isBound(least) && { least }),
    ...(isBound(number?.maximum) && { most: number.maximum }),
    above: number?.exclusiveMinimum !== undefined,
    whole: number?.type === 'integer',
  }
}

/** The ends of what a number can hold are no bounds that anybody is told. */
function isBound(value: number | undefined): value is number {
  return value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER
}

function at(schema: Schema, [name, ...rest]: string[]): Schema | undefined {
  if (name === undefined) return schema
  for (const one of [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) {
    const property = one.properties?.[name]
    const found = property && at(property, rest)
    if (found) return found
  }
  return undefined
}

/** Whether a text is a number within bounds; `empty` where nothing is written. */
export function judge(text: string, { least, most, above, whole }: Bounds): number | 'empty' | 'invalid' {
  const written = text.trim().replace(',', '.')
  if (written === '') return 'empty'
  if (!/^-?\d+(\.\d+)?$/.test(written)) return 'invalid'
  const value = Number(written)
  if (whole && !Number.isSafeInteger(value)) return 'invalid'
  if (least !== undefined && (above ? value <= least : value < least)) return 'invalid'
  return most !== undefined && value > most ? 'invalid' : value
}
