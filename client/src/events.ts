import type { Client } from 'openapi-fetch'
import { RenumError } from './error.ts'
import type { components, paths } from './schema.ts'
import { sleep } from './sleep.ts'

/** What happened to a document. */
export type DocumentEvent = components['schemas']['DocumentEvent'] & {
  event: 'progress' | 'ready' | 'failed' | 'cancelled' | 'deleted'
}

export interface WatchOptions {
  /** Ends the watch, which then rejects with its reason. */
  signal?: AbortSignal
}

type WatchedPath = '/v1/documents/{id}/events' | '/v1/collections/{id}/events'

/** Connections in a row that may fail, or bring nothing new, before the watch gives up. */
const patience = 10

/**
 * The events of a document or a collection, over as many connections as it takes: each goes on behind the last event
 * that was read. Raises RenumError where the API refuses, or ends the stream with a problem; what `fetch` throws where
 * it does not answer, again and again.
 */
export async function* watch(
  client: Client<paths>,
  path: WatchedPath,
  id: string,
  { signal }: WatchOptions = {},
): AsyncGenerator<DocumentEvent, void> {
  const told = new Map<string, number>()
  let lastId: string | undefined
  let wait = 2_000
  for (let failed = 0; ; failed++) {
    if (failed > 0) await sleep(wait, signal)
    try {
      const { data, error, response } = await client.GET(path, {
        params: { path: { id }, ...(lastId !== undefined && { header: { 'last-event-id': lastId } }) },
        parseAs: 'stream',
        ...(signal && { signal }),
      })
      if (response.status === 204) return
      if (!response.ok || !data) throw new RenumError(response, error)
      for await (const { id, event, retry, text } of readEvents(data)) {
        if (retry !== undefined) wait = retry
        if (id !== undefined) lastId = id
        if (text === undefined) continue
        const said = JSON.parse(text)
        if (event === 'error') throw new RenumError(new Response(null, { status: said.status }), said)
        // Of a collection, what was told just before the connection broke may be told again.
        if (path === '/v1/collections/{id}/events' && told.get(said.document_id) === said.revision) continue
        told.set(said.document_id, said.revision)
        failed = -1
        yield { ...said, event }
        if (path === '/v1/documents/{id}/events' && event !== 'progress' && !isWaiting(said)) return
      }
    } catch (error) {
      // A stream that broke off is gone on with; a refusal stays one.
      if (signal?.aborted || error instanceof RenumError || failed >= patience) throw error
    }
  }
}

/** A document that is ready, and whose vectors are still to come: it is told of again. */
function isWaiting({ status, embedding }: components['schemas']['DocumentEvent']): boolean {
  return status === 'ready' && embedding?.status === 'pending'
}

interface Received {
  id?: string
  event?: string
  retry?: number
  text?: string
}

/** Server-sent events, as the HTML standard reads them, without the fields that Renum does not send. */
export async function* readEvents(stream: ReadableStream<Uint8Array>): AsyncGenerator<Received, void> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      rest += decoder.decode(value, { stream: true })
      const blocks = rest.split('\n\n')
      rest = blocks.pop() ?? ''
      yield* blocks.map(readBlock)
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

function readBlock(block: string): Received {
  const received: Received = {}
  for (const line of block.split('\n')) {
    const [, name, value = ''] = /^([a-z]+): ?(.*)$/.exec(line) ?? []
    if (name === 'id') received.id = value
    else if (name === 'event') received.event = value
    else if (name === 'retry') received.retry = Number(value)
    else if (name === 'data') received.text = value
  }
  return received
}
