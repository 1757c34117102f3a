import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { AuthRequest } from '../src/http/auth-requests.ts'
import { createPasswordTurns } from '../src/http/password-turns.ts'

const request = (method: string, route: string, body: object): AuthRequest => ({
  method,
  route,
  url: new URL(`http://127.0.0.1/auth/v1/${route}`),
  body: { ...body },
  email: undefined,
})
const signIn = request('POST', 'token', { password: 'p' })

/** Takes turns with work that takes a while, and notes who is at it. */
function noting() {
  const take = createPasswordTurns()
  const order: string[] = []
  let [running, most] = [0, 0]
  const come = (asked: AuthRequest, address: string, note = address) =>
    take(asked, address, async () => {
      order.push(note)
      most = Math.max(most, ++running)
      await sleep(20)
      running--
      if (note === 'fails') throw new Error('cut off')
      return new Response()
    })
  return { order, come, atOnce: () => most }
}

test('passwords are hashed one at a time, and each address has its turn', async () => {
  const { order, come, atOnce } = noting()
  const flood = Array.from({ length: 6 }, () => come(signIn, 'flood'))
  const others = [
    come(request('POST', 'signup', { password: 'p' }), 'a'),
    come(request('PUT', 'user', { password: 'p' }), 'b'),
  ]
  await Promise.all([...flood, ...others])
  expect(order).toEqual(['flood', 'a', 'b', ...Array(5).fill('flood')])
  expect(atOnce()).toBe(1)
})

test('between two of one address everybody else has as long', async () => {
  const { come } = noting()
  const began = performance.now()
  await Promise.all(Array.from({ length: 4 }, () => come(signIn, 'one')))
  expect(performance.now() - began).toBeGreaterThan(7 * 20 - 20)
})

test('one address has twenty waiting, and one that fails stops nobody', async () => {
  const { order, come } = noting()
  const failed = come(signIn, 'fails')
  const flood = Array.from({ length: 23 }, () => come(signIn, 'flood'))
  await expect(failed).rejects.toThrow('cut off')
  const refused = (await Promise.all(flood)).filter(({ status }) => status === 429)
  expect([refused.length, order.length]).toEqual([3, 21])
  expect((await come(signIn, 'later')).status).toBe(200)
})

test('what hashes nothing does not wait', async () => {
  const { order, come } = noting()
  const slow = come(signIn, 'one')
  for (const other of [
    request('POST', 'token', { refresh_token: 'r' }),
    request('PUT', 'user', { data: {} }),
    request('GET', 'user', {}),
  ]) {
    void come(other, 'one', 'quick')
  }
  expect(order).toEqual(['one', 'quick', 'quick', 'quick'])
  await slow
})
