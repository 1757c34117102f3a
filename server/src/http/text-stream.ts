import type { ExecutionLog } from '../features/executions/execution-log.ts'

const encoder = new TextEncoder()

/** Between two looks at an execution that says nothing, in ms. */
const patience = 15_000

/**
 * What an execution of this process says, as server-sent events of somebody else's protocol, pushed as it says it.
 *
 * @param protocol gives the events before the first text, for each piece of it, and behind the last
 */
export function streamText(
  log: ExecutionLog,
  protocol: { begin(): string; text(piece: string): string; end(): Promise<string> },
): ReadableStream<Uint8Array> {
  let position = 0
  let gone = false
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(protocol.begin())),
      async pull(controller) {
        while (!gone) {
          const events = log.readFrom(position)
          position = events.at(-1)?.position ?? position
          const piece = events.flatMap(({ event, data }) => (event === 'text' ? [data.text as string] : [])).join('')
          if (piece !== '') return controller.enqueue(encoder.encode(protocol.text(piece)))
          if (log.ended && events.length === 0) {
            controller.enqueue(encoder.encode(await protocol.end()))
            return controller.close()
          }
          await log.more(position, patience)
        }
      },
      cancel() {
        gone = true
      },
    },
    { highWaterMark: 1 },
  )
}
