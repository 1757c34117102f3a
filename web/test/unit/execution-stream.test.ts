import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRenum, RenumError } from '@renum/client'
import { afterEach, describe, expect, it } from 'vitest'
import { askAgent, type ExecutionEvent, watchExecution } from '../../src/api/execution-stream.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A server over a socket that answers each request as the next of these does. */
async function serve(...answers: Answer[]) {
  const requests: { method: string; path: string; key: string; lastId: string }[] = []
  const server = createServer((request, response) => {
    const header = (name: string) => String(request.headers[name] ?? '')
    const [method = '', path = ''] = [request.method, request.url]
    requests.push({ method, path, key: header('idempotency-key'), lastId: header('last-event-id') })
    const answer = answers[requests.length - 1]
    if (answer) answer(request, response)
    else response.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  const { port } = server.address() as AddressInfo
  return { renum: createRenum({ url: `http://127.0.0.1:${port}` }), requests }
}

const event = (id: number, name: string, data: object) => `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`
const tells =
  (...events: string[]): Answer =>
  (_request, response) => {
    response.writeHead(201, { 'Content-Type': 'text/event-stream' })
    response.end(`retry: 10\n\n${events.join('')}`)
  }
const breaksAfter =
  (...events: string[]): Answer =>
  (_request, response) => {
    response.writeHead(201, { 'Content-Type': 'text/event-stream' })
    response.write(`retry: 10\n\n${events.join('')}`, () => setTimeout(() => response.destroy(), 20))
  }
const hangsUp: Answer = (_request, response) => response.destroy()

const signal = () => new AbortController().signal
const all = (events: AsyncIterable<ExecutionEvent>) => Array.fromAsync(events)
const start = event(1, 'start', { execution_id: 'e1' })
const end = event(30, 'end', { status: 'succeeded', error_code: null, output: null })

describe('what an execution tells', () => {
  it('is gone on with behind the last event where the connection broke', async () => {
    const { renum, requests } = await serve(
      breaksAfter(start, event(7, 'text', { text: 'São tr' })),
      hangsUp,
      tells(event(20, 'text', { text: 'inta dias.' }), end),
    )
    const events = await all(askAgent(renum, 'a1', { question: 'Férias?' }, signal()))
    expect(events.map(({ event }) => event)).toEqual(['start', 'text', 'text', 'end'])
    expect(events.flatMap((one) => (one.event === 'text' ? one.data.text : [])).join('')).toBe('São trinta dias.')
    expect(requests.map(({ method, path, lastId }) => [method, path, lastId])).toEqual([
      ['POST', '/v1/agents/a1/executions', ''],
      ['GET', '/v1/executions/e1/events', '7'],
      ['GET', '/v1/executions/e1/events', '7'],
    ])
  })

  it('is asked for once, though the question has to be sent again', async () => {
    const { renum, requests } = await serve(hangsUp, tells(start, end))
    await all(askAgent(renum, 'a1', { question: 'Férias?' }, signal()))
    expect(requests.map(({ method }) => method)).toEqual(['POST', 'POST'])
    expect(requests[0]?.key).toMatch(/^[0-9a-f]{32}$/)
    expect(requests[1]?.key).toBe(requests[0]?.key)
  })

  it('ends with a refusal, which stays one', async () => {
    const { renum, requests } = await serve((_request, response) => {
      response.writeHead(409, { 'Content-Type': 'application/problem+json' })
      response.end(JSON.stringify({ code: 'agent_inactive', title: 'Desligado', status: 409 }))
    })
    const asked = all(askAgent(renum, 'a1', { question: 'Férias?' }, signal()))
    await expect(asked).rejects.toThrowError(RenumError)
    expect(requests).toHaveLength(1)
  })

  it('ends where nothing more will come, and where whoever reads has left', async () => {
    const { renum } = await serve((_request, response) => response.writeHead(204).end(), breaksAfter(start))
    expect(await all(watchExecution(renum, 'e1', signal()))).toEqual([])
    const leaving = new AbortController()
    const reading = all(watchExecution(renum, 'e1', leaving.signal))
    setTimeout(() => leaving.abort(new Error('left')), 50)
    await expect(reading).rejects.toThrowError()
  })
})
