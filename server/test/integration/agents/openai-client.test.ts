import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../../src/http/app.ts'
import { listen } from '../../../src/start/listen.ts'
import {
  answer,
  model,
  people,
  publish,
  question,
  says,
  server,
  startAgentsWithModel,
} from '../../harness/agents-with-model.ts'
import { createKey } from '../../harness/harness.ts'

startAgentsWithModel()

let client: OpenAI
let agent: string
let listening: Awaited<ReturnType<typeof listen>>
const messages = [{ role: 'user' as const, content: question }]

beforeAll(async () => {
  listening = await listen(createApp(server.services).fetch, 0, '127.0.0.1')
  const { token } = await createKey(people.owner, ['agents'])
  client = new OpenAI({ baseURL: `http://127.0.0.1:${listening.port}/v1`, apiKey: token, maxRetries: 2 })
  agent = await publish()
})
afterAll(() => listening?.close(1_000))

describe('the official client of OpenAI', () => {
  it('lists agents as models', async () => {
    const found = []
    for await (const one of client.models.list()) found.push(one.id)
    expect(found).toContain(agent)
  })

  it('is answered, and streams', async () => {
    says({ text: answer })
    const completion = await client.chat.completions.create({ model: agent, messages })
    expect(completion.choices[0]?.message.content).toBe(answer)
    expect(completion.usage).toMatchObject({ prompt_tokens: 100, completion_tokens: 20 })
    const stream = client.chat.completions.stream({ model: agent, messages, stream_options: { include_usage: true } })
    const pieces: string[] = []
    stream.on('content', (piece) => pieces.push(piece))
    expect(await stream.finalContent()).toBe(answer)
    expect(pieces.join('')).toBe(answer)
    expect((await stream.totalUsage()).total_tokens).toBe(120)
  })

  it('is refused tools of its own, and raises its own errors', async () => {
    const tools = [{ type: 'function' as const, function: { name: 'f', parameters: {} } }]
    const refused = client.chat.completions.create({ model: agent, messages, tools })
    await expect(refused).rejects.toThrow(OpenAI.BadRequestError)
    await expect(refused).rejects.toMatchObject({
      code: 'tools_not_supported',
      message: expect.stringContaining('`tools`'),
    })
    await expect(client.chat.completions.create({ model: 'ninguém', messages })).rejects.toThrow(OpenAI.NotFoundError)
    const stranger = client.withOptions({ apiKey: 'rnm_nada' })
    await expect(stranger.models.list()).rejects.toThrow(OpenAI.AuthenticationError)
  })

  it('tries nothing again that would only be asked, and paid, again', async () => {
    says({ cutOffAfter: 'Cada pessoa tem' })
    await expect(client.chat.completions.create({ model: agent, messages })).rejects.toMatchObject({
      code: 'model_cut_off',
    })
    const asked = model.requests.length
    says({ status: 401 })
    await expect(client.chat.completions.create({ model: agent, messages })).rejects.toMatchObject({
      code: 'model_key_refused',
    })
    expect([asked, model.requests.length]).toEqual([1, 1])
    says({ cutOffAfter: 'Cada pessoa tem' })
    const stream = await client.chat.completions.create({ model: agent, messages, stream: true })
    const told = async () => {
      for await (const _ of stream);
    }
    await expect(told()).rejects.toMatchObject({ code: 'model_cut_off' })
  })

  it('is answered, and streams, over the Responses API', async () => {
    says({ text: answer })
    const response = await client.responses.create({ model: agent, input: question })
    expect(response.output_text).toBe(answer)
    expect(response.usage?.total_tokens).toBe(120)
    const stream = client.responses.stream({ model: agent, input: question })
    const pieces: string[] = []
    stream.on('response.output_text.delta', ({ delta }) => pieces.push(delta))
    const ended = await stream.finalResponse()
    expect([pieces.join(''), ended.output_text]).toEqual([answer, answer])
  })
})
