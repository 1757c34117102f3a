import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withTenant } from '../../../src/db/tenant.ts'
import { judgeCredential } from '../../../src/features/credentials/credentials.repository.ts'
import { useCredential } from '../../../src/features/credentials/credentials.ts'
import { company } from '../../harness/company.ts'
import { asAdmin, createMember, createOwner, readBody, startServer, type TestServer } from '../../harness/harness.ts'

let server: TestServer
/** A service on this machine, and what it was asked. */
let service: Server
let asked: { url: string | undefined; authorization: string | undefined; key: unknown }[] = []
let answer: { status: number; headers?: Record<string, string> } = { status: 200 }
let base_url: string

beforeAll(async () => {
  service = createServer((request, response) => {
    const { url, headers } = request
    asked.push({ url, authorization: headers.authorization, key: headers['x-key'] })
    response.writeHead(answer.status, answer.headers).end('{"echo": "the body of the service"}')
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  base_url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`
  server = await startServer({ fetchAllow: ['127.0.0.1'] })
})
afterAll(async () => {
  await server.close()
  service.close()
})

type Person = Awaited<ReturnType<typeof createOwner>>
const value = 'sk-muito-secreto-1234'

function call(person: { token: string }, method: string, path: string, body?: unknown, headers = {}) {
  return server.call(method, path, { token: person.token, headers, ...(body === undefined ? {} : { body }) })
}

function given(more: object = {}) {
  return {
    name: 'OpenAI',
    service_name: 'openai',
    credential_type: 'openai_compatible',
    settings: { base_url: `${base_url}/v1` },
    value,
    ...more,
  }
}

async function create(person: Person, more: object = {}) {
  const { status, body } = await call(person, 'POST', '/v1/credentials', given(more))
  expect(status, JSON.stringify(body)).toBe(201)
  return body as { id: string; key_id: string; state: string }
}

async function tokenOf(id: string): Promise<string> {
  const [row] = await asAdmin<{ encrypted_value: string }>(
    'select encrypted_value from api_credentials where id = $1',
    [id],
  )
  return row?.encrypted_value ?? ''
}

async function actionsOn(person: Person, id: string): Promise<string[]> {
  const { body } = await call(person, 'GET', '/v1/audit-log')
  const entries = body.data as { action: string; subject_id: string }[]
  return entries.filter((entry) => entry.subject_id === id).map(({ action }) => action)
}

const use = (person: Person, id: string) => useCredential(server.services, person.principal, id, 'models')

describe('a credential', () => {
  it('is given to admins and jobs alone, whatever the server asked before', async () => {
    const { owner, admin, user, viewer } = await company()
    const { id } = (await call(owner, 'POST', '/v1/credentials', given())).body
    for (const { principal } of [user, viewer]) {
      await expect(useCredential(server.services, principal, id, 'models')).rejects.toMatchObject({ code: 'forbidden' })
      await expect(
        withTenant(server.services.database, principal, (tx) => judgeCredential(tx, id, 'x', 'unreadable')),
      ).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect((await use(admin, id)).secret.reveal()).toBe(value)
    expect(await actionsOn(owner, id)).toEqual(['credential.used', 'credential.created'])
  })

  it('goes in once and never comes out', async () => {
    const owner = await createOwner()
    const created = await call(owner, 'POST', '/v1/credentials', given())
    expect(created.body).toEqual({
      id: expect.any(String),
      name: 'OpenAI',
      service_name: 'openai',
      credential_type: 'openai_compatible',
      settings: { base_url: `${base_url}/v1` },
      last_four: '1234',
      state: 'ok',
      key_id: server.services.keyring?.key_id,
      created_by: owner.id,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      last_used_at: null,
    })
    const one = await call(owner, 'GET', `/v1/credentials/${created.body.id}`)
    expect(one.body).toEqual(created.body)
    const list = await call(owner, 'GET', '/v1/credentials')
    expect(list.body).toEqual({ data: [created.body], next_cursor: null })
    const changed = await call(owner, 'PATCH', `/v1/credentials/${created.body.id}`, { name: 'Outra' })
    expect(changed.body.name).toBe('Outra')
    expect(JSON.stringify([created.body, one.body, list.body, changed.body])).not.toContain(value)
    expect(await tokenOf(created.body.id)).not.toContain(value)
    expect((await call(owner, 'DELETE', `/v1/credentials/${created.body.id}`)).status).toBe(204)
    expect((await call(owner, 'GET', `/v1/credentials/${created.body.id}`)).status).toBe(404)
    expect(await actionsOn(owner, created.body.id)).toEqual([
      'credential.deleted',
      'credential.updated',
      'credential.created',
    ])
  })

  it('is for admins, and tells nothing of a short value', async () => {
    const owner = await createOwner()
    const { id } = await create(owner, { value: 'curto-1234' })
    expect((await call(owner, 'GET', `/v1/credentials/${id}`)).body.last_four).toBeNull()
    const user = await createMember(owner.client_id, 'user')
    for (const [method, path, body] of [
      ['GET', '/v1/credentials'],
      ['POST', '/v1/credentials', given()],
      ['GET', `/v1/credentials/${id}`],
      ['PATCH', `/v1/credentials/${id}`, { name: 'X' }],
      ['PUT', `/v1/credentials/${id}/value`, { value }],
      ['POST', `/v1/credentials/${id}/test`],
      ['DELETE', `/v1/credentials/${id}`],
    ] as const) {
      expect((await call(user, method, path, body)).body, `${method} ${path}`).toMatchObject({ code: 'forbidden' })
    }
    const admin = await createMember(owner.client_id, 'admin')
    expect((await call(admin, 'GET', `/v1/credentials/${id}`)).status).toBe(200)
  })

  it('is created once under a key, whose kept hash is none of the value', async () => {
    const owner = await createOwner()
    const key = { 'Idempotency-Key': 'once' }
    const first = await call(owner, 'POST', '/v1/credentials', given(), key)
    const again = await call(owner, 'POST', '/v1/credentials', given(), key)
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
    const other = await call(owner, 'POST', '/v1/credentials', given({ value: 'outro' }), key)
    expect(other.body.code).toBe('idempotency_key_reused')
  })

  it.each([
    ['no value', { value: '' }, 'value'],
    ['another type', { credential_type: 'basic' }, 'credential_type'],
    ['a header without its name', { credential_type: 'http_header' }, 'settings.header_name'],
    ['a password in the address', { settings: { base_url: 'https://a:b@service.example' } }, 'settings.base_url'],
    ['a key in the address', { settings: { base_url: 'https://service.example?key=a' } }, 'settings.base_url'],
    [
      'a character that no JSON of the database holds',
      { settings: { base_url: 'https://service.example/\u0000' } },
      'settings.base_url',
    ],
    ['another scheme', { settings: { base_url: 'ftp://service.example' } }, 'settings.base_url'],
    [
      'a header of two lines',
      { settings: { base_url: 'https://a.example', header_name: 'a\r\nb' } },
      'settings.header_name',
    ],
  ])('is refused with %s', async (_, more, field) => {
    const { status, body } = await call(await createOwner(), 'POST', '/v1/credentials', given(more))
    expect([status, body.code, body.field]).toEqual([400, 'invalid_input', field])
    expect(JSON.stringify(body)).not.toContain(value)
  })

  it('points at another host only together with its value', async () => {
    const owner = await createOwner()
    const { id } = await create(owner)
    const settings = { base_url: 'https://thief.example/v1' }
    const refused = await call(owner, 'PATCH', `/v1/credentials/${id}`, { settings })
    expect([refused.status, refused.body.code]).toEqual([409, 'credential_host_fixed'])
    const same = await call(owner, 'PATCH', `/v1/credentials/${id}`, { settings: { base_url: `${base_url}/v2` } })
    expect(same.body.settings).toEqual({ base_url: `${base_url}/v2` })
    const moved = await call(owner, 'PUT', `/v1/credentials/${id}/value`, { value: 'um-valor-novo-9876', settings })
    expect(moved.body).toMatchObject({ settings, last_four: '9876' })
  })
})

describe('a credential of a header', () => {
  it('never loses the name of its header, whichever way it is changed', async () => {
    const owner = await createOwner()
    const { id } = await create(owner, { credential_type: 'http_header', settings: { base_url, header_name: 'X-Key' } })
    const settings = { base_url }
    for (const refused of [
      await call(owner, 'PATCH', `/v1/credentials/${id}`, { settings }),
      await call(owner, 'PUT', `/v1/credentials/${id}/value`, { value: 'um-valor-novo-9876', settings }),
    ]) {
      expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_input', field: 'settings.header_name' } })
    }
    expect((await call(owner, 'GET', `/v1/credentials/${id}`)).body).toMatchObject({
      settings: { header_name: 'X-Key' },
    })
  })
})

describe('using a credential', () => {
  it('gives the value to the code that asks, and leaves a trace in the same transaction', async () => {
    const owner = await createOwner()
    const { id } = await create(owner)
    const { secret, settings } = await use(owner, id)
    expect([secret.reveal(), settings.base_url]).toEqual([value, `${base_url}/v1`])
    expect(`${secret} ${JSON.stringify({ secret })}`).not.toContain(value)
    const { body } = await call(owner, 'GET', `/v1/credentials/${id}`)
    expect(Date.parse(body.last_used_at)).toBeGreaterThanOrEqual(Date.parse(body.created_at))
    expect(body.updated_at).toBe(body.created_at)
    const { body: log } = await call(owner, 'GET', '/v1/audit-log?action=credential.used')
    expect(log.data).toMatchObject([
      { subject_id: id, user_id: owner.id, details: { purpose: 'models', service_name: 'openai' } },
    ])
    const job = { kind: 'job', client_id: owner.client_id } as const
    expect((await useCredential(server.services, job, id, 'embeddings')).secret.reveal()).toBe(value)
    const stranger = await createOwner()
    await expect(use(stranger, id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('refuses a value of another row of the client, and one of another client, by a code of its own', async () => {
    const [owner, stranger] = [await createOwner(), await createOwner()]
    const [mine, other, foreign] = [await create(owner), await create(owner), await create(stranger)]
    for (const source of [other, foreign]) {
      const token = await tokenOf(source.id)
      await asAdmin('update api_credentials set encrypted_value = $2 where id = $1', [mine.id, token])
      await expect(use(owner, mine.id)).rejects.toMatchObject({ code: 'credential_swapped' })
    }
    const tested = await call(owner, 'POST', `/v1/credentials/${mine.id}/test`)
    expect([tested.status, tested.body.code]).toEqual([409, 'credential_swapped'])
    const actions = await actionsOn(owner, mine.id)
    expect(actions.filter((action) => action === 'credential.swapped')).toHaveLength(3)
    expect((await call(owner, 'GET', `/v1/credentials/${mine.id}`)).body.state).toBe('needs_reentry')
    // The one that it was taken from, and the other client's, are as they were.
    expect((await use(owner, other.id)).secret.reveal()).toBe(value)
    expect((await use(stranger, foreign.id)).secret.reveal()).toBe(value)
  })

  it('refuses a flipped bit by another code; the value is entered again, and all else goes on', async () => {
    const owner = await createOwner()
    const [mine, other] = [await create(owner), await create(owner)]
    const token = Buffer.from(await tokenOf(mine.id), 'base64url')
    token.writeUInt8(token.readUInt8(40) ^ 1, 40)
    const flipped = token.toString('base64').replaceAll('+', '-').replaceAll('/', '_')
    await asAdmin('update api_credentials set encrypted_value = $2 where id = $1', [mine.id, flipped])
    for (let i = 0; i < 2; i++) {
      await expect(use(owner, mine.id)).rejects.toMatchObject({ code: 'credential_unreadable' })
    }
    const { body } = await call(owner, 'GET', '/v1/credentials')
    expect(body.data.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual([
      [other.id, 'ok'],
      [mine.id, 'needs_reentry'],
    ])
    expect((await use(owner, other.id)).secret.reveal()).toBe(value)
    const actions = await actionsOn(owner, mine.id)
    expect(actions.filter((action) => action === 'credential.unreadable')).toHaveLength(1)
    const entered = await call(owner, 'PUT', `/v1/credentials/${mine.id}/value`, { value: 'de-novo-5678-abcd' })
    expect(entered.body).toMatchObject({ state: 'ok', last_four: 'abcd' })
    expect((await use(owner, mine.id)).secret.reveal()).toBe('de-novo-5678-abcd')
    expect((await actionsOn(owner, mine.id)).filter((action) => action === 'credential.value_replaced')).toHaveLength(2)
  })

  it('that was only thought unreadable shows as sound again', async () => {
    const owner = await createOwner()
    const { id } = await create(owner)
    await asAdmin('update api_credentials set unreadable_at = now() where id = $1', [id])
    expect((await use(owner, id)).secret.reveal()).toBe(value)
    expect((await call(owner, 'GET', `/v1/credentials/${id}`)).body.state).toBe('ok')
  })
})

describe('testing a credential', () => {
  const test = async (owner: Person, id: string) => (await call(owner, 'POST', `/v1/credentials/${id}/test`)).body

  it('asks the service, each type in its way', async () => {
    const owner = await createOwner()
    asked = []
    answer = { status: 200 }
    const bearer = await create(owner)
    const azure = await create(owner, { settings: { base_url, header_name: 'X-Key' } })
    const header = await create(owner, {
      credential_type: 'http_header',
      settings: { base_url: `${base_url}/me`, header_name: 'X-Key' },
    })
    for (const { id } of [bearer, azure, header]) {
      expect(await test(owner, id)).toEqual({
        ok: true,
        status: 200,
        message: 'O serviço aceitou a credencial.',
        ms: expect.any(Number),
      })
    }
    expect(asked).toEqual([
      { url: '/v1/models', authorization: `Bearer ${value}`, key: undefined },
      { url: '/models', authorization: undefined, key: value },
      { url: '/me', authorization: undefined, key: value },
    ])
  })

  it('says what is wrong, follows no redirect, and never shows the secret or the answer', async () => {
    const owner = await createOwner()
    const { id } = await create(owner)
    for (const [status, headers] of [
      [401, {}],
      [404, {}],
      [302, { Location: `${base_url}/elsewhere` }],
      [500, {}],
    ] as const) {
      asked = []
      answer = { status, headers }
      const body = await test(owner, id)
      expect(body).toMatchObject({ ok: false, status })
      expect(JSON.stringify(body)).not.toMatch(/muito-secreto|the body of the service/)
      expect(asked).toHaveLength(1)
    }
    answer = { status: 200 }
  })

  it('does not reach what only this machine reaches, nothing without TLS, and gives up on what does not answer', async () => {
    const owner = await createOwner()
    const messages: Record<string, string> = {
      'https://10.0.0.1/v1': 'RENUM_FETCH_ALLOW',
      'https://169.254.169.254/v1': 'RENUM_FETCH_ALLOW',
      'http://service.invalid/v1': 'TLS',
      'https://service.invalid/v1': 'não existe',
      'http://127.0.0.1:1/v1': 'Não há conexão',
    }
    for (const [url, message] of Object.entries(messages)) {
      const { id } = await create(owner, { settings: { base_url: url } })
      const body = await test(owner, id)
      expect(body, url).toMatchObject({ ok: false, status: null, message: expect.stringContaining(message) })
    }
  })
})

describe('an install without a key', () => {
  it('says so on every route that needs one', async () => {
    const { keyring } = server.services
    const owner = await createOwner()
    const { createApp } = await import('../../../src/http/app.ts')
    const app = createApp({ ...server.services, keyring: null })
    for (const [method, path, body] of [
      ['GET', '/v1/credentials'],
      ['POST', '/v1/credentials', given()],
      ['PUT', `/v1/credentials/${owner.id}/value`, { value }],
      ['POST', `/v1/credentials/${owner.id}/test`],
    ] as const) {
      const response = await app.request(path, {
        method,
        headers: { Authorization: `Bearer ${owner.token}`, 'Content-Type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      expect([response.status, readBody(await response.text()).code]).toEqual([409, 'encryption_not_configured'])
    }
    expect(keyring).not.toBeNull()
  })
})
