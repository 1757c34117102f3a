import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type Delivering, startDelivering } from '../../../src/features/webhooks/outbox.ts'
import { messageSchemas } from '../../../src/features/webhooks/webhook-payload.ts'
import { asAdmin, createUser, startServer, type TestServer, textFile, waitForDocument } from '../../harness/harness.ts'
import { zip } from '../../harness/make-zip.ts'
import { createPlaceholders } from '../../harness/recorded-answers.ts'

/**
 * A company lives through every operation once, and what it was answered, and received, is what /docs shows: the file of
 * examples is this recording. `vitest -u` writes it anew.
 */

const recorded = join(import.meta.dirname, '../../../src/http/docs/examples.json')
const files = join(import.meta.dirname, '../../files')

let server: TestServer
let delivering: Delivering
const received: string[] = []
const outside = createServer(async (request, response) => {
  if (request.method === 'POST') received.push(Buffer.concat(await Array.fromAsync(request)).toString())
  response.setHeader('Content-Type', 'text/plain').end('As férias são de trinta dias.')
})
let origin: string
beforeAll(async () => {
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`
  server = await startServer({ fetchAllow: ['127.0.0.1'] })
  delivering = startDelivering(server.services, { pollMs: 50 })
})
afterAll(async () => {
  await delivering.stop()
  await server.close()
  outside.close()
})

interface Described {
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, { content?: object }> }>>
  webhooks: Record<string, { post: { requestBody: { content: { 'application/json': { example: unknown } } } } }>
}

it.runIf(inject('environment').name === 'embedded')(
  'the examples of /docs are real answers',
  { timeout: 120_000 },
  async () => {
    const { body: described } = (await server.call('GET', '/openapi.json')) as { body: Described }
    const operations = Object.entries(described.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
    )
    const patternOf = (path: string) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
    const answers = new Map<string, Record<string, unknown>>()
    const placeholders = createPlaceholders()

    async function ask(who: { token: string }, method: string, path: string, body?: unknown) {
      const answer = await server.call(method, path, {
        token: who.token,
        headers: { 'X-Request-Id': '8f14e45f' },
        ...(body === undefined ? {} : { body }),
      })
      expect([method, path, answer.status, answer.body?.code]).toEqual([method, path, answer.status, undefined])
      const [plain = ''] = path.split('?')
      const found = operations.filter(
        (operation) => operation.method === method && patternOf(operation.path).test(plain),
      )
      const operation = found.find(({ path }) => path === plain) ?? found[0]
      if (operation && answer.body !== null && !answers.has(operation.operationId)) {
        answers.set(operation.operationId, { [answer.status]: placeholders(answer.body) })
      }
      return answer.body
    }

    const [ana, guest] = [await createUser(), await createUser()]
    // A busy machine's Storage may take longer than this answer waits for it: that is no example.
    await expect.poll(async () => (await server.call('GET', '/readyz')).status, { timeout: 30_000 }).toBe(200)
    for (const path of ['/healthz', '/readyz', '/v1/config']) await ask(ana, 'GET', path)
    const client = await ask(ana, 'POST', '/v1/clients', { name: 'Aurora Alimentos' })
    await asAdmin(`update public.users set name = 'Ana Souza' where id = $1`, [ana.id])
    await ask(ana, 'GET', '/v1/me')
    await ask(ana, 'PATCH', '/v1/me', { name: 'Ana Souza' })
    await ask(ana, 'PATCH', `/v1/clients/${client.id}`, { name: 'Aurora' })
    await ask(ana, 'GET', `/v1/clients/${client.id}`)

    const invited = await ask(ana, 'POST', '/v1/invitations', { email: `${guest.id}@test.example`, role: 'user' })
    await ask(ana, 'GET', '/v1/invitations')
    await ask(guest, 'POST', '/v1/invitations/preview', { token: invited.token })
    await ask(guest, 'POST', '/v1/invitations/accept', { token: invited.token })
    await ask(ana, 'GET', '/v1/members')
    await ask(ana, 'PATCH', `/v1/members/${guest.id}`, { role: 'viewer' })

    const base = await ask(ana, 'POST', '/v1/knowledge-bases', { name: 'RH' })
    await ask(ana, 'GET', '/v1/knowledge-bases')
    await ask(ana, 'GET', `/v1/knowledge-bases/${base.id}`)
    await ask(ana, 'PATCH', `/v1/knowledge-bases/${base.id}`, { name: 'Recursos humanos' })
    const collections = `/v1/knowledge-bases/${base.id}/collections`
    const { id } = await ask(ana, 'POST', collections, { name: 'Políticas', access: 'restricted' })
    const collection = `/v1/collections/${id}`
    await ask(ana, 'GET', collections)
    await ask(ana, 'GET', collection)
    await ask(ana, 'POST', `${collection}/grants`, { user_id: guest.id })
    await ask(ana, 'GET', `${collection}/grants`)
    await ask(ana, 'PATCH', collection, { description: 'O que vale para todos' })
    // As on an install that has got another model since, and one that had another before.
    await ask(ana, 'POST', `${collection}/change-model`)
    const other = `'http:bge-m3@1024'`
    await asAdmin(
      `update knowledge_collections set next_embedding_model = ${other}, next_embedding_dimensions = 1024 where id = $1`,
      [id],
    )
    await ask(ana, 'POST', `${collection}/cancel-model-change`)
    await asAdmin(
      `update knowledge_collections set embedding_model = ${other}, embedding_dimensions = 1024,
         previous_embedding_model = embedding_model, previous_embedding_dimensions = embedding_dimensions,
         embedding_model_changed_at = now() where id = $1`,
      [id],
    )
    await ask(ana, 'POST', `${collection}/restore-model`)

    const hooks = '/v1/webhook-endpoints'
    const hook = await ask(ana, 'POST', hooks, {
      url: `${origin}/renum`,
      events: ['document.ready', 'document.embedded', 'document.failed', 'execution.ended'],
    })
    await ask(ana, 'GET', hooks)
    await ask(ana, 'GET', `${hooks}/${hook.id}`)
    await ask(ana, 'PATCH', `${hooks}/${hook.id}`, { description: 'Portal' })

    const text =
      '# Férias\n\nCada pessoa tem trinta dias de férias por ano.\n\n## Venda\n\nÉ possível vender até dez dias.'
    const created = await ask(ana, 'POST', `${collection}/documents`, textFile('ferias.md', text))
    await waitForDocument(server, ana.token, created.id)
    const path = `/v1/documents/${created.id}`
    await ask(ana, 'GET', path)
    await ask(ana, 'GET', `${collection}/documents`)
    await ask(ana, 'GET', `${path}/ingestion`)
    await ask(ana, 'GET', `${path}/file-url`)
    await ask(ana, 'PATCH', path, { name: 'Política de férias' })
    const chunks = await ask(ana, 'GET', `${path}/chunks`)
    const question = { query: 'quantos dias de férias por ano', collection_ids: [id] }
    const found = await ask(ana, 'POST', '/v1/search', question)
    const kept = await ask(ana, 'POST', '/v1/test-questions', {
      document_id: found.results[0].document_id,
      question: question.query,
      passage: found.results[0].content,
      source: 'search',
    })
    await ask(ana, 'GET', '/v1/test-questions')
    await ask(ana, 'GET', `/v1/test-questions/${kept.id}`)
    await ask(ana, 'PATCH', `/v1/test-questions/${kept.id}`, { question: 'Quantos dias de férias por ano?' })
    await ask(ana, 'PATCH', `/v1/chunks/${chunks.data[0].id}`, {
      content: 'Cada pessoa tem trinta dias corridos de férias.',
    })
    await ask(ana, 'POST', `${path}/embed`)
    await ask(
      ana,
      'POST',
      `${path}/versions`,
      textFile('ferias.md', `${text}\n\nPeça com trinta dias de antecedência.`),
    )
    await waitForDocument(server, ana.token, created.id)
    await ask(ana, 'GET', `${path}/versions`)
    await server.services.documentUsage.flush()
    await ask(ana, 'GET', `${path}/usage`)
    await ask(ana, 'POST', `${path}/versions/1/restore`)
    await waitForDocument(server, ana.token, created.id)
    await ask(ana, 'POST', `${path}/reprocess`)
    // So long that nothing has ended it before.
    const long = 'As férias são de trinta dias por ano.\n\n'.repeat(60_000)
    const { id: canceled } = await ask(ana, 'POST', `${collection}/documents`, textFile('atas.md', long))
    await ask(ana, 'POST', `/v1/documents/${canceled}/cancel`)

    const page = await ask(ana, 'POST', `${collection}/documents`, { url: `${origin}/ferias` })
    await waitForDocument(server, ana.token, page.id)
    await ask(ana, 'POST', `/v1/documents/${page.id}/refresh`)
    const archive = zip([{ name: 'normas/reembolso.md', content: '# Reembolso\n\nEm até dez dias.' }])
    await ask(ana, 'POST', `${collection}/documents/import`, textFile('normas.zip', archive))
    const scan = new Uint8Array(await readFile(join(files, 'scanned.pdf')))
    const failing = await ask(ana, 'POST', `${collection}/documents`, textFile('digitalizado.pdf', scan))
    expect(await waitForDocument(server, ana.token, failing.id)).toMatchObject({ status: 'failed' })
    const printed = new Uint8Array(await readFile(join(files, 'chromium-tagged.pdf')))
    const shown = await ask(ana, 'POST', `${collection}/documents`, textFile('proposta.pdf', printed))
    await waitForDocument(server, ana.token, shown.id)
    // The last two deliveries are those of this document, whatever else is still to be embedded.
    const embedded = () => received.some((body) => body.includes('"document.embedded"') && body.includes(shown.id))
    await expect.poll(embedded, { timeout: 30_000 }).toBe(true)
    await ask(ana, 'GET', `/v1/documents/${shown.id}/rectangles?start=0&end=60`)

    await ask(ana, 'GET', '/v1/agent-configuration-schema')
    const agent = await ask(ana, 'POST', '/v1/agents', {
      name: 'Atendimento do RH',
      configuration: { language: 'pt', knowledge: { collection_ids: [id] } },
    })
    await ask(ana, 'GET', '/v1/agents')
    await ask(ana, 'PATCH', `/v1/agents/${agent.id}`, { description: 'Responde sobre férias' })
    await ask(ana, 'POST', `/v1/agents/${agent.id}/publish`, {})
    await ask(ana, 'GET', `/v1/agents/${agent.id}`)
    await ask(ana, 'GET', `/v1/agents/${agent.id}/versions`)
    await ask(ana, 'POST', `/v1/agents/${agent.id}/duplicate`, { name: 'Atendimento, cópia' })
    const conversation = await ask(ana, 'POST', '/v1/conversations', { agent_id: agent.id, title: 'Férias' })
    await ask(ana, 'GET', '/v1/conversations')
    await ask(ana, 'GET', `/v1/conversations/${conversation.id}`)
    await ask(ana, 'PATCH', `/v1/conversations/${conversation.id}`, { title: 'Férias de julho' })
    const answered = await ask(ana, 'POST', `/v1/agents/${agent.id}/executions`, {
      question: 'Quantos dias de férias por ano?',
      conversation_id: conversation.id,
    })
    await ask(ana, 'GET', '/v1/models')
    await ask(ana, 'POST', '/v1/chat/completions', {
      model: 'Atendimento do RH',
      messages: [{ role: 'user', content: 'Quantos dias de férias por ano?' }],
    })
    await ask(ana, 'POST', '/v1/responses', { model: 'Atendimento do RH', input: 'Quantos dias de férias por ano?' })
    const budget = await ask(ana, 'POST', '/v1/budgets', { agent_id: agent.id, period: 'month', limit_usd: 50 })
    await ask(ana, 'GET', '/v1/budgets')
    await ask(ana, 'PATCH', `/v1/budgets/${budget.id}`, { limit_usd: 100 })
    await ask(ana, 'GET', '/v1/usage/agents?by=agent')
    await ask(ana, 'GET', `/v1/agents/${agent.id}/executions`)
    await ask(ana, 'GET', '/v1/executions')
    await ask(ana, 'GET', `/v1/executions/${answered.id}`)
    await ask(ana, 'GET', `/v1/executions/${answered.id}/trace`)
    await ask(ana, 'POST', `/v1/executions/${answered.id}/feedback`, { rating: 'up' })
    // As one of another process, which learns of it a moment later.
    const [elsewhere] = await asAdmin(
      `insert into agent_executions (client_id, agent_id, user_id, status, input, started_at, leased_until)
       values ($1, $2, $3, 'running', '{"question": "Posso vender férias?"}', now(), now() + interval '1 hour') returning id`,
      [client.id, agent.id, ana.id],
    )
    await ask(ana, 'POST', `/v1/executions/${elsewhere?.id}/cancel`)

    await ask(ana, 'POST', `${hooks}/${hook.id}/test`)
    await expect.poll(() => new Set(received.map((body) => JSON.parse(body).type)).size, { timeout: 30_000 }).toBe(5)
    const waiting = () => server.call('GET', '/v1/webhook-deliveries?status=pending', { token: ana.token })
    await expect.poll(async () => (await waiting()).body.data.length, { timeout: 30_000 }).toBe(0)
    const sent = await ask(ana, 'GET', '/v1/webhook-deliveries?status=delivered')
    await ask(ana, 'GET', `/v1/webhook-deliveries/${sent.data[0].id}`)
    await ask(ana, 'POST', `/v1/webhook-deliveries/${sent.data[0].id}/redeliver`)
    await ask(ana, 'POST', `${hooks}/${hook.id}/rotate-secret`)

    const key = await ask(ana, 'POST', '/v1/api-keys', { name: 'Chatbot', scopes: ['search'] })
    await ask(ana, 'GET', '/v1/api-keys')
    await ask(ana, 'GET', `/v1/api-keys/${key.id}`)
    await ask(ana, 'PATCH', `/v1/api-keys/${key.id}`, { name: 'Chatbot do site' })
    const credential = await ask(ana, 'POST', '/v1/credentials', {
      name: 'OpenAI',
      service_name: 'openai',
      credential_type: 'openai_compatible',
      settings: { base_url: `${origin}/v1` },
      value: 'sk-segredo',
    })
    await ask(ana, 'GET', '/v1/credentials')
    await ask(ana, 'GET', `/v1/credentials/${credential.id}`)
    await ask(ana, 'PATCH', `/v1/credentials/${credential.id}`, { name: 'OpenAI do RH' })
    await ask(ana, 'PUT', `/v1/credentials/${credential.id}/value`, { value: 'sk-outro' })
    await ask(ana, 'POST', `/v1/credentials/${credential.id}/test`)
    await ask(ana, 'GET', '/v1/usage')
    await ask(ana, 'GET', '/v1/overview')
    await ask(ana, 'GET', '/v1/documents')
    await ask(ana, 'GET', '/v1/audit-log?action=member.updated')

    const messages: Record<string, unknown> = {}
    for (const body of received) {
      const message = JSON.parse(body)
      // The schemas that /docs shows know no other field.
      messageSchemas[message.type as keyof typeof messageSchemas].parse(message)
      messages[message.type] ??= placeholders(message)
    }
    const examples = {
      answers: Object.fromEntries([...answers].sort()),
      messages: Object.fromEntries(Object.entries(messages).sort()),
    }
    await expect(`${JSON.stringify(examples, null, 2)}\n`).toMatchFileSnapshot(recorded)

    const withJson = operations.filter(({ responses }) =>
      Object.entries(responses).some(([status, { content = {} }]) => status < '300' && 'application/json' in content),
    )
    expect(withJson.map(({ operationId }) => operationId).filter((operationId) => !answers.has(operationId))).toEqual(
      [],
    )
    expect(Object.keys(messages).sort()).toEqual(Object.keys(described.webhooks).sort())
  },
)
