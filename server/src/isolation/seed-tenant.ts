import type { Answer, Ids, Target } from './attack.ts'
import { type ApiRequest, buildRequest, slotsOf } from './build-request.ts'
import { type Operation, readOperations } from './read-openapi.ts'

export type Call = (request: ApiRequest) => Promise<Answer>

/** What ends something, acts for another client or only asks: it seeds nothing. */
const notSown = /\/(cancel|search|clients|accept|test)$/

/**
 * Makes, as a caller, one of everything that the API can make, with an unmistakable text in every field that takes
 * one, and collects what came of it.
 *
 * @param call sends a request as the owner of what is made
 * @param ids what there is already; `users` are those to whom a grant may be given
 * @param choices values for places with a choice, by their last name: `{ access: 'restricted' }`
 * @param below makes only what belongs to something that is in `ids` or was just made
 * @param settle waits until what was uploaded is processed
 */
export async function seedTenant(
  description: object,
  call: Call,
  {
    ids: given,
    choices = {},
    below = false,
    settle,
  }: {
    ids: Ids
    choices?: Record<string, string>
    below?: boolean
    settle(): Promise<void>
  },
): Promise<Target> {
  const canary = `canary${crypto.randomUUID().replaceAll('-', '')}`
  const ids: Ids = structuredClone(given)
  const target: Target = { ids, canaries: [canary], cursors: {}, keys: {} }
  const operations = readOperations(description).filter((operation) => !below || isBelow(operation))
  const add = (kind: string, id: unknown) => {
    // Not everything that answers with an id has made one: a version answers with its document.
    if (typeof id !== 'string' || (kind !== 'users' && Object.values(ids).some((known) => known.includes(id)))) return
    if (!ids[kind]?.includes(id)) ids[kind] = [...(ids[kind] ?? []), id]
  }
  const send = async (operation: Operation, headers: Record<string, string> = {}, query = '') => {
    if (slotsOf(operation).some(({ kind }) => !ids[kind])) return undefined
    const request = buildRequest(
      operation,
      {
        id: (_, kind) => ids[kind]?.[0] ?? '',
        text: canary,
        choose: (place, values) =>
          values.find((value) => value === choices[place.split('.').at(-1) ?? '']) ?? values[0],
      },
      headers,
    )
    const answer = await call({ ...request, path: request.path + query })
    return answer.status < 300 ? asObject(answer.text) : undefined
  }

  const creating = operations
    .filter(({ method, path }) => method === 'POST' && !notSown.test(path))
    // Of bodies that exclude each other, the first.
    .filter(({ id, body }, i, all) => all.findIndex((each) => each.id === id && each.body?.form === body?.form) === i)
    // What a body has to name is there before it.
    .sort((a, b) => Number(namesRow(a)) - Number(namesRow(b)) || a.path.split('/').length - b.path.split('/').length)
  // Twice: a list has a cursor only where there is more than a page.
  for (const round of [1, 2]) {
    for (const operation of creating) {
      await settle()
      const key = `key-${canary}-${operation.id}-${round}`
      target.keys[operation.id] ??= key
      const made = await send(operation, { 'Idempotency-Key': key })
      if (made && made.id !== undefined) add(lastName(operation.path), made.id)
      await harvest(operation)
    }
  }
  await settle()
  for (const operation of operations.filter(({ method }) => method === 'GET')) await harvest(operation)
  return target

  /** What a list of the same path, or of what was just made, names. */
  async function harvest({ path }: Operation) {
    for (const operation of operations) {
      if (operation.method !== 'GET' || (operation.path !== path && !operation.path.startsWith(`${path}/{id}/`)))
        continue
      const listed = await send(operation)
      for (const row of Array.isArray(listed?.data) ? listed.data : []) {
        add(lastName(operation.path), row.id)
        add('users', row.user_id)
      }
      if (!operation.parameters.some(({ name }) => name === 'cursor')) continue
      const paged = await send(operation, {}, '?limit=1')
      if (typeof paged?.next_cursor === 'string') target.cursors[operation.id] = paged.next_cursor
    }
  }
}

/** Whether it is about something that has to be there, by its path or by its body. */
function isBelow(operation: Operation): boolean {
  return operation.path.includes('{') || namesRow(operation)
}

function namesRow({ body }: Operation): boolean {
  return body?.schema.required?.some((name) => body.schema.properties?.[name]?.format === 'uuid') ?? false
}

function asObject(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `/v1/documents/{id}/chunks` → `chunks` */
function lastName(path: string): string {
  return path.split('/').findLast((part) => !part.startsWith('{')) ?? ''
}
