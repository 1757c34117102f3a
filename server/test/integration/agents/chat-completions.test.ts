import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asking, company, type Member } from '../../harness/company.ts'
import {
  createKey,
  createOwner,
  startServer,
  type TestServer,
  textFile,
  waitForDocument,
} from '../../harness/harness.ts'
import { startModelService } from '../../harness/model-service.ts'

let server: TestServer
let people: Record<'owner' | 'admin' | 'user' | 'viewer', Member>
let model: Awaited<ReturnType<typeof startModelService>>
let key: Awaited<ReturnType<typeof createKey>>
let agent: string
const { ask } = asking(() => server)
const path = '/v1/chat/completions'
const messages = [{ role: 'user', content: 'Quantos dias de férias cada pessoa tem por ano?' }]

beforeAll(async () => {
  model = await startModelService(() => ({ text: 'São trinta dias de férias por ano. [1]' }))
  server = await startServer({
    models: { provider: 'openai_compatible', url: model.url, apiKey: null },
  })
  people = await company()
  const base = await ask(people.owner, 'POST', '/v1/knowledge-bases', { name: 'B' })
  const { body } = await ask(people.owner, 'POST', `/v1/knowledge-bases/${base.body.id}/collections`, { name: 'C' })
  const document = await server.call('POST', `/v1/collections/${body.id}/documents`, {
    token: people.owner.token,
    body: textFile('ferias.md', '# Férias\n\nCada pessoa tem trinta dias de férias por ano.'),
  })
  await waitForDocument(server, people.owner.token, document.body.id)
  const created = await ask(people.admin, 'POST', '/v1/agents', {
    name: 'RH',
    configuration: { model: { provider: 'openai_compatible', name: 'double' } },
  })
  agent = created.body.id
  await ask(people.admin, 'POST', `/v1/agents/${agent}/publish`, {})
  key = await createKey(people.owner, ['agents'])
})
afterAll(async () => {
  await server.close()
  await model.close()
})

describe('the route that speaks OpenAI’s protocol', () => {
  it('lists agents as models, to a key of the scope agents', async () => {
    await ask(people.admin, 'POST', '/v1/agents', { name: 'Rascunho' })
    expect(await ask(key, 'GET', '/v1/models')).toMatchObject({
      status: 200,
      body: { object: 'list', data: [{ id: agent, object: 'model', name: 'RH' }] },
    })
    expect((await ask(await createOwner(), 'GET', '/v1/models')).body.data).toEqual([])
  })

  it.each(['RH', 'id'])('answers for the agent named by %s, with its citations', async (named) => {
    const answered = await ask(key, 'POST', path, { model: named === 'id' ? agent : named, messages, temperature: 1 })
    expect(answered).toMatchObject({
      status: 200,
      body: {
        object: 'chat.completion',
        choices: [
          {
            message: {
              role: 'assistant',
              content: 'São trinta dias de férias por ano. [1]',
              annotations: [{ type: 'file_citation', index: 1, filename: 'ferias.md' }],
            },
            finish_reason: 'stop',
          },
        ],
        usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
        renum: { unsupported: 0, found: true, sentences: [{ verdict: 'supported' }] },
      },
    })
    const { id } = answered.body
    expect(await ask(key, 'GET', `/v1/executions/${id.replace('chatcmpl-', '')}`)).toMatchObject({ status: 200 })
  })

  it('streams chunks that make the same answer', async () => {
    const response = await server.request(path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ model: agent, messages, stream: true, stream_options: { include_usage: true } }),
    })
    expect(response.headers.get('Content-Type')).toContain('text/event-stream')
    const blocks = (await response.text()).trim().split('\n\n')
    expect(blocks.pop()).toBe('data: [DONE]')
    const chunks = blocks.map((block) => JSON.parse(block.replace(/^data: /, '')))
    const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')
    expect(text).toBe('São trinta dias de férias por ano. [1]')
    expect(chunks.at(-2)).toMatchObject({ choices: [{ finish_reason: 'stop' }], renum: { unsupported: 0 } })
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 120 } })
  })

  it('tells the model what was said before, and what the program adds', async () => {
    model.reply = () => ({ text: 'São trinta dias. [1]' })
    await ask(key, 'POST', path, {
      model: agent,
      messages: [
        { role: 'system', content: 'Trate por você.' },
        { role: 'user', content: 'Oi, férias?' },
        { role: 'assistant', content: 'Sim? [1]' },
        { role: 'user', content: [{ type: 'text', text: 'Quantos dias de férias?' }] },
      ],
    })
    const told = model.requests[0]?.body.messages.map(({ role, content }) => [role, content]) ?? []
    expect(told.slice(1, 3)).toEqual([
      ['user', 'Oi, férias?'],
      ['assistant', 'Sim?'],
    ])
    expect(told.at(-1)?.[1]).toMatch(/Trate por você\.\n\nQuantos dias de férias\?$/)
  })

  it('refuses what it would have to ignore, and ends as the execution does', async () => {
    const tools = [{ type: 'function', function: { name: 'f', parameters: {} } }]
    expect(await ask(key, 'POST', path, { model: agent, messages, tools })).toMatchObject({
      status: 400,
      code: 'tools_not_supported',
    })
    expect(await ask(key, 'POST', path, { model: agent, messages, n: 2 })).toMatchObject({ status: 400 })
    expect(await ask(key, 'POST', path, { model: 'ninguém', messages })).toMatchObject({ status: 404 })
    expect(await ask(people.viewer, 'POST', path, { model: agent, messages })).toMatchObject({ status: 403 })
    model.reply = () => ({ status: 429 })
    expect(await ask(key, 'POST', path, { model: agent, messages })).toMatchObject({
      status: 503,
      code: 'model_rate_limited',
    })
  })

  it('tells its errors as OpenAI’s clients read them, and whether to try again', async () => {
    const answered = await ask(key, 'POST', path, { model: 'ninguém', messages })
    expect(answered.body.error).toEqual({
      message: answered.body.title,
      type: 'invalid_request_error',
      code: 'not_found',
      param: 'model',
    })
    expect(answered.headers.get('X-Should-Retry')).toBe('false')
    expect((await ask({ token: 'rnm_x' }, 'GET', '/v1/models')).body.error).toMatchObject({
      type: 'authentication_error',
    })
    model.reply = () => ({ status: 401 })
    const refused = await ask(key, 'POST', path, { model: agent, messages })
    expect(refused.body.error).toMatchObject({ code: 'model_key_refused' })
    expect(refused.headers.get('X-Should-Retry')).toBe('false')
    expect((await ask(key, 'GET', '/v1/agents/x')).body.error).toBeUndefined()
  })

  it('refuses instructions without end, before anything is read of them', async () => {
    const many = Array.from({ length: 9 }, () => ({ role: 'system', content: 'a'.repeat(90_000) }))
    const answered = await ask(key, 'POST', path, { model: agent, messages: [...many, ...messages] })
    expect(answered).toMatchObject({ status: 400, code: 'invalid_input', body: { field: 'messages' } })
  })
})

