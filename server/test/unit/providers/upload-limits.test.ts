import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createUploadTurns } from '../../../src/providers/storage/upload-limits.ts'

it('lets so many through at once, the others in their order, and goes on after a failure', async () => {
  const turn = createUploadTurns(2, 5)
  const begun: number[] = []
  const ends = Array.from({ length: 5 }, () => Promise.withResolvers<void>())
  const all = ends.map(({ promise }, i) =>
    turn('a', async () => {
      begun.push(i)
      await promise
    }),
  )
  const settled = Promise.allSettled(all)
  await setImmediate()
  expect(begun).toEqual([0, 1])
  ends[0]?.reject(new Error('it broke'))
  await setImmediate()
  expect(begun).toEqual([0, 1, 2])
  for (const { resolve } of ends) resolve()
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', ...Array(4).fill('fulfilled')])
  expect(begun).toEqual([0, 1, 2, 3, 4])
  expect(await turn('a', async () => 'again')).toBe('again')
})

it('takes so many of one owner, those that wait too', async () => {
  const turn = createUploadTurns(1, 2)
  const { promise, resolve } = Promise.withResolvers<void>()
  const two = [turn('a', () => promise), turn('a', () => promise)]
  await expect(turn('a', async () => {})).rejects.toMatchObject({ code: 'rate_limited' })
  const others = [turn('b', () => promise), turn('c', () => promise)]
  resolve()
  await Promise.all([...two, ...others])
  expect(await turn('a', async () => 'again')).toBe('again')
})

it('ends a wait at once, and the next one takes the place', async () => {
  const turn = createUploadTurns(1, 2)
  const { promise, resolve } = Promise.withResolvers<void>()
  const first = turn('a', () => promise)
  const stop = new AbortController()
  const given = turn('a', async () => 'never', stop.signal)
  const last = turn('b', async () => 'last')
  stop.abort(new Error('the line is cut'))
  await expect(given).rejects.toThrow('the line is cut')
  const instead = turn('a', async () => 'instead')
  resolve()
  await first
  expect(await Promise.all([last, instead])).toEqual(['last', 'instead'])
})
