import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createKeyCounter } from '../../../src/concurrency/key-counter.ts'
import { createSemaphore } from '../../../src/concurrency/semaphore.ts'
import { unlessAborted } from '../../../src/concurrency/unless-aborted.ts'

const all = Number.POSITIVE_INFINITY

describe('a semaphore', () => {
  it('lets as many run as it has places, and what takes all of them alone, in their order', async () => {
    const semaphore = createSemaphore(all)
    const running = new Set<string>()
    const seen: string[] = []
    const run = (name: string, weight: number) =>
      semaphore.run(
        async () => {
          running.add(name)
          seen.push([...running].sort().join(''))
          await sleep(20)
          running.delete(name)
        },
        { weight },
      )
    await Promise.all([run('a', 1), run('b', 1), run('C', all), run('d', 1), run('e', 1)])
    expect(seen).toEqual(['a', 'ab', 'C', 'd', 'de'])
  })

  it('counts weights, and lets no lighter one overtake the next in line', async () => {
    const semaphore = createSemaphore(3)
    const ends = new Map<string, () => void>()
    const begun: string[] = []
    const run = (name: string, weight: number) =>
      semaphore.run(
        () => {
          begun.push(name)
          return new Promise<void>((resolve) => ends.set(name, resolve))
        },
        { weight },
      )
    const work = [run('a', 2), run('b', 2), run('c', 1)]
    await setImmediate()
    expect([begun, semaphore.waiting]).toEqual([['a'], 2])
    ends.get('a')?.()
    await setImmediate()
    expect(begun).toEqual(['a', 'b', 'c'])
    for (const end of ends.values()) end()
    await Promise.all(work)
  })

  it('runs what has a higher priority first', async () => {
    const semaphore = createSemaphore(1)
    const begun: number[] = []
    const run = (priority: number) =>
      semaphore.run(
        async () => {
          begun.push(priority)
          await setImmediate()
        },
        { priority },
      )
    await Promise.all([run(0), run(0), run(1), run(2), run(1)])
    expect(begun).toEqual([0, 2, 1, 1, 0])
  })

  it('is released before the end by what needs it no more, once', async () => {
    const semaphore = createSemaphore(all)
    const { promise: embedded, resolve } = Promise.withResolvers<void>()
    const suspect = semaphore.run(
      async (release) => {
        await sleep(10)
        release()
        await embedded
      },
      { weight: all },
    )
    expect(await semaphore.run(async () => 'meanwhile')).toBe('meanwhile')
    const other = semaphore.run(() => sleep(20), { weight: all })
    resolve()
    await suspect
    let entered = false
    const last = semaphore.run(async () => {
      entered = true
    })
    await sleep(0)
    expect(entered).toBe(false)
    await Promise.all([other, last])
  })

  it('goes on after what gives up, and after what fails', async () => {
    const semaphore = createSemaphore(all)
    const stop = new AbortController()
    const first = semaphore.run(() => sleep(50), { weight: all })
    const waiting = semaphore.run(() => sleep(0), { weight: all, signal: stop.signal })
    const third = semaphore.run(async () => {
      throw new Error('on purpose')
    })
    const outcomes = Promise.allSettled([first, waiting, third])
    stop.abort(new Error('given up'))
    expect(await outcomes).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { message: 'given up' } },
      { status: 'rejected', reason: { message: 'on purpose' } },
    ])
    await semaphore.run(() => sleep(0), { weight: all })
    await expect(semaphore.run(async () => {}, { signal: stop.signal })).rejects.toThrow('given up')
  })
})

it('a counter takes so many of each key, and others when one has left', () => {
  const counter = createKeyCounter()
  const first = counter.enter('a', 2)
  expect([counter.enter('a', 2), counter.enter('a', 2), counter.enter('b', 2)].map((leave) => leave !== null)).toEqual([
    true,
    false,
    true,
  ])
  first?.()
  expect(counter.enter('a', 2)).not.toBeNull()
})

it('work without a signal of its own is not waited for once it is aborted', async () => {
  const stop = new AbortController()
  expect(await unlessAborted(Promise.resolve('done'), stop.signal)).toBe('done')
  const forever = unlessAborted(new Promise(() => {}), stop.signal)
  stop.abort(new Error('given up'))
  await expect(forever).rejects.toThrow('given up')
  await expect(unlessAborted(Promise.resolve('too late'), stop.signal)).rejects.toThrow('given up')
})
