import { type Renum, RenumError, readEvents, type Schemas } from '@renum/client'

export type Execution = Schemas['Execution']
export type Citation = Schemas['ExecutionCitation']
export type Sentence = Schemas['ExecutionSentence']
export type Output = NonNullable<Schemas['ExecutionOutput']>

/** What an execution tells, one thing after the other. */
export type ExecutionEvent =
  | { event: 'start'; data: { execution_id: string } }
  | { event: 'step'; data: { kind: 'search' | 'model' | 'tool' } }
  | { event: 'text'; data: { text: string } }
  | { event: 'citation'; data: Citation }
  | { event: 'sentence'; data: Sentence }
  | { event: 'usage'; data: object }
  | { event: 'end'; data: { status: Execution['status']; error_code: string | null; output: Output | null } }

/** Connections in a row that may fail, or bring nothing new, before the reader gives up. */
const patience = 10

type Question = Schemas['NewExecution']

/**
 * Asks an agent, and gives what the execution tells, to its end, over as many connections as it takes: a question is asked
 * once, whatever the network does to it, and each connection goes on behind the last event that was read. Whoever stops
 * reading stops nothing. Raises RenumError where the API refuses; what `fetch` throws where it does not answer, again and again.
 */
export function askAgent(
  renum: Renum,
  agentId: string,
  body: Partial<Question> & Pick<Question, 'question'>,
  signal: AbortSignal,
): AsyncGenerator<ExecutionEvent, void> {
  const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
  const ask = () =>
    renum.POST('/v1/agents/{id}/executions', {
      params: { path: { id: agentId }, header: { 'idempotency-key': key } },
      headers: { Accept: 'text/event-stream' },
      body: { draft: false, background: false, ...body },
      parseAs: 'stream',
      signal,
    })
  return follow(renum, ask, undefined, signal)
}

/** What an execution has told, and tells from now on, to its end. Raises as `askAgent`. */
export function watchExecution(
  renum: Renum,
  executionId: string,
  signal: AbortSignal,
): AsyncGenerator<ExecutionEvent, void> {
  return follow(renum, undefined, executionId, signal)
}

async function* follow(
  renum: Renum,
  ask: (() => Promise<{ data?: unknown; error?: unknown; response: Response }>) | undefined,
  known: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<ExecutionEvent, void> {
  let id = known
  let lastId: string | undefined
  let wait = 2_000
  for (let failed = 0; ; failed++) {
    // The first time at once: most connections that break can be had again.
    if (failed > 0) await pause(failed === 1 ? 300 : wait, signal)
    try {
      const { data, error, response } = await (id === undefined && ask ? ask() : read(renum, id ?? '', lastId, signal))
      if (response.status === 204) return
      if (!response.ok || !data) throw new RenumError(response, error)
      for await (const received of readEvents(data as ReadableStream<Uint8Array>)) {
        if (received.retry !== undefined) wait = received.retry
        if (received.text === undefined) continue
        const told = JSON.parse(received.text)
        if (received.event === 'error') throw new RenumError(new Response(null, { status: told.status }), told)
        if (received.event === 'start') id = told.execution_id
        if (received.id !== undefined) lastId = received.id
        failed = -1
        yield { event: received.event, data: told } as ExecutionEvent
        if (received.event === 'end') return
      }
    } catch (error) {
      // A stream that broke off is gone on with; a refusal stays one.
      if (signal.aborted || error instanceof RenumError || failed >= patience) throw error
    }
  }
}

function read(renum: Renum, id: string, lastId: string | undefined, signal: AbortSignal) {
  return renum.GET('/v1/executions/{id}/events', {
    params: { path: { id }, ...(lastId !== undefined && { header: { 'last-event-id': lastId } }) },
    parseAs: 'stream',
    signal,
  })
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
