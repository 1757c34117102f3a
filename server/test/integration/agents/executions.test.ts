import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endSilentExecutions } from '../../../src/features/executions/end-silent.ts'
import { asking, company, type Member } from '../../harness/company.ts'
import {
  asAdmin,
  createKey,
  createMember,
  createOwner,
  startServer,
  type TestServer,
  textFile,
  waitForDocument,
} from '../../harness/harness.ts'

let server: TestServer
let people: Record<'owner' | 'admin' | 'user' | 'viewer', Member>
let agent: string
const { ask } = asking(() => server)

async function upload(collection: string, name: string, text: string) {
  const { body } = await server.call('POST', `/v1/collections/${collection}/documents`, {
    token: people.owner.token,
    body: textFile(name, text),
  })
  return waitForDocument(server, people.owner.token, body.id)
}

async function publish(configuration: object = {}) {
  const { body } = await ask(people.admin, 'POST', '/v1/agents', { name: 'RH', configuration })
  expect(await ask(people.admin, 'POST', `/v1/agents/${body.id}/publish`, {})).toMatchObject({ status: 200 })
  return body.id as string
}

const run = (who: { token: string }, question: string, more: object = {}, id = agent) =>
  ask(who, 'POST', `/v1/agents/${id}/executions`, { question, ...more })

