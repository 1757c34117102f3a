import { type Answer, findTraces, normaliseResponse, type Outcome, type Target } from './attack.ts'
import { type ApiRequest, buildRequest, type Slot, slotsOf } from './build-request.ts'
import type { Operation } from './read-openapi.ts'
import type { Call } from './seed-tenant.ts'

/** A caller who must not reach the target, and what belongs to the caller. */
export interface ApiAttacker {
  name: string
  call: Call
  /** Nothing: who has nothing is asked for less. */
  own: Target['ids']
}

/** An attack, and the same request with ids that do not exist: where there is one, their answers must be the same. */
interface Try {
  what: string
  request: ApiRequest
  unknown?: ApiRequest
}

const text = 'nothing-of-theirs'

/**
 * Calls operations of the API as an attacker, with the target's ids wherever an id is taken, its cursors, its
 * texts and its Idempotency-Keys. An answer leaks if anything of the target stands in it, or if it differs from the
 * answer to an id that does not exist.
 */
export async function attackApi(operations: Operation[], attacker: ApiAttacker, target: Target): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const spent = new Set<string>()
  for (const operation of orderDestructiveLast(operations)) {
    for (const { what, request, unknown } of triesOf(operation, attacker, target, spent)) {
      const answer = await attacker.call(request)
      const reference = unknown && (await attacker.call(unknown))
      const why = judge(operation, request, answer, reference, target)
      outcomes.push({
        attack: `${attacker.name}: ${operation.id}: ${what}`,
        leaked: why !== undefined,
        ...(why && { why: `${request.method} ${request.path}: ${why}` }),
      })
    }
  }
  return outcomes
}

/** What changes the client that the attacker acts for comes last. */
export function orderDestructiveLast(operations: Operation[]): Operation[] {
  return operations.toSorted((a, b) => Number(slotsOf(a).length === 0) - Number(slotsOf(b).length === 0))
}

function judge(
  operation: Operation,
  request: ApiRequest,
  answer: Answer,
  reference: Answer | undefined,
  target: Target,
) {
  const traces = findTraces(`${answer.text} ${JSON.stringify([...answer.headers])}`, target, request.sent)
  if (traces.length > 0) return `the answer tells ${traces.join(', ')}`
  if (answer.headers.has('Idempotency-Replayed') || answer.text.includes('"idempotency_key_reused"')) {
    return 'another person’s key is known'
  }
  const foreignPath = Object.values(target.ids)
    .flat()
    .some((id) => request.path.includes(id))
  if (answer.status < 300 && foreignPath && operation.method !== 'GET') return `it was done (${answer.status})`
  if (!reference || normaliseResponse(answer) === normaliseResponse(reference)) return undefined
  return `${normaliseResponse(answer)}, but of an unknown id ${normaliseResponse(reference)}`
}

