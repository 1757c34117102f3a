import { createKeyCounter } from '../../concurrency/key-counter.ts'
import { Problem } from '../../problems.ts'
import type { Logger } from '../../telemetry/logger.ts'

/** One event of a stream, as server-sent events have them. */
interface StreamEvent {
  id: string
  event: string
  data: object
}

/** Looks what is new; `ended` closes the stream behind it. */
type Look = () => Promise<{ events: StreamEvent[]; ended: boolean }>

interface OpenStream {
  /** Whose it is: so many at once have their limit. */
  owner: string
  /** The client that is looked at, asked for after the first look: its streams have a limit too. Null where unknown. */
  client(): string | null
  look: Look
  /** How a problem that ends the stream is told. */
  describe(problem: Problem): object
  /** False gives what there is and ends. */
  wait: boolean
  /** Whether an empty look that has ended is worth an answer without content: a reader then does not come back. */
  resumed: boolean
}

export interface StreamOptions {
  /** Between two looks. */
  pollMs: number
  heartbeatMs: number
  /** After which a reader has to come again, and says anew who they are. */
  lifetimeMs: number
  perOwner: number
  perClient: number
  /** Looks at once, of all streams: the rest of the pool is for requests. */
  looks: number
}

export interface Streams {
  /**
   * Null where there is nothing more to tell. Raises what the first look raises, and `too_many_streams`; what a later
   * one raises is told as an `error` event, which ends the stream.
   */
  open(stream: OpenStream): Promise<ReadableStream<Uint8Array> | null>
  /** Ends all streams; those that are opened from now on give what there is and end. */
  close(): void
}

interface Reader {
  stream: OpenStream
  /** Count it off. */
  leaves: readonly (() => void)[]
  controller: ReadableStreamDefaultController<Uint8Array>
  wroteAt: number
  endsAt: number
  ended: boolean
}

const defaults = { pollMs: 500, heartbeatMs: 15_000, lifetimeMs: 3_600_000, perOwner: 20, perClient: 100, looks: 4 }
const encoder = new TextEncoder()

/** The streams of a process: one loop looks for all of them, a few at a time, as long as there is one. */
export function createStreams(logger: Logger, options: Partial<StreamOptions> = {}): Streams {
  const { pollMs, heartbeatMs, lifetimeMs, perOwner, perClient, looks } = { ...defaults, ...options }
  const readers = new Set<Reader>()
  const opened = createKeyCounter()
  let looping = false
  let closed = false

  const enter = (key: string, limit: number) => {
    const leave = opened.enter(key, limit)
    if (!leave) throw new Problem('too_many_streams', { params: { limit } })
    return leave
  }
  const end = (reader: Reader, { close = true } = {}) => {
    if (reader.ended) return
    reader.ended = true
    readers.delete(reader)
    for (const leave of reader.leaves) leave()
    if (close) reader.controller.close()
  }
  const write = (reader: Reader, text: string) => {
    if (reader.ended || text === '') return
    reader.controller.enqueue(encoder.encode(text))
    reader.wroteAt = performance.now()
  }
  const serve = async (reader: Reader) => {
    const now = performance.now()
    if (now > reader.endsAt) return end(reader)
    // A reader that does not read is not polled for.
    if ((reader.controller.desiredSize ?? 0) <= 0) return
    try {
      const { events, ended } = await reader.stream.look()
      write(reader, events.map(format).join(''))
      if (ended) end(reader)
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem('internal', { cause: error })
      // What does not answer now may answer the next time.
      if (problem.status >= 503) return logger.warn({ err: error }, 'an event stream looked in vain')
      if (problem.status >= 500) logger.error({ err: error }, 'an event stream failed')
      write(reader, format({ event: 'error', data: reader.stream.describe(problem) }))
      end(reader)
    }
    if (performance.now() - reader.wroteAt > heartbeatMs) write(reader, ': still here\n\n')
  }
  const loop = async () => {
    while (readers.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, pollMs).unref())
      const waiting = [...readers]
      await Promise.all(
        Array.from({ length: looks }, async () => {
          for (let next = waiting.shift(); next; next = waiting.shift()) if (!next.ended) await serve(next)
        }),
      )
    }
    looping = false
  }

  return {
    async open(stream) {
      const { owner, look, wait, resumed } = stream
      const leaves = [enter(owner, perOwner)]
      const leave = () => leaves.forEach((one) => void one())
      let first: Awaited<ReturnType<Look>>
      let finite: boolean
      try {
        first = await look()
        finite = first.ended || !wait || closed
        const client = stream.client()
        if (!finite && client !== null) {
          leaves.push(enter(`client ${client}`, perClient))
        }
      } catch (error) {
        leave()
        throw error
      }
      if (finite) leave()
      if (first.ended && resumed && first.events.length === 0) return null
      const text = `retry: 2000\n\n${first.events.map(format).join('')}`
      let reader: Reader | undefined
      return new ReadableStream<Uint8Array>(
        {
          start(controller) {
            controller.enqueue(encoder.encode(text))
            if (finite) return controller.close()
            const now = performance.now()
            reader = { stream, leaves, controller, wroteAt: now, endsAt: now + lifetimeMs, ended: false }
            readers.add(reader)
            if (!looping) {
              looping = true
              void loop()
            }
          },
          cancel() {
            if (reader) end(reader, { close: false })
          },
        },
        { highWaterMark: 16 },
      )
    },
    close() {
      closed = true
      for (const reader of [...readers]) end(reader)
    },
  }
}

function format({ id, event, data }: { id?: string; event: string; data: object }): string {
  // JSON has no line breaks of its own.
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
