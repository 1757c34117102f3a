import type { Operation, Schema } from './read-openapi.ts'

/** What is put where a request takes a value. */
export interface Filling {
  /** An id for a place that takes one; `kind` is of what. */
  id(place: string, kind: string): string
  /** A text for a place that takes one. */
  text: string
  /** One of the values that a place allows; the first unless it is said. */
  choose?(place: string, values: unknown[]): unknown
}

export interface ApiRequest {
  method: string
  path: string
  headers: Record<string, string>
  body?: unknown
  /** Everything of it as one text. */
  sent: string
}

/** A place of an operation that takes an id. */
export interface Slot {
  place: string
  kind: string
}

/** Where an operation takes ids: in its path, its query and its body. */
export function slotsOf(operation: Operation): Slot[] {
  const slots = new Map<string, Slot>()
  const id = (place: string, kind: string) => {
    slots.set(place, { place, kind })
    return ''
  }
  buildRequest(operation, { id, text: 'x' })
  return [...slots.values()]
}

/** A request that the operation takes, with all that is required of it and every place for an id filled. */
export function buildRequest(operation: Operation, filling: Filling, headers: Record<string, string> = {}): ApiRequest {
  const query = new URLSearchParams()
  let path = operation.path
  for (const { name, in: where, schema } of operation.parameters) {
    const segment = /([^/]+)\/\{$/.exec(operation.path.split(`${name}}`)[0] ?? '')?.[1] ?? ''
    const kind = name === 'id' ? segment : kindOf(name)
    if (where === 'path') path = path.replace(`{${name}}`, String(fillIn(schema, filling, `path.${name}`, kind)))
    else if (where === 'query' && takesId(schema)) {
      query.set(name, String(fillIn(schema, filling, `query.${name}`, kind)))
    }
  }
  const body = operation.body && bodyOf(operation.body, filling)
  const search = query.size > 0 ? `?${query}` : ''
  const asText = body instanceof FormData ? JSON.stringify([...body.keys()]) : JSON.stringify(body ?? null)
  return {
    method: operation.method,
    path: path + search,
    headers,
    ...(body === undefined ? {} : { body }),
    sent: `${path}${search} ${asText} ${JSON.stringify(headers)}`,
  }
}

function bodyOf({ form, schema }: { form: boolean; schema: Schema }, filling: Filling): unknown {
  const value = fillIn(schema, filling, 'body', '')
  if (!form || typeof value !== 'object' || value === null) return value
  const data = new FormData()
  for (const [name, given] of Object.entries(value)) {
    const binary = schema.properties?.[name]?.format === 'binary'
    data.append(name, binary ? new File([filling.text], `${filling.text}.txt`) : String(given))
  }
  return data
}

function fillIn(schema: Schema, filling: Filling, place: string, kind: string): unknown {
  const type = Array.isArray(schema.type) ? schema.type.find((name) => name !== 'null') : schema.type
  const [first] = schema.anyOf ?? schema.oneOf ?? []
  if (first) return fillIn(first, filling, place, kind)
  if (schema.format === 'uuid') return filling.id(place, kind)
  if (schema.enum) return filling.choose?.(place, schema.enum) ?? schema.enum[0]
  if (type === 'array') return [fillIn(schema.items ?? {}, filling, place, kind)]
  if (type === 'object') {
    const wanted = Object.entries(schema.properties ?? {}).filter(
      ([name, value]) => schema.required?.includes(name) || takesId(value) || isWorthText(value, filling),
    )
    return Object.fromEntries(
      wanted.map(([name, value]) => [name, fillIn(value, filling, `${place}.${name}`, kindOf(name))]),
    )
  }
  if (type === 'integer' || type === 'number') return schema.default ?? schema.minimum ?? 1
  if (type === 'boolean') return true
  if (schema.format === 'uri') return `https://${hostOf(filling)}`
  if (schema.format === 'host') return hostOf(filling)
  if (schema.format === 'email') return `${crypto.randomUUID()}@test.example`
  if (schema.format === 'date-time') return new Date().toISOString()
  const text = filling.text.slice(0, schema.maxLength)
  const fits = schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(text)
  return !fits && typeof schema.default === 'string' ? schema.default : text
}

/** A host that no resolver knows. */
function hostOf({ text }: Filling): string {
  return `${text.replaceAll(/[^a-z0-9]/g, '').slice(0, 60)}.invalid`
}

/** With a choice to make, what is optional is said too: texts and choices. */
function isWorthText(schema: Schema, { choose }: Filling): boolean {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  return choose !== undefined && type === 'string' && (!schema.format || schema.format === 'email')
}

function takesId(schema: Schema): boolean {
  if (schema.format === 'uuid') return true
  const inner = [
    schema.items,
    ...Object.values(schema.properties ?? {}),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
  ]
  return inner.some((item) => item !== undefined && takesId(item))
}

/** `knowledge_base_id` → `knowledge-bases`, `document_ids` → `documents`. */
function kindOf(name: string): string {
  return `${name.replace(/_ids?$/, '').replaceAll('_', '-')}s`
}
