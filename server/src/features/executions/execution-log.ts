/** One thing that an execution tells. `position`: how far its text and events have come with it. */
export interface ExecutionEvent {
  position: number
  event: 'start' | 'step' | 'text' | 'citation' | 'sentence' | 'usage' | 'end'
  data: Record<string, unknown>
}

export interface ExecutionLog {
  /** Adds a thing; it counts as one. */
  append(event: Exclude<ExecutionEvent['event'], 'text'>, data: Record<string, unknown>): void
  /** Adds what the answer goes on with; it counts as its UTF-16 code units. */
  write(text: string): void
  /** Closes it behind a last event: nothing is added any more. */
  end(data: Record<string, unknown>): void
  /** What was told behind `position`; of a text the rest. */
  readFrom(position: number): ExecutionEvent[]
  /** What has not been kept yet, with texts drawn together; it counts as kept from now on. */
  takeUnkept(): ExecutionEvent[]
  /** Settles once there is more than `position`, or nothing will come; after `ms` in any case. */
  more(position: number, ms: number): Promise<void>
  readonly position: number
  readonly ended: boolean
}

/** A text in memory grows to this many code units before another begins: what is cut out of it is copied. */
const longestPiece = 1024

/** What an execution tells, in the process that runs it. */
export function createExecutionLog(): ExecutionLog {
  const events: ExecutionEvent[] = []
  const waiting = new Set<() => void>()
  let position = 0
  let kept = 0
  let ended = false
  const wake = () => {
    for (const go of [...waiting]) go()
  }
  const add = (event: ExecutionEvent['event'], data: Record<string, unknown>) => {
    if (ended) throw new Error('this execution has ended')
    position++
    events.push({ position, event, data })
    wake()
  }
  const log: ExecutionLog = {
    append: add,
    write(text) {
      if (text === '') return
      if (ended) throw new Error('this execution has ended')
      position += text.length
      const last = events.at(-1)
      const before = last?.event === 'text' ? (last.data.text as string) : ''
      if (last?.event === 'text' && before.length + text.length <= longestPiece) {
        events[events.length - 1] = { position, event: 'text', data: { text: before + text } }
      } else {
        events.push({ position, event: 'text', data: { text } })
      }
      wake()
    },
    end(data) {
      add('end', data)
      ended = true
      wake()
    },
    readFrom(from) {
      let first = events.length
      while (first > 0 && (events[first - 1] as ExecutionEvent).position > from) first--
      return events.slice(first).map((event) => restOf(event, from))
    },
    takeUnkept() {
      const fresh: ExecutionEvent[] = []
      for (const event of log.readFrom(kept)) {
        const last = fresh.at(-1)
        if (event.event === 'text' && last?.event === 'text') {
          fresh[fresh.length - 1] = {
            ...event,
            data: { text: `${last.data.text as string}${event.data.text as string}` },
          }
        } else fresh.push(event)
      }
      kept = position
      return fresh
    },
    more(from, ms) {
      if (position > from || ended) return Promise.resolve()
      return new Promise((resolve) => {
        const go = () => {
          waiting.delete(go)
          clearTimeout(timer)
          resolve()
        }
        const timer = setTimeout(go, ms)
        waiting.add(go)
      })
    },
    get position() {
      return position
    },
    get ended() {
      return ended
    },
  }
  return log
}

/** An event without what a reader has of it already. */
export function restOf(event: ExecutionEvent, from: number): ExecutionEvent {
  if (event.event !== 'text') return event
  const text = event.data.text as string
  const start = event.position - text.length
  return from <= start ? event : { ...event, data: { text: text.slice(from - start) } }
}
