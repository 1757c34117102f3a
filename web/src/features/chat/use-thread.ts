import { unwrap } from '@renum/client'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useReducer, useRef } from 'react'
import { askAgent, type Execution, type ExecutionEvent, watchExecution } from '../../api/execution-stream.ts'
import { useClient } from '../../app/app-context.tsx'
import { hasEnded, newTurn, type Turn, told, turnOf, withExecution } from './turn.ts'

/** What comes within so many ms is shown at once: a page that is drawn anew for each token has time for nothing else. */
const together = 40

type Change =
  | { kind: 'add'; turn: Turn }
  | { kind: 'told'; key: string; events: ExecutionEvent[] }
  | { kind: 'set'; key: string; change: (turn: Turn) => Turn }

function reduce(turns: Turn[], change: Change): Turn[] {
  if (change.kind === 'add') return [...turns, change.turn]
  return turns.map((turn) => {
    if (turn.key !== change.key) return turn
    return change.kind === 'set' ? change.change(turn) : change.events.reduce(told, turn)
  })
}

interface ThreadOptions {
  agentId: string
  /** Asks the draft, and not what is published. */
  draft?: boolean
  /** What was asked before, the oldest first. */
  before: readonly Execution[]
  /** The conversation that the next question belongs to; it may have to be begun. */
  conversation?: (question: string) => Promise<string | undefined>
}

interface Thread {
  turns: Turn[]
  /** Whether an answer is on its way. */
  busy: boolean
  ask: (question: string) => void
  /** Stops what is on its way; what it has said is kept. */
  stop: () => void
  /** Goes on reading an answer whose connection was lost. */
  resume: (turn: Turn) => void
}

/** Questions and answers of one conversation, as they come. */
export function useThread({ agentId, draft = false, before, conversation }: ThreadOptions): Thread {
  const client = useClient()
  const cache = useQueryClient()
  const [turns, change] = useReducer(reduce, before, (rows) => rows.map(turnOf))
  const clientId = client.id
  // With another language it is another one: what is being read goes on.
  const api = useRef(client.renum)
  api.current = client.renum
  const leaving = useRef(new AbortController())
  /** Questions that are to be stopped as soon as they have an execution. */
  const stopping = useRef(new Set<string>())

  const cancel = useCallback((key: string, executionId: string) => {
    api.current.POST('/v1/executions/{id}/cancel', { params: { path: { id: executionId } } }).then(undefined, () => {
      // The answer goes on; it can be stopped again.
      stopping.current.delete(key)
      change({ kind: 'set', key, change: (turn) => (turn.doing === 'ended' ? turn : { ...turn, doing: 'writing' }) })
    })
  }, [])

  const follow = useCallback(
    async (key: string, open: (signal: AbortSignal) => AsyncIterable<ExecutionEvent>, known?: string) => {
      const { signal } = leaving.current
      let events: ExecutionEvent[] = []
      let timer: ReturnType<typeof setTimeout> | undefined
      let executionId = known
      const flush = () => {
        clearTimeout(timer)
        timer = undefined
        if (events.length > 0) change({ kind: 'told', key, events })
        events = []
      }
      try {
        for await (const event of open(signal)) {
          if (event.event === 'start') {
            executionId = event.data.execution_id
            if (stopping.current.has(key)) cancel(key, executionId)
          }
          // The end is shown with what the API says of it.
          if (event.event === 'end') continue
          events.push(event)
          timer ??= setTimeout(flush, together)
        }
        flush()
        if (executionId === undefined) return
        const id = executionId
        const execution = await unwrap(api.current.GET('/v1/executions/{id}', { params: { path: { id } }, signal }))
        change({ kind: 'set', key, change: (turn) => withExecution(turn, execution) })
        void cache.invalidateQueries({ queryKey: ['executions', clientId] })
      } catch (failure) {
        if (signal.aborted) return
        flush()
        change({ kind: 'set', key, change: (turn) => ({ ...turn, doing: 'ended', failure }) })
      } finally {
        clearTimeout(timer)
      }
    },
    [cache, clientId, cancel],
  )

  // Whoever leaves stops reading, and no answer: it is there when they come back.
  const first = useRef(before)
  useEffect(() => {
    leaving.current = new AbortController()
    for (const { id } of first.current.filter((row) => !hasEnded(row))) {
      void follow(id, (signal) => watchExecution(api.current, id, signal), id)
    }
    return () => leaving.current.abort()
  }, [follow])

  const ask = (question: string) => {
    const key = `${Date.now()} ${turns.length}`
    change({ kind: 'add', turn: newTurn(key, question) })
    async function* open(signal: AbortSignal) {
      const conversation_id = await conversation?.(question)
      yield* askAgent(api.current, agentId, { question, draft, ...(conversation_id && { conversation_id }) }, signal)
    }
    void follow(key, open)
  }
  const current = turns.findLast(({ doing }) => doing !== 'ended')
  return {
    turns,
    busy: current !== undefined,
    ask,
    stop: () => {
      if (!current) return
      stopping.current.add(current.key)
      change({ kind: 'set', key: current.key, change: (turn) => ({ ...turn, doing: 'stopping' }) })
      if (current.executionId !== null) cancel(current.key, current.executionId)
    },
    resume: ({ key, executionId }) => {
      if (executionId === null) return
      change({ kind: 'set', key, change: ({ question }) => ({ ...newTurn(key, question), executionId }) })
      void follow(key, (signal) => watchExecution(api.current, executionId, signal), executionId)
    },
  }
}
