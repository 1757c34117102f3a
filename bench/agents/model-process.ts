// A language model's double in a process of its own: it speaks OpenAI's protocol over HTTP, at the pace that its question asks for.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { scriptOf } from './script.ts'

const pieces =
  'Cada pessoa tem trinta dias de férias por ano, e pode vender até dez deles ao empregador. [1] O pedido é feito no sistema, com a ciência da chefia, e a resposta vem em uma semana. [2] '.match(
    /\s?\S{1,6}/g,
  ) ?? []
const calls = new Map<string, number>()
let sent = 0

const server = createServer(async (request, response) => {
  const { messages } = JSON.parse(await text(request)) as { messages: { role: string; content: string }[] }
  const script = scriptOf(String(messages.findLast(({ role }) => role === 'user')?.content))
  if (!script) return response.writeHead(400).end()
  calls.set(script.run, (calls.get(script.run) ?? 0) + 1)
  response.writeHead(200, { 'Content-Type': 'text/event-stream' })
  const base = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'double' }
  const send = (choices: object[], more: object = {}) =>
    response.write(`data: ${JSON.stringify({ ...base, choices, ...more })}\n\n`)
  const began = performance.now()
  for (let n = 0; n < script.tokens && !response.destroyed; n++) {
    const late = began + n * script.every_ms - performance.now()
    if (late > 0) await sleep(late)
    sent++
    send([{ index: 0, delta: { role: 'assistant', content: pieces[n % pieces.length] }, finish_reason: null }])
  }
  send([{ index: 0, delta: {}, finish_reason: 'stop' }])
  const usage = { prompt_tokens: 100, completion_tokens: script.tokens, total_tokens: 100 + script.tokens }
  send([], { usage })
  response.end('data: [DONE]\n\n')
})
server.keepAliveTimeout = 60_000

process.on('disconnect', () => process.exit())
process.on('message', ({ start }: { start?: true }) => {
  if (!start) return process.send?.({ sent, calls: [...calls] })
  server.listen(0, '127.0.0.1', () =>
    process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` }),
  )
})