describe('the route that speaks OpenAI’s Responses API', () => {
  const responses = '/v1/responses'
  const [{ content: input } = { content: '' }] = messages

  it('answers with its citations as annotations', async () => {
    model.reply = () => ({ text: 'São trinta dias de férias por ano. [1]' })
    const answered = await ask(key, 'POST', responses, { model: agent, input, instructions: 'Trate por você.' })
    expect(answered).toMatchObject({
      status: 200,
      body: {
        object: 'response',
        status: 'completed',
        error: null,
        output: [
          {
            type: 'message',
            role: 'assistant',
            content: [
              {
                type: 'output_text',
                text: 'São trinta dias de férias por ano. [1]',
                annotations: [{ type: 'file_citation', filename: 'ferias.md' }],
              },
            ],
          },
        ],
        usage: { input_tokens: 100, output_tokens: 20, total_tokens: 120 },
        renum: { unsupported: 0 },
      },
    })
    expect(model.requests[0]?.body.messages.at(-1)?.content).toContain('Trate por você.')
  })

  it('streams events that make the same answer, and one that failed where it fails', async () => {
    const stream = async () => {
      const response = await server.request(responses, {
        method: 'POST',
        headers: { Authorization: `Bearer ${key.token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ model: agent, input: [{ role: 'user', content: input }], stream: true }),
      })
      const blocks = (await response.text()).trim().split('\n\n')
      return blocks.map((block) => JSON.parse(block.replace(/^event: \S+\ndata: /, '')))
    }
    const events = await stream()
    expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, i) => i))
    expect(events[0]).toMatchObject({ type: 'response.created', response: { status: 'in_progress' } })
    const text = events.flatMap(({ type, delta }) => (type === 'response.output_text.delta' ? [delta] : [])).join('')
    expect(text).toBe('São trinta dias de férias por ano. [1]')
    expect(events.at(-1)).toMatchObject({
      type: 'response.completed',
      response: { status: 'completed', output: [{ content: [{ text }] }] },
    })
    model.reply = () => ({ status: 503 })
    expect((await stream()).at(-1)).toMatchObject({
      type: 'response.failed',
      response: { status: 'failed', error: { code: 'model_unavailable' } },
    })
  })

  it('refuses what an agent would have to ignore', async () => {
    for (const [field, more] of [
      ['previous_response_id', { previous_response_id: 'resp_1' }],
      ['background', { background: true }],
      ['tools', { tools: [{ type: 'web_search' }] }],
      ['input', { input: [{ type: 'function_call_output', call_id: '1', output: 'x' }] }],
    ] as const) {
      const answered = await ask(key, 'POST', responses, { model: agent, input, ...more })
      expect([answered.status, answered.body.field]).toEqual([400, field])
    }
  })
})
