import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { asking, company, type Member } from '../../harness/company.ts'
import { startServer, type TestServer, textFile, waitForDocument } from '../../harness/harness.ts'
import { startModelService } from '../../harness/model-service.ts'

interface Attribute {
  key: string
  value: { stringValue?: string; intValue?: number; doubleValue?: number }
}
interface OtlpSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  attributes: Attribute[]
  status: { code?: number }
}
interface Received {
  authorization: string | undefined
  body: { resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: OtlpSpan[] }[] }[] }
}

/** A collector that speaks OTLP over HTTP, in JSON. */
async function startCollector() {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const body = (await json(request)) as Received['body']
    if (request.url === '/otlp/v1/traces') received.push({ authorization: request.headers.authorization, body })
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/otlp`,
    received,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

const question = 'Quantos dias de férias cada pessoa tem por ano?'
const answer = 'Cada pessoa tem trinta dias de férias por ano. [1]'
const closing: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** Runs an agent that searches by its tool and then answers; gives the spans that a collector was sent until the process closed. */
async function runTraced({ content, fails = false }: { content: boolean; fails?: boolean }) {
  const collector = await startCollector()
  const model = await startModelService((_, number) => {
    if (fails) return { status: 401 }
    if (number > 1) return { text: answer, usage: { prompt_tokens: 321, completion_tokens: 12 } }
    return { calls: [{ name: 'search_knowledge', arguments: JSON.stringify({ query: 'férias por ano' }) }] }
  })
  closing.push(collector.close, model.close)
  const traces = { url: collector.url, headers: { authorization: 'Bearer x' }, serviceName: 'renum-test', content }
  const server: TestServer = await startServer({ fetchAllow: ['127.0.0.1'], traces })
  try {
    const { ask } = asking(() => server)
    const people: Record<'owner' | 'admin' | 'user' | 'viewer', Member> = await company()
    const base = await ask(people.owner, 'POST', '/v1/knowledge-bases', { name: 'B' })
    const collection = await ask(people.owner, 'POST', `/v1/knowledge-bases/${base.body.id}/collections`, { name: 'C' })
    const { body: document } = await server.call('POST', `/v1/collections/${collection.body.id}/documents`, {
      token: people.owner.token,
      body: textFile('ferias.md', 'Cada pessoa tem trinta dias de férias por ano.'),
    })
    await waitForDocument(server, people.owner.token, document.id)
    const credential = await ask(people.admin, 'POST', '/v1/credentials', {
      name: 'Modelo',
      service_name: 'double',
      credential_type: 'openai_compatible',
      settings: { base_url: model.url },
      value: 'sk-que-ninguem-ve',
    })
    const agent = await ask(people.admin, 'POST', '/v1/agents', {
      name: 'RH',
      configuration: {
        model: {
          provider: 'openai_compatible',
          name: 'double',
          credential_id: credential.body.id,
          parameters: { temperature: 0.5 },
        },
        retrieval: { automatic: false },
        tools: ['search_knowledge'],
      },
    })
    await ask(people.admin, 'POST', `/v1/agents/${agent.body.id}/publish`, {})
    const { body: execution } = await ask(people.user, 'POST', `/v1/agents/${agent.body.id}/executions`, { question })
    return { execution, agent: agent.body, collector, client_id: people.owner.client_id }
  } finally {
    await server.close()
  }
}

function spansOf({ received }: Awaited<ReturnType<typeof startCollector>>) {
  return received
    .flatMap(({ body }) => body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)))
    .map(({ attributes, ...span }) => ({
      ...span,
      attributes: Object.fromEntries(
        attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? value.doubleValue]),
      ),
    }))
}

describe('traces', () => {
  it('tell of a run and its steps by the names of the conventions, and nothing that was said', async () => {
    const { execution, agent, collector, client_id } = await runTraced({ content: false })
    expect(execution.status).toBe('succeeded')
    expect(collector.received[0]?.authorization).toBe('Bearer x')
    expect(collector.received[0]?.body.resourceSpans[0]?.resource.attributes).toContainEqual({
      key: 'service.name',
      value: { stringValue: 'renum-test' },
    })
    const spans = spansOf(collector)
    const [root] = spans.filter(({ parentSpanId }) => !parentSpanId)
    expect(root).toMatchObject({
      name: 'invoke_agent RH',
      attributes: {
        'gen_ai.operation.name': 'invoke_agent',
        'gen_ai.agent.name': 'RH',
        'gen_ai.agent.id': agent.id,
        'gen_ai.agent.version': '1',
        'gen_ai.usage.output_tokens': execution.output_tokens,
        'renum.client.id': client_id,
        'renum.execution.id': execution.id,
        'renum.execution.status': 'succeeded',
        'renum.execution.unsupported_sentences': 0,
      },
    })
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1)
    const below = (parent: string | undefined) =>
      spans.filter(({ parentSpanId }) => parentSpanId === parent).map(({ name }) => name)
    expect(below(root?.spanId)).toEqual(['chat double', 'execute_tool search_knowledge', 'chat double'])
    const tool = spans.find(({ name }) => name === 'execute_tool search_knowledge')
    expect(below(tool?.spanId)).toEqual(['retrieval'])
    expect(spans.findLast(({ name }) => name === 'chat double')).toMatchObject({
      kind: 3,
      attributes: {
        'gen_ai.provider.name': 'openai_compatible',
        'gen_ai.request.model': 'double',
        'gen_ai.request.temperature': 0.5,
        'gen_ai.usage.input_tokens': 321,
        'gen_ai.usage.output_tokens': 12,
      },
    })
    const said = JSON.stringify(collector.received)
    for (const secret of ['férias', 'trinta', 'sk-que-ninguem-ve']) expect(said).not.toContain(secret)
  })

  it('tell what was said where an operator wants it, but never a key', async () => {
    const { collector } = await runTraced({ content: true })
    const spans = spansOf(collector)
    const find = (start: string) => spans.find(({ name }) => name.startsWith(start))?.attributes
    const text = (role: string, content: string) => JSON.stringify([{ role, parts: [{ type: 'text', content }] }])
    expect(find('invoke_agent')).toMatchObject({
      'gen_ai.input.messages': text('user', question),
      'gen_ai.output.messages': text('assistant', answer),
    })
    expect(find('execute_tool')?.['gen_ai.tool.call.arguments']).toBe('{"query":"férias por ano"}')
    expect(find('retrieval')?.['gen_ai.retrieval.query.text']).toBe('férias por ano')
    expect(JSON.stringify(collector.received)).not.toContain('sk-que-ninguem-ve')
  })

  it('tell of a run that failed, and of where', async () => {
    const { execution, collector } = await runTraced({ content: false, fails: true })
    expect(execution.status).toBe('failed')
    for (const span of spansOf(collector)) {
      expect(span).toMatchObject({ status: { code: 2 }, attributes: { 'error.type': execution.error_code } })
    }
  })
})