/** The events of a stream, once it has ended. */
async function stream(who: { token: string }, method: string, path: string, headers: object = {}, body?: object) {
  const response = await server.request(path, {
    method,
    headers: {
      Authorization: `Bearer ${who.token}`,
      Accept: 'text/event-stream',
      'Content-Type': 'application/json',
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const events = text.split('\n\n').flatMap((block) => {
    const [, id, event, data] = /^id: (\d+)\nevent: (\w+)\ndata: (.*)$/s.exec(block) ?? []
    return data === undefined ? [] : [{ id: Number(id), event, data: JSON.parse(data) }]
  })
  return { status: response.status, events, type: response.headers.get('Content-Type') }
}
const textOf = (events: { event: string | undefined; data: { text: string } }[]) =>
  events.flatMap(({ event, data }) => (event === 'text' ? [data.text] : [])).join('')

beforeAll(async () => {
  server = await startServer()
  people = await company()
  const base = await ask(people.owner, 'POST', '/v1/knowledge-bases', { name: 'B' })
  const collections = `/v1/knowledge-bases/${base.body.id}/collections`
  const open = (await ask(people.owner, 'POST', collections, { name: 'Aberta' })).body.id
  const restricted = (await ask(people.owner, 'POST', collections, { name: 'Folha', access: 'restricted' })).body.id
  await upload(
    open,
    'ferias.md',
    '# Férias\n\nCada pessoa tem trinta dias de férias por ano.\n\nÉ possível vender até dez dias.',
  )
  await upload(
    open,
    'reembolso.md',
    '# Reembolso\n\nO reembolso de viagem sai em até 15 dias úteis após a nota fiscal.',
  )
  await upload(restricted, 'salarios.md', '# Salários\n\nO salário da diretoria é de R$ 45.000,00 por mês.')
  agent = await publish({ language: 'pt' })
})
afterAll(() => server.close())

describe('an execution without a language model', () => {
  it('answers by quotes that stand in what it found, and says that it does', async () => {
    const { status, body } = await run(people.user, 'Quantos dias de férias cada pessoa tem por ano?')
    expect(status).toBe(201)
    expect(body).toMatchObject({
      status: 'succeeded',
      agent_version: 1,
      user_id: people.user.id,
      model: 'extractive',
      tokens_used: 0,
      cost_usd: 0,
      output: { extractive: true, found: true, unsupported: 0 },
    })
    expect(body.output.answer).toMatch(/^Sem modelo de linguagem/)
    expect(body.output.answer).toContain('Cada pessoa tem trinta dias de férias por ano.')
    const [citation] = body.output.citations
    expect(citation).toMatchObject({ number: 1, document_name: 'ferias.md', version: 1 })
    const { body: chunks } = await ask(people.user, 'GET', `/v1/documents/${citation.document_id}/chunks`)
    const chunk = chunks.data.find(({ id }: { id: string }) => id === citation.chunk_id)
    expect(chunk.content.slice(citation.quote_start).startsWith(citation.quote)).toBe(true)
    for (const sentence of body.output.sentences) expect(['supported', 'plain']).toContain(sentence.verdict)
  })

  it('says that it found nothing, and shows no sources beside it', async () => {
    const { body } = await run(people.user, 'Qual é o telefone do encanador?')
    expect(body).toMatchObject({
      status: 'succeeded',
      output: { found: false, citations: [], answer: 'Não encontrei nada sobre isso nos documentos.' },
    })
    const english = await run(people.user, 'What is the plumber’s phone number?', {}, await publish())
    expect(english.body.output.answer).toBe('I found nothing about this in the documents.')
  })

  it('streams the same, and is followed again from anywhere, also by another process', async () => {
    const question = { question: 'Em quantos dias sai o reembolso de viagem?' }
    const told = await stream(people.user, 'POST', `/v1/agents/${agent}/executions`, {}, question)
    expect([told.status, told.type]).toEqual([201, 'text/event-stream; charset=utf-8'])
    expect(told.events.map(({ event }) => event).filter((event, i, all) => event !== all[i - 1])).toEqual([
      'start',
      'step',
      'text',
      'citation',
      'text',
      'sentence',
      'usage',
      'end',
    ])
    const end = told.events.at(-1)
    expect(end?.data).toMatchObject({ status: 'succeeded', output: { answer: textOf(told.events) } })
    expect(textOf(told.events)).toContain('15 dias úteis')
    const { execution_id } = told.events[0]?.data ?? {}
    const at = `/v1/executions/${execution_id}/events`
    const other = await startServer()
    try {
      for (const from of [0, 5, 40, 60]) {
        const rest = textOf(told.events).slice(-20)
        const live = await stream(people.user, 'GET', at, { 'Last-Event-ID': String(from) })
        const response = await other.request(at, {
          headers: { Authorization: `Bearer ${people.user.token}`, 'Last-Event-ID': String(from) },
        })
        const text = await response.text()
        const kept = text.split('\n\n').flatMap((block) => {
          const [, id, event, data] = /^(?:retry: \d+\n)?id: (\d+)\nevent: (\w+)\ndata: (.*)$/s.exec(block) ?? []
          return data === undefined ? [] : [{ id: Number(id), event, data: JSON.parse(data) }]
        })
        expect(textOf(kept)).toBe(textOf(live.events))
        expect(textOf(kept).endsWith(rest)).toBe(true)
        expect(kept.at(-1)).toEqual(live.events.at(-1))
        expect(kept[0]?.id).toBeGreaterThan(from)
      }
      const over = await other.request(at, {
        headers: { Authorization: `Bearer ${people.user.token}`, 'Last-Event-ID': String(end?.id) },
      })
      expect(over.status).toBe(204)
    } finally {
      await other.close()
    }
  })

  it('runs in the background, as who asked, and tells a webhook', async () => {
    const hook = { url: 'https://hooks.invalid/', events: ['execution.ended'] }
    expect(await ask(people.admin, 'POST', '/v1/webhook-endpoints', hook)).toMatchObject({ status: 201 })
    const { status, body } = await run(people.user, 'Quantos dias de férias?', { background: true })
    expect([status, body.status]).toEqual([202, 'queued'])
    const ended = await stream(people.user, 'GET', `/v1/executions/${body.id}/events`)
    expect(ended.events.at(-1)).toMatchObject({ event: 'end', data: { status: 'succeeded' } })
    expect(await ask(people.user, 'GET', `/v1/executions/${body.id}`)).toMatchObject({
      body: { status: 'succeeded', background: true, output: { found: true } },
    })
    const deliveries = await ask(people.admin, 'GET', '/v1/webhook-deliveries')
    expect(deliveries.body.data[0]).toMatchObject({
      event: 'execution.ended',
      message: { type: 'execution.ended', data: { execution_id: body.id, agent_id: agent, status: 'succeeded' } },
    })
    // The asker has no grant for the restricted collection, and neither has the job that works for them.
    const hidden = await run(people.user, 'Qual é o salário da diretoria?', { background: true })
    await stream(people.user, 'GET', `/v1/executions/${hidden.body.id}/events`)
    const answer = (await ask(people.user, 'GET', `/v1/executions/${hidden.body.id}`)).body
    expect(answer.output.answer).not.toContain('45.000')
    expect((await run(people.admin, 'Qual é o salário da diretoria?')).body.output.answer).toContain('45.000')
  })

  it('is seen by who asked, and by admins, and by nobody else', async () => {
    const { body } = await run(people.admin, 'Qual é o salário da diretoria?')
    const at = `/v1/executions/${body.id}`
    const other = await createMember(people.owner.client_id, 'user')
    const stranger = await createOwner()
    for (const who of [other, people.viewer, people.user, stranger]) {
      for (const path of [at, `${at}/trace`, `${at}/events`]) {
        expect(await ask(who, 'GET', path)).toMatchObject({ status: 404 })
      }
      expect([403, 404]).toContain((await ask(who, 'POST', `${at}/cancel`)).status)
      expect((await ask(who, 'GET', '/v1/executions')).body.data.map(({ id }: { id: string }) => id)).not.toContain(
        body.id,
      )
    }
    expect(await ask(people.owner, 'GET', at)).toMatchObject({ status: 200 })
    const { body: trace } = await ask(people.owner, 'GET', `${at}/trace`)
    expect(trace.steps).toMatchObject([{ kind: 'search', number: 1 }])
    expect(trace.steps[0].text).toMatch(/^Buscou “Qual é o salário/)
    expect(trace.steps[0].output.passages[0]).toMatchObject({ document_name: 'salarios.md' })
  })

  it('is run by users and by keys of the scope agents, with what they may see', async () => {
    expect(await run(people.viewer, 'Férias?')).toMatchObject({ status: 403, code: 'forbidden' })
    const key = await createKey(people.owner, ['agents'])
    const answered = await run(key, 'Quantos dias de férias?')
    expect(answered).toMatchObject({ status: 201, body: { api_key_id: key.id, user_id: null, status: 'succeeded' } })
    expect(await ask(key, 'GET', `/v1/executions/${answered.body.id}`)).toMatchObject({ status: 200 })
    expect((await run(key, 'Qual é o salário da diretoria?')).body.output.answer).not.toContain('45.000')
    const reader = await createKey(people.owner, ['read', 'search'])
    expect(await run(reader, 'Férias?')).toMatchObject({ status: 403, code: 'insufficient_scope' })
    const background = await run(key, 'Quantos dias de férias?', { background: true })
    const ended = await stream(key, 'GET', `/v1/executions/${background.body.id}/events`)
    expect(ended.events.at(-1)?.data).toMatchObject({ status: 'succeeded' })
  })

  it('needs an agent that is published and active; its draft is for who configures it', async () => {
    const { body } = await ask(people.admin, 'POST', '/v1/agents', { name: 'Novo' })
    expect(await run(people.user, 'Férias?', {}, body.id)).toMatchObject({ status: 409, code: 'agent_not_published' })
    expect(await run(people.user, 'Férias?', { draft: true }, body.id)).toMatchObject({ status: 403 })
    expect(await run(people.admin, 'Quantos dias de férias?', { draft: true }, body.id)).toMatchObject({
      status: 201,
      body: { agent_version: null, status: 'succeeded' },
    })
    const inactive = await publish()
    await ask(people.admin, 'PATCH', `/v1/agents/${inactive}`, { status: 'inactive' })
    expect(await run(people.user, 'Férias?', {}, inactive)).toMatchObject({ status: 409, code: 'agent_inactive' })
    expect(await run(people.user, '   ')).toMatchObject({ status: 400, code: 'invalid_input' })
  })

  it('ends with a code where its knowledge is gone', async () => {
    const base = await ask(people.owner, 'POST', '/v1/knowledge-bases', { name: 'Some' })
    const gone = await publish({ knowledge: { knowledge_base_id: base.body.id } })
    await ask(people.owner, 'DELETE', `/v1/knowledge-bases/${base.body.id}`)
    expect(await run(people.user, 'Férias?', {}, gone)).toMatchObject({
      status: 201,
      body: { status: 'failed', error_code: 'not_found', cost_usd: 0 },
    })
  })

  it('is rated, and belongs to a conversation of its asker', async () => {
    const conversation = await ask(people.user, 'POST', '/v1/conversations', { agent_id: agent, title: 'Férias' })
    expect(conversation.status).toBe(201)
    const conversation_id = conversation.body.id
    const { body } = await run(people.user, 'Quantos dias de férias?', { conversation_id })
    expect(body).toMatchObject({ conversation_id, status: 'succeeded' })
    const other = await createMember(people.owner.client_id, 'user')
    expect(await run(other, 'Quantos dias de férias?', { conversation_id })).toMatchObject({ status: 404 })
    const rated = await ask(people.user, 'POST', `/v1/executions/${body.id}/feedback`, { rating: 'up', comment: 'Boa' })
    expect(rated).toMatchObject({ status: 200, body: { rating: 'up', rating_comment: 'Boa' } })
    expect(await ask(people.user, 'DELETE', `/v1/conversations/${conversation_id}`)).toMatchObject({ status: 204 })
    expect(await ask(people.user, 'GET', `/v1/executions/${body.id}`)).toMatchObject({ status: 404 })
  })

  it('asked twice under one key runs once', async () => {
    const asked = { token: people.user.token, body: { question: 'Férias?' }, headers: { 'Idempotency-Key': 'once' } }
    const first = await server.call('POST', `/v1/agents/${agent}/executions`, asked)
    const second = await server.call('POST', `/v1/agents/${agent}/executions`, asked)
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id])
    expect(second.headers.get('Idempotency-Replayed')).toBe('true')
  })
})

describe('an execution whose process is gone', () => {
  it('is ended by another, once, with what it had told', async () => {
    const [row] = await asAdmin<{ id: string }>(
      `insert into agent_executions (client_id, agent_id, user_id, status, input, leased_until, started_at)
       values ($1, $2, $3, 'running', '{"question":"Q"}', now() - interval '1 minute', now() - interval '2 minutes')
       returning id`,
      [people.owner.client_id, agent, people.user.id],
    )
    const id = row?.id ?? ''
    await asAdmin(
      `insert into execution_events (client_id, execution_id, position, event, data) values ($1, $2, 5, 'text', '{"text":"Há t"}')`,
      [people.owner.client_id, id],
    )
    // The worker of this server may be quicker.
    await Promise.all([endSilentExecutions(server.services), endSilentExecutions(server.services)])
    expect(await ask(people.user, 'GET', `/v1/executions/${id}`)).toMatchObject({
      body: { status: 'failed', error_code: 'execution_interrupted', error_message: expect.stringContaining('parou') },
    })
    const { events } = await stream(people.user, 'GET', `/v1/executions/${id}/events`)
    expect(events.map(({ id, event }) => [id, event])).toEqual([
      [5, 'text'],
      [6, 'end'],
    ])
  })

  it('is cancelled before anybody has begun with it', async () => {
    const [row] = await asAdmin<{ id: string }>(
      `insert into agent_executions (client_id, agent_id, user_id, status, background, input)
       values ($1, $2, $3, 'queued', true, '{"question":"Q"}') returning id`,
      [people.owner.client_id, agent, people.user.id],
    )
    const at = `/v1/executions/${row?.id}`
    expect(await ask(people.user, 'POST', `${at}/cancel`)).toMatchObject({ body: { status: 'cancelled' } })
    const { events } = await stream(people.user, 'GET', `${at}/events`)
    expect(events).toMatchObject([{ id: 1, event: 'end', data: { status: 'cancelled' } }])
  })

  it('that only waited long is left alone as long as its job is there', async () => {
    const { body } = await run(people.user, 'Férias?', { background: true })
    await asAdmin(
      `update agent_executions set created_at = now() - interval '1 hour' where id = $1 and status = 'queued'`,
      [body.id],
    )
    await endSilentExecutions(server.services)
    await sleep(50)
    const { events } = await stream(people.user, 'GET', `/v1/executions/${body.id}/events`)
    expect(events.at(-1)?.data.status).toBe('succeeded')
  })
})
