import { createKeyCounter } from '../concurrency/key-counter.ts'
import { Problem } from '../problems.ts'

/** Of one person or key, under way at once: each holds a file of Storage's open, and a connection to it. */
const atOnce = 24
/** A reader that takes nothing for so long is gone. */
const stalledMs = 60_000

export interface Downloads {
  /**
   * A file's bytes as they are to be sent. Its place is given back when they have been read, when the reader is gone, and when it
   * takes nothing for a minute. Raises `too_many_at_once` before the file is opened.
   */
  open(
    caller: string,
    open: () => Promise<ReadableStream<Uint8Array> | null>,
  ): Promise<ReadableStream<Uint8Array> | null>
}

export function createDownloads({ most = atOnce, stalled = stalledMs } = {}): Downloads {
  const underWay = createKeyCounter()
  return {
    async open(caller, open) {
      const leave = underWay.enter(caller, most)
      if (!leave) throw new Problem('too_many_at_once')
      try {
        const bytes = await open()
        if (bytes) return untilRead(bytes, stalled, leave)
        leave()
        return null
      } catch (error) {
        leave()
        throw error
      }
    },
  }
}

function untilRead(bytes: ReadableStream<Uint8Array>, stalled: number, leave: () => void): ReadableStream<Uint8Array> {
  const reader = bytes.getReader()
  let timer: NodeJS.Timeout | undefined
  const wait = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    timer = setTimeout(() => {
      const reason = new Error('the reader of this file takes nothing')
      controller.error(reason)
      leave()
      reader.cancel(reason).catch(() => {})
    }, stalled)
    timer.unref()
  }
  return new ReadableStream<Uint8Array>(
    {
      start: wait,
      async pull(controller) {
        clearTimeout(timer)
        try {
          const { done, value } = await reader.read()
          if (done) {
            leave()
            return controller.close()
          }
          controller.enqueue(value)
        } catch (error) {
          leave()
          throw error
        }
        wait(controller)
      },
      cancel(reason) {
        clearTimeout(timer)
        leave()
        return reader.cancel(reason)
      },
    },
    // Nothing is read ahead of the reader: HEAD reads nothing.
    { highWaterMark: 0 },
  )
}
