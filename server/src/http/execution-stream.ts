import type { ExecutionLog } from '../features/executions/execution-log.ts'

/** Between two signs of life, in ms. */
const heartbeatMs = 15_000
const encoder = new TextEncoder()

/**
 * What an execution of this process tells, as server-sent events, pushed as it is told. A reader that is slow gets
 * more at once, and never fills the memory.
 *
 * @param from the id of the last event that the reader has
 */
export function streamExecution(log: ExecutionLog, from: number): ReadableStream<Uint8Array> {
  let position = from
  let gone = false
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(encoder.encode('retry: 2000\n\n'))
      },
      async pull(controller) {
        while (!gone) {
          const events = log.readFrom(position)
          if (events.length > 0) {
            position = events.at(-1)?.position ?? position
            const text = events.map(
              (event) => `id: ${event.position}\nevent: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n`,
            )
            controller.enqueue(encoder.encode(text.join('')))
            return
          }
          if (log.ended) return controller.close()
          const before = log.position
          await log.more(position, heartbeatMs)
          if (!gone && log.position === before && !log.ended) {
            controller.enqueue(encoder.encode(': still here\n\n'))
            return
          }
        }
      },
      cancel() {
        gone = true
      },
    },
    { highWaterMark: 1 },
  )
}
