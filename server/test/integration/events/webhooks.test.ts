import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { withTenant } from '../../../src/db/tenant.ts'
import { type Delivering, startDelivering } from '../../../src/features/webhooks/outbox.ts'
import { createWebhookSender } from '../../../src/providers/webhooks/send.ts'
import {
  asAdmin,
  createMember,
  createOwner,
  startServer,
  type TestServer,
  textFile,
  waitForDocument,
} from '../../harness/harness.ts'

/** Webhooks, sent to real receivers on this machine and verified with the library that receivers use. */

let server: TestServer
let delivering: Delivering
const receivers: { close(): void }[] = []
beforeAll(async () => {
  server = await startServer({ fetchAllow: ['127.0.0.1'] })
  delivering = startDelivering(server.services, { pollMs: 50 })
})
afterAll(async () => {
  await delivering.stop()
  await server.close()
})
afterEach(() => {
  for (const receiver of receivers.splice(0)) receiver.close()
})

interface Received {
  headers: IncomingHttpHeaders
  body: string
}

/** Takes messages and answers each with the status that `answer` says; null never answers. */
async function startReceiver(answer: (count: number) => number | null = () => 204) {
  const received: Received[] = []
  const http = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    received.push({ headers: request.headers, body })
    const status = answer(received.length)
    if (status === null) return
    response.writeHead(status, status === 302 ? { Location: '/elsewhere' } : {})
    response.end()
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  receivers.push({
    close() {
      http.close()
      http.closeAllConnections()
    },
  })
  return { received, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/hook` }
}

async function setUp(answer?: (count: number) => number | null) {
  const receiver = await startReceiver(answer)
  const { token, client_id } = await createOwner()
  const base = (await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'Base' } })).body
  const path = `/v1/knowledge-bases/${base.id}/collections`
  const collection = (await server.call('POST', path, { token, body: { name: 'Docs' } })).body
  const endpoint = await addEndpoint(token, receiver.url)
  return { ...receiver, token, client_id, collection, endpoint }
}

async function addEndpoint(token: string, url: string) {
  const body = { url, events: ['document.ready', 'document.failed'] }
  const { status, body: made } = await server.call('POST', '/v1/webhook-endpoints', { token, body })
  expect(status).toBe(201)
  return made
}

async function upload(
  token: string,
  collection: { id: string },
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
) {
  const path = `/v1/collections/${collection.id}/documents`
  const { body, status } = await server.call('POST', path, { token, body: textFile(name, content) })
  expect(status, JSON.stringify(body)).toBe(202)
  return waitForDocument(server, token, body.id)
}

const list = async (token: string, query = '') =>
  (await server.call('GET', `/v1/webhook-deliveries${query}`, { token })).body.data

const until = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 20_000, interval: 50 })
const attempted = (token: string, attempts: number) =>
  until(async () => {
    const [delivery] = await list(token)
    expect(delivery?.attempts).toBe(attempts)
    return delivery
  })
/** Nobody waits for the hours between two attempts. */
const makeDue = (client_id: string) =>
  asAdmin(`update webhook_deliveries set next_attempt_at = now() where client_id = $1 and status = 'pending'`, [
    client_id,
  ])
const verify = (secret: string, { headers, body }: Received) =>
  new Webhook(secret).verify(body, headers as Record<string, string>)

describe('a webhook', () => {
  it('tells of a ready document, signed, without its contents', async () => {
    const { token, collection, endpoint, received } = await setUp()
    expect(endpoint.secret).toMatch(/^whsec_/)
    const document = await upload(token, collection, 'ferias.md', '# Férias\n\nTrinta dias por ano.')
    await until(() => expect(received).toHaveLength(1))
    const message = verify(endpoint.secret, received[0] as Received)
    expect(message).toEqual({
      type: 'document.ready',
      timestamp: expect.any(String),
      data: {
        document_id: document.id,
        collection_id: collection.id,
        name: 'ferias.md',
        status: 'ready',
        version_number: 1,
      },
    })
    const delivery = await attempted(token, 1)
    expect(delivery).toMatchObject({ status: 'delivered', last_status_code: 204, message, document_id: document.id })
    expect(received[0]?.headers['webhook-id']).toBe(delivery.message_id)
    expect(() => verify(`whsec_${Buffer.alloc(32).toString('base64')}`, received[0] as Received)).toThrow()
    // What tells of a document goes with it.
    await server.call('DELETE', `/v1/documents/${document.id}`, { token })
    expect(await list(token)).toEqual([])
  })

  it('tells why a document failed, in both languages', async () => {
    const { token, collection, endpoint, received } = await setUp()
    await upload(token, collection, 'quebrado.pdf', '%PDF-1.7 nothing of a PDF')
    await until(() => expect(received).toHaveLength(1))
    const { type, data } = verify(endpoint.secret, received[0] as Received) as { type: string; data: object }
    expect(type).toBe('document.failed')
    expect(data).toMatchObject({ status: 'failed', error_code: expect.any(String) })
    expect(data).toHaveProperty('error_message.pt', expect.any(String))
    expect(data).toHaveProperty('error_message.en', expect.any(String))
    expect(data).not.toHaveProperty('error_params')
  })

  it('is tried again with the same id, while others get theirs and the document is ready', async () => {
    const { token, client_id, collection, received } = await setUp((count) => (count < 3 ? 500 : 200))
    const other = await startReceiver()
    await addEndpoint(token, other.url)
    expect((await upload(token, collection, 'a.md', 'Um texto.')).status).toBe('ready')
    await until(() => expect(other.received).toHaveLength(1))
    const failing = await until(async () => {
      const delivery = (await list(token)).find(({ status }: { status: string }) => status === 'pending')
      expect(delivery).toMatchObject({ attempts: 1, last_status_code: 500, last_error_code: 'status' })
      return delivery
    })
    const wait = Date.parse(failing.next_attempt_at) - Date.now()
    expect(wait).toBeLessThan(6_000)
    for (const count of [2, 3]) {
      await makeDue(client_id)
      await until(() => expect(received).toHaveLength(count))
      await until(async () => expect((await find(token, failing.id)).attempts).toBe(count))
    }
    expect(new Set(received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([failing.message_id]))
    expect(await find(token, failing.id)).toMatchObject({ status: 'delivered', last_error_code: null })
  })

  it('is given up after its last attempt, and can be sent again', async () => {
    let status = 503
    const { token, client_id, collection, received } = await setUp(() => status)
    await upload(token, collection, 'a.md', 'Um texto.')
    const { id } = await attempted(token, 1)
    await asAdmin(`update webhook_deliveries set attempts = 8, next_attempt_at = now() where client_id = $1`, [
      client_id,
    ])
    await attempted(token, 9)
    expect(await find(token, id)).toMatchObject({ status: 'failed', next_attempt_at: null })
    status = 200
    const again = await server.call('POST', `/v1/webhook-deliveries/${id}/redeliver`, { token })
    expect(again.status).toBe(202)
    await until(async () => expect(await find(token, id)).toMatchObject({ status: 'delivered', attempts: 1 }))
    // Delivered or not.
    await server.call('POST', `/v1/webhook-deliveries/${id}/redeliver`, { token })
    await until(() => expect(received).toHaveLength(4))
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  })

  it('follows no redirect', async () => {
    const { token, endpoint, received } = await setUp(() => 302)
    await server.call('POST', `/v1/webhook-endpoints/${endpoint.id}/test`, { token })
    expect(await attempted(token, 1)).toMatchObject({ last_status_code: 302, last_error_code: 'status' })
    expect(received).toHaveLength(1)
  })

  it('ends with the endpoint that says it is gone, until it is switched on again', async () => {
    const { token, endpoint, received } = await setUp((count) => (count === 1 ? 410 : 200))
    const path = `/v1/webhook-endpoints/${endpoint.id}`
    await server.call('POST', `${path}/test`, { token })
    await until(async () =>
      expect((await server.call('GET', path, { token })).body).toMatchObject({
        enabled: false,
        disabled_reason: 'gone',
      }),
    )
    expect((await server.call('POST', `${path}/test`, { token })).body.code).toBe('webhook_disabled')
    const on = await server.call('PATCH', path, { token, body: { enabled: true } })
    expect(on.body).toMatchObject({ enabled: true, disabled_reason: null, failing_since: null })
    await server.call('POST', `${path}/test`, { token })
    await until(() => expect(received).toHaveLength(2))
  })

  it('switches an endpoint off of which nothing has succeeded for five days', async () => {
    const { token, client_id, endpoint } = await setUp(() => 500)
    await asAdmin(`update webhook_endpoints set failing_since = now() - interval '6 days' where client_id = $1`, [
      client_id,
    ])
    await server.call('POST', `/v1/webhook-endpoints/${endpoint.id}/test`, { token })
    await until(async () =>
      expect((await server.call('GET', `/v1/webhook-endpoints/${endpoint.id}`, { token })).body.disabled_reason).toBe(
        'failing',
      ),
    )
  })

  it('carries the signatures of both secrets for a day after a rotation', async () => {
    const { token, client_id, endpoint, received } = await setUp()
    const path = `/v1/webhook-endpoints/${endpoint.id}`
    const { status, body: rotated } = await server.call('POST', `${path}/rotate-secret`, { token })
    expect(status).toBe(200)
    expect(rotated.secret).not.toBe(endpoint.secret)
    await server.call('POST', `${path}/test`, { token })
    await until(() => expect(received).toHaveLength(1))
    expect(verify(rotated.secret, received[0] as Received)).toMatchObject({ type: 'webhook.test' })
    expect(verify(endpoint.secret, received[0] as Received)).toMatchObject({ type: 'webhook.test' })
    await asAdmin('update webhook_endpoints set previous_secret_expires_at = now() where client_id = $1', [client_id])
    await server.call('POST', `${path}/test`, { token })
    await until(() => expect(received).toHaveLength(2))
    verify(rotated.secret, received[1] as Received)
    expect(() => verify(endpoint.secret, received[1] as Received)).toThrow()
  })

  it('is sent once, however many send', async () => {
    const others = [1, 2].map(() => startDelivering(server.services, { pollMs: 20 }))
    const { token, endpoint, received } = await setUp()
    for (let i = 0; i < 10; i++) await server.call('POST', `/v1/webhook-endpoints/${endpoint.id}/test`, { token })
    await until(async () => expect(await list(token, '?status=delivered')).toHaveLength(10))
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(10)
    expect(received).toHaveLength(10)
    await Promise.all(others.map((other) => other.stop()))
  })
})

describe('an endpoint', () => {
  it('shows its secret once', async () => {
    const { token } = await createOwner()
    const body = { url: 'https://hooks.invalid/', events: ['document.ready'] }
    const headers = { 'Idempotency-Key': crypto.randomUUID() }
    const first = await server.call('POST', '/v1/webhook-endpoints', { token, body, headers })
    const again = await server.call('POST', '/v1/webhook-endpoints', { token, body, headers })
    expect(first.body.secret).toMatch(/^whsec_/)
    expect(again.body).toEqual({ ...first.body, secret: null })
    expect((await server.call('GET', `/v1/webhook-endpoints/${first.body.id}`, { token })).body.secret).toBeUndefined()
  })

  it('does not give its secret to a tenant’s transaction', async () => {
    const { principal } = await createOwner()
    const { sql } = await import('kysely')
    const { queries } = await import('../../../src/db/query-builder.ts')
    await expect(
      withTenant(server.services.database, principal, (tx) =>
        tx.run(sql`select secret from webhook_endpoints`.compile(queries)),
      ),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('is https, or where the operator allows it', async () => {
    const { token } = await createOwner()
    const events = ['document.ready']
    const create = (url: string) => server.call('POST', '/v1/webhook-endpoints', { token, body: { url, events } })
    expect((await create('http://hooks.invalid/')).body).toMatchObject({ code: 'https_required', field: 'url' })
    expect((await create('https://169.254.169.254/latest')).body).toMatchObject({ code: 'url_not_allowed' })
    for (const inside of ['https://10.0.0.1/', 'http://127.0.0.2:9/', 'http://[::1]/']) {
      const { status, body } = await create(inside)
      expect([status, body.code, body.field]).toEqual([422, 'url_not_allowed', 'url'])
      expect(body.title).toContain('RENUM_FETCH_ALLOW')
    }
    expect((await create('ftp://hooks.invalid/')).status).toBe(400)
    expect((await create('http://127.0.0.1:1/')).status).toBe(201)
  })

  it('has an address and nothing else, for it is shown: no user, password, query or fragment', async () => {
    const { token, client_id } = await createOwner()
    const events = ['document.ready']
    const hook = 'https://hooks.invalid/renum'
    const made = await addEndpoint(token, hook)
    for (const url of [
      'https://ana@hooks.invalid/',
      'https://ana:segredo@hooks.invalid/',
      `${hook}?token=segredo`,
      `${hook}?`,
      `${hook}#segredo`,
    ]) {
      for (const answer of [
        await server.call('POST', '/v1/webhook-endpoints', { token, body: { url, events } }),
        await server.call('PATCH', `/v1/webhook-endpoints/${made.id}`, { token, body: { url } }),
      ]) {
        expect([url, answer.status]).toEqual([url, 400])
        expect(answer.body).toMatchObject({
          code: 'invalid_input',
          field: 'url',
          title: expect.stringContaining('sem usuário, senha'),
        })
      }
      const change = asAdmin('update webhook_endpoints set url = $2 where client_id = $1', [client_id, url])
      await expect(change).rejects.toMatchObject({ constraint: 'webhook_endpoints_url_check' })
    }
  })

  it('is one of ten at most', async () => {
    const { token } = await createOwner()
    const body = { url: 'https://hooks.invalid/', events: ['document.ready'] }
    for (let i = 0; i < 10; i++) await server.call('POST', '/v1/webhook-endpoints', { token, body })
    const { body: refused } = await server.call('POST', '/v1/webhook-endpoints', { token, body })
    expect(refused.code).toBe('too_many_webhook_endpoints')
  })

  it('is one of ten at most, however many are asked for at once', async () => {
    const { token } = await createOwner()
    const body = { url: 'https://hooks.invalid/', events: ['document.ready'] }
    const asked = Array.from({ length: 14 }, () => server.call('POST', '/v1/webhook-endpoints', { token, body }))
    const statuses = (await Promise.all(asked)).map(({ status }) => status).sort()
    expect(statuses).toEqual([...Array(10).fill(201), ...Array(4).fill(409)])
    expect((await server.call('GET', '/v1/webhook-endpoints', { token })).body.data).toHaveLength(10)
  })

  it('is for admins of its own client', async () => {
    const { token, client_id, endpoint } = await setUp()
    await server.call('POST', `/v1/webhook-endpoints/${endpoint.id}/test`, { token })
    const { id } = await attempted(token, 1)
    const { token: user } = await createMember(client_id, 'user')
    const { token: stranger } = await createOwner()
    const paths = [
      ['GET', `/v1/webhook-endpoints/${endpoint.id}`],
      ['DELETE', `/v1/webhook-endpoints/${endpoint.id}`],
      ['POST', `/v1/webhook-endpoints/${endpoint.id}/test`],
      ['POST', `/v1/webhook-endpoints/${endpoint.id}/rotate-secret`],
      ['GET', `/v1/webhook-deliveries/${id}`],
      ['POST', `/v1/webhook-deliveries/${id}/redeliver`],
    ] as const
    for (const [method, path] of paths) {
      expect((await server.call(method, path, { token: user })).status, path).toBe(403)
      expect((await server.call(method, path, { token: stranger })).status, path).toBe(404)
    }
    expect(await list(stranger)).toEqual([])
    expect((await server.call('GET', '/v1/webhook-endpoints', { token: stranger })).body.data).toEqual([])
  })

  it('leaves its changes in the log', async () => {
    const { token, endpoint } = await setUp()
    const path = `/v1/webhook-endpoints/${endpoint.id}`
    await server.call('PATCH', path, { token, body: { enabled: false } })
    await server.call('POST', `${path}/rotate-secret`, { token })
    await server.call('DELETE', path, { token })
    const { body } = await server.call('GET', '/v1/audit-log', { token })
    const entries = body.data.filter(
      ({ subject_type }: { subject_type: string }) => subject_type === 'webhook_endpoint',
    )
    expect(entries.map(({ action }: { action: string }) => action)).toEqual([
      'webhook_endpoint.deleted',
      'webhook_endpoint.updated',
      'webhook_endpoint.updated',
      'webhook_endpoint.created',
    ])
    expect(entries[1].details).toEqual({ secret: true })
    expect(JSON.stringify(entries)).not.toContain('whsec_')
  })
})

describe('the sender', () => {
  it('gives up on a receiver that does not answer', async () => {
    const { url } = await startReceiver(() => null)
    const sender = createWebhookSender({ allow: ['127.0.0.1'], timeoutMs: 200 })
    expect(await sender.send(url, {}, '{}')).toEqual({ ok: false, status_code: null, error_code: 'timed_out' })
  })

  it('says what it did not reach, and what it may not', async () => {
    const { url } = await startReceiver()
    const allowed = createWebhookSender({ allow: ['127.0.0.1'] })
    expect(await allowed.send('http://127.0.0.1:1/', {}, '{}')).toMatchObject({ error_code: 'unreachable' })
    const rebound = createWebhookSender({
      allow: [],
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    })
    expect(await rebound.send('https://hooks.example/', {}, '{}')).toMatchObject({ error_code: 'url_not_allowed' })
    expect(await rebound.send(url, {}, '{}')).toMatchObject({ error_code: 'url_not_allowed' })
  })
})

async function find(token: string, id: string) {
  return (await server.call('GET', `/v1/webhook-deliveries/${id}`, { token })).body
}
