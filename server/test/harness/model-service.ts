import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a model is asked, as OpenAI's protocol has it. */
export interface ModelRequest {
  authorization: string | undefined
  body: {
    model: string
    max_tokens?: number
    messages: { role: string; content: string; tool_calls?: unknown[] }[]
    tools?: { function: { name: string } }[]
  }
}

/** What a model does with a request. */
export type ModelReply =
  | { text: string | string[]; usage?: { prompt_tokens: number; completion_tokens: number }; pauseMs?: number }
  | { calls: { name: string; arguments: string }[]; text?: string }
  | { status: number; message?: string }
  | { cutOffAfter: string }
  | { endless: string }
  | { silent: true }

/** A language model that speaks OpenAI's `POST /chat/completions` over a socket, and streams; what it says is up to the test. */
export async function startModelService(reply: (request: ModelRequest, number: number) => ModelReply) {
  const requests: ModelRequest[] = []
  const current = { reply }
  let open = 0
  const server = createServer(async (request, response) => {
    const asked = { authorization: request.headers.authorization, body: JSON.parse(await text(request)) }
    requests.push(asked)
    open++
    response.on('close', () => open--)
    await answer(response, current.reply(asked, requests.length))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    /** Requests whose connection is open. */
    get open() {
      return open
    },
    set reply(next: (request: ModelRequest, number: number) => ModelReply) {
      requests.length = 0
      current.reply = next
    },
    /** Cuts off whatever is under way. */
    drop() {
      server.closeAllConnections()
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(response: ServerResponse, reply: ModelReply): Promise<void> {
  if ('silent' in reply) return
  if ('status' in reply) {
    response.writeHead(reply.status, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ error: { message: reply.message ?? 'no', type: 'error' } }))
    return
  }
  response.writeHead(200, { 'Content-Type': 'text/event-stream' })
  const send = (choice: object, more: object = {}) => {
    const chunk = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'double', choices: [choice], ...more }
    response.write(`data: ${JSON.stringify(chunk)}\n\n`)
  }
  const say = (content: string) => send({ index: 0, delta: { role: 'assistant', content } })
  if ('cutOffAfter' in reply) {
    say(reply.cutOffAfter)
    await sleep(50)
    response.destroy()
    return
  }
  if ('endless' in reply) {
    while (!response.destroyed) {
      say(reply.endless)
      await sleep(1)
    }
    return
  }
  let usage = { prompt_tokens: 100, completion_tokens: 20 }
  if ('calls' in reply) {
    if (reply.text) say(reply.text)
    for (const [index, { name, arguments: given }] of reply.calls.entries()) {
      const call = { index, id: `call_${index}`, type: 'function', function: { name, arguments: given } }
      send({ index: 0, delta: { tool_calls: [call] } })
    }
    send({ index: 0, delta: {}, finish_reason: 'tool_calls' })
  } else {
    for (const piece of Array.isArray(reply.text) ? reply.text : reply.text.split(/(?<= )/)) {
      say(piece)
      if (reply.pauseMs) await sleep(reply.pauseMs)
    }
    send({ index: 0, delta: {}, finish_reason: 'stop' })
    usage = reply.usage ?? usage
  }
  const totals = { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens }
  response.write(`data: ${JSON.stringify({ id: 'c', choices: [], usage: totals })}\n\ndata: [DONE]\n\n`)
  response.end()
}
