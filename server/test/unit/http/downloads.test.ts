import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createDownloads } from '../../../src/http/downloads.ts'

/** A file of three pieces, and whether it is still open. */
function file() {
  let [left, closed] = [3, false]
  const bytes = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (left-- > 0) return controller.enqueue(new Uint8Array([left]))
        closed = true
        controller.close()
      },
      cancel() {
        closed = true
      },
    },
    { highWaterMark: 0 },
  )
  return { open: async () => bytes, isOpen: () => !closed }
}

describe('downloads', () => {
  it('are so many of one caller, and each place is free again when its file was read', async () => {
    const downloads = createDownloads({ most: 2 })
    const first = await downloads.open('ana', file().open)
    await downloads.open('ana', file().open)
    await expect(downloads.open('ana', file().open)).rejects.toMatchObject({ code: 'too_many_at_once' })
    await expect(downloads.open('bia', file().open)).resolves.not.toBeNull()
    expect(Buffer.concat(await Array.fromAsync(first ?? []))).toEqual(Buffer.from([2, 1, 0]))
    await expect(downloads.open('ana', file().open)).resolves.not.toBeNull()
  })

  it('leave their place where the reader goes, the file is not there, or Storage fails', async () => {
    const downloads = createDownloads({ most: 1 })
    const { open, isOpen } = file()
    await (await downloads.open('ana', open))?.cancel()
    expect(isOpen()).toBe(false)
    expect(await downloads.open('ana', async () => null)).toBeNull()
    const failing = () => Promise.reject(new Error('Storage is away'))
    await expect(downloads.open('ana', failing)).rejects.toThrow('Storage is away')
    const broken = new ReadableStream<Uint8Array>({ start: (controller) => controller.error(new Error('cut off')) })
    const cut = await downloads.open('ana', async () => broken)
    await expect(Array.fromAsync(cut ?? [])).rejects.toThrow('cut off')
    await expect(downloads.open('ana', file().open)).resolves.not.toBeNull()
  })

  it('end where nothing is taken for a while, and not where it is slow', async () => {
    const downloads = createDownloads({ most: 1, stalled: 60 })
    const slow = (await downloads.open('ana', file().open))?.getReader()
    for (let piece = 0; piece < 3; piece++) {
      await sleep(30)
      expect((await slow?.read())?.done).toBe(false)
    }
    expect((await slow?.read())?.done).toBe(true)
    const { open, isOpen } = file()
    const stalled = (await downloads.open('ana', open))?.getReader()
    await stalled?.read()
    await sleep(120)
    expect(isOpen()).toBe(false)
    await expect(stalled?.read()).rejects.toThrow('takes nothing')
    await expect(downloads.open('ana', file().open)).resolves.not.toBeNull()
  })
})
