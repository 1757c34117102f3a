import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createFairTurns, type FairTurns, type Share, TurnsError } from '../../../src/concurrency/fair-turns.ts'

const person = (name: string, client: string, most = 2): Share[] => [
  { key: name, most },
  { key: client, most: 3 },
]

/** Who got in, in the order in which they did. */
function queueing(turns: FairTurns) {
  const order: string[] = []
  const leaves = new Map<string, (() => void)[]>()
  return {
    order,
    /** Those who are still waiting when a test ends are told so. */
    come(name: string, shares: Share[]) {
      const came = (leave: () => void) => {
        order.push(name)
        leaves.set(name, [...(leaves.get(name) ?? []), leave])
      }
      turns.enter(shares).then(came, () => {})
    },
    async leave(name: string) {
      leaves.get(name)?.shift()?.()
      await sleep(0)
    },
  }
}

it('lets no one have more than their share, also where places are free', async () => {
  const { order, come, leave } = queueing(createFairTurns({ places: 10, most: 100, timeoutMs: 1000 }))
  for (let i = 0; i < 5; i++) come('ana', person('ana', 'a'))
  come('bia', person('bia', 'a'))
  come('bia', person('bia', 'a'))
  await sleep(0)
  // Two of Ana's, and what is left of the three of their client.
  expect(order).toEqual(['ana', 'ana', 'bia'])
  come('caio', person('caio', 'b'))
  await sleep(0)
  expect(order.at(-1)).toBe('caio')
  await leave('ana')
  // Bia has one under way, and so has Ana: Ana's third came first.
  expect(order.slice(4)).toEqual(['ana'])
})

it('gives a place that comes free to the client, and in it to the person, with the fewest under way', async () => {
  const { order, come, leave } = queueing(createFairTurns({ places: 4, most: 100, timeoutMs: 1000 }))
  come('ana', person('ana', 'a'))
  come('ana', person('ana', 'a'))
  come('bia', person('bia', 'a'))
  come('caio', person('caio', 'b'))
  for (let i = 0; i < 3; i++) come('bia', person('bia', 'a'))
  come('caio', person('caio', 'b'))
  come('dora', person('dora', 'c'))
  await sleep(0)
  expect(order).toEqual(['ana', 'ana', 'bia', 'caio'])
  await leave('ana')
  expect(order.at(-1)).toBe('dora')
  await leave('ana')
  expect(order.at(-1)).toBe('bia')
  await leave('dora')
  expect(order.at(-1)).toBe('caio')
})

it('keeps what waits in order, and lets what counts for nobody go first', async () => {
  const { order, come, leave } = queueing(createFairTurns({ places: 1, most: 100, timeoutMs: 1000 }))
  come('first', person('ana', 'a'))
  come('second', person('bia', 'b'))
  come('third', person('caio', 'c'))
  come('the install', [])
  await sleep(0)
  for (const name of ['first', 'the install', 'second', 'third']) await leave(name)
  expect(order).toEqual(['first', 'the install', 'second', 'third'])
})

it('gives who is of no client no more than a client has', async () => {
  const { order, come, leave } = queueing(createFairTurns({ places: 4, most: 100, timeoutMs: 1000 }))
  const stranger = [{ key: 'eva', most: 4 }]
  for (let i = 0; i < 6; i++) come('eva', stranger)
  come('ana', person('ana', 'a'))
  come('ana', person('ana', 'a'))
  await sleep(0)
  expect(order).toEqual(['eva', 'eva', 'eva', 'eva'])
  await leave('eva')
  await leave('eva')
  // Ana's second too: she has one under way, and the stranger two.
  expect(order.slice(4)).toEqual(['ana', 'ana'])
})

it('refuses who has too many waiting, and who waits too long', async () => {
  const turns = createFairTurns({ places: 2, most: 3, timeoutMs: 40 })
  const leaves = [await turns.enter(person('ana', 'a')), await turns.enter(person('ana', 'a'))]
  const waiting = Promise.allSettled([0, 1, 2].map(() => turns.enter(person('ana', 'a'))))
  await expect(turns.enter(person('ana', 'a'))).rejects.toMatchObject({ reason: 'too_many_wait' })
  await expect(turns.enter(person('bia', 'b'))).rejects.toMatchObject({ reason: 'timed_out' })
  for (const result of await waiting) {
    expect(result).toMatchObject({ status: 'rejected', reason: expect.any(TurnsError) })
  }
  for (const leave of leaves) {
    leave()
    leave()
  }
  // Nothing is left of those who gave up, and a place that was given back twice is one place.
  const again = await Promise.all([turns.enter(person('bia', 'b')), turns.enter(person('ana', 'a'))])
  await expect(turns.enter(person('caio', 'c'))).rejects.toMatchObject({ reason: 'timed_out' })
  for (const leave of again) leave()
})

it('keeps no place in the line for who has left it', async () => {
  const turns = createFairTurns({ places: 1, most: 2, timeoutMs: 1000 })
  const leave = await turns.enter(person('ana', 'a'))
  const gone = new AbortController()
  const waited = turns.enter(person('bia', 'b'), gone.signal)
  const { order, come } = queueing(turns)
  come('caio', person('caio', 'c'))
  gone.abort(new Error('gone'))
  await expect(waited).rejects.toThrow('gone')
  await expect(turns.enter(person('bia', 'b'), gone.signal)).rejects.toThrow('gone')
  leave()
  await sleep(0)
  expect(order).toEqual(['caio'])
})