function* triesOf(operation: Operation, { own }: ApiAttacker, target: Target, spent: Set<string>): Generator<Try> {
  const slots = slotsOf(operation)
  const mine = ({ kind }: Slot) => own[kind]?.[0] ?? crypto.randomUUID()
  const fill = (ids: Map<string, string>, headers: Record<string, string> = {}) =>
    buildRequest(operation, { id: (place) => ids.get(place) ?? '', text }, headers)
  const replaced = (slot: Slot, id: string) =>
    new Map(slots.map((each) => [each.place, each.place === slot.place ? id : mine(each)]))

  for (const slot of slots) {
    for (const [kind, ids] of idsFor(slot, operation, own, target)) {
      for (const id of ids) {
        const what = `${kind} in ${slot.place}`
        yield { what, request: fill(replaced(slot, id)), unknown: fill(replaced(slot, crypto.randomUUID())) }
      }
    }
  }
  const theirs = new Map(slots.map((slot) => [slot.place, target.ids[slot.kind]?.[0] ?? crypto.randomUUID()]))
  const unknown = new Map(slots.map(({ place }) => [place, crypto.randomUUID()]))
  const mineAll = new Map(slots.map((slot) => [slot.place, mine(slot)]))
  if (slots.length > 1) yield { what: 'theirs everywhere', request: fill(theirs), unknown: fill(unknown) }
  if (slots.length === 0 && operation.method === 'GET') {
    yield { what: 'as it is', request: fill(mineAll), unknown: fill(mineAll) }
  }

  const client = target.ids.clients?.[0]
  // Who makes a client acts for none, and for the new one afterwards: the attacker would have lost their own.
  const acts = operation.id !== 'createClient' && operation.parameters.some(({ name }) => name === 'Renum-Client')
  if (client && acts) {
    const [named, other] = [{ 'Renum-Client': client }, { 'Renum-Client': crypto.randomUUID() }]
    yield { what: 'in the name of their client', request: fill(mineAll, named), unknown: fill(mineAll, other) }
    if (slots.length > 0) {
      yield {
        what: 'in the name of their client, their ids',
        request: fill(theirs, named),
        unknown: fill(theirs, other),
      }
    }
  }

  const key = target.keys[operation.id]
  if (key && operation.parameters.some(({ name }) => name === 'idempotency-key')) {
    const [used, fresh] = [{ 'Idempotency-Key': key }, { 'Idempotency-Key': crypto.randomUUID() }]
    if (slots.length > 0) {
      yield { what: 'their key, their ids', request: fill(theirs, used), unknown: fill(unknown, fresh) }
    }
    // Once used, a key is the attacker's own.
    if (!spent.has(key)) yield { what: 'their key', request: fill(mineAll, used) }
    spent.add(key)
  }

  const cursor = target.cursors[operation.id]
  if (cursor) {
    const other = withoutTheirs(cursor, target)
    for (const [what, ids, unknownIds] of [
      ['their cursor', mineAll, mineAll],
      ['their cursor, their ids', theirs, unknown],
    ] as const) {
      yield {
        what,
        request: withQuery(fill(ids), 'cursor', cursor),
        unknown: withQuery(fill(unknownIds), 'cursor', other),
      }
    }
  }

  for (const { name, in: where, schema } of operation.parameters) {
    if (where !== 'query' || name === 'cursor' || schema.type !== 'string' || schema.enum) continue
    for (const canary of target.canaries) {
      const ask = (word: string) => withQuery(fill(mineAll), name, word)
      yield { what: `their ${name}`, request: ask(canary), unknown: ask(`x${crypto.randomUUID()}`) }
    }
  }
  // Asked for their words, a search must find the attacker's own; how many is up to the words.
  if (operation.method === 'POST' && operation.path.endsWith('/search')) {
    for (const canary of target.canaries) {
      for (const mode of ['hybrid', 'semantic', 'full_text']) {
        const request = { ...fill(mineAll), body: { query: canary, top_k: 100, mode }, sent: canary }
        yield { what: `their words, ${mode}`, request }
      }
    }
  }
}

/**
 * Three of the kind that belongs there, and one each of two others: each with each would grow with the square of the routes. Which two turns
 * with the operation's name, so that every kind comes to many places.
 */
function idsFor(slot: Slot, { id }: Operation, own: Target['ids'], target: Target): [kind: string, ids: string[]][] {
  const others = Object.entries(target.ids).filter(([kind]) => kind !== slot.kind)
  const turn = [...`${id} ${slot.place}`].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
  const places = new Set([turn, turn + (others.length >> 1)].map((place) => place % others.length))
  const chosen = Object.keys(own).length === 0 ? [] : others.filter((_, place) => places.has(place))
  return [
    [slot.kind, (target.ids[slot.kind] ?? []).slice(0, 3)],
    ...chosen.map(([kind, ids]): [string, string[]] => [kind, ids.slice(0, 1)]),
  ]
}

function withQuery(request: ApiRequest, name: string, value: string): ApiRequest {
  const path = `${request.path}${request.path.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`
  return { ...request, path, sent: `${request.sent} ${value}` }
}

/** The same cursor with ids that do not exist in their place. */
function withoutTheirs(cursor: string, target: Target): string {
  const ids = Object.values(target.ids).flat()
  const text = ids.reduce(
    (read, id) => read.replaceAll(id, crypto.randomUUID()),
    Buffer.from(cursor, 'base64url').toString(),
  )
  return Buffer.from(text).toString('base64url')
}
