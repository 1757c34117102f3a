import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { inTurn } from './in-turn.ts'

it('lets so many through at once, the others in their order, and goes on after a failure', async () => {
  const turn = inTurn(2)
  const begun: number[] = []
  const ends = Array.from({ length: 5 }, () => Promise.withResolvers<void>())
  const all = ends.map(({ promise }, i) =>
    turn(async () => {
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
  expect(await turn(async () => 'again')).toBe('again')
})
