/** The part of JSON Schema that the description of the API uses. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: unknown[]
  default?: unknown
  minimum?: number
  maxLength?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  schema: Schema
}

/** One way to call an operation: with one body of those it takes. */
export interface Operation {
  id: string
  method: string
  path: string
  parameters: Parameter[]
  body?: { form: boolean; schema: Schema }
}

interface Description {
  paths?: Record<string, Record<string, Described>>
  components?: { schemas?: Record<string, Schema>; parameters?: Record<string, Parameter> }
}

interface Described {
  operationId?: string
  security?: unknown[]
  parameters?: (Parameter | { $ref: string })[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

const methods = ['get', 'put', 'post', 'patch', 'delete']

/**
 * Every operation that asks who is calling, once for each kind of body that it takes.
 *
 * @param description the OpenAPI document of the API
 */
export function readOperations(description: object): Operation[] {
  const { paths = {}, components }: Description = JSON.parse(JSON.stringify(description))
  const schemas = components?.schemas ?? {}
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method, { security }]) => methods.includes(method) && security?.length !== 0)
      .flatMap(([method, { operationId = `${method} ${path}`, parameters = [], requestBody }]) => {
        const operation = {
          id: operationId,
          method: method.toUpperCase(),
          path,
          parameters: parameters.flatMap((parameter) => {
            if (!('$ref' in parameter)) return [parameter]
            return components?.parameters?.[parameter.$ref.split('/').at(-1) ?? ''] ?? []
          }),
        }
        if (!requestBody) return [operation]
        return Object.entries(requestBody.content).flatMap(([type, { schema }]) =>
          variants(inlined(schema, schemas)).map((variant) => ({
            ...operation,
            body: { form: type.startsWith('multipart/'), schema: variant },
          })),
        )
      }),
  )
}

function variants(schema: Schema): Schema[] {
  return schema.anyOf ?? schema.oneOf ?? [schema]
}

function inlined(schema: Schema, schemas: Record<string, Schema>): Schema {
  const name = schema.$ref?.split('/').at(-1)
  if (name) return inlined(schemas[name] ?? {}, schemas)
  const each = (list: Schema[] | undefined) => list?.map((item) => inlined(item, schemas))
  const merged: Schema = { ...schema }
  if (schema.anyOf) merged.anyOf = each(schema.anyOf) ?? []
  if (schema.oneOf) merged.oneOf = each(schema.oneOf) ?? []
  if (schema.items) merged.items = inlined(schema.items, schemas)
  if (schema.properties) {
    const properties = Object.entries(schema.properties)
    merged.properties = Object.fromEntries(properties.map(([key, value]) => [key, inlined(value, schemas)]))
  }
  return (each(schema.allOf) ?? []).reduce(merge, merged)
}

function merge(left: Schema, right: Schema): Schema {
  return {
    ...left,
    ...right,
    properties: { ...left.properties, ...right.properties },
    required: [...(left.required ?? []), ...(right.required ?? [])],
  }
}
