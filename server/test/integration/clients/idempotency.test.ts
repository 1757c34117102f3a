import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deleteExpiredResponses } from '../../../src/features/idempotency/delete-expired.ts'
import {
  asAdmin,
  createMember,
  createOwner,
  createUser,
  startServer,
  type TestServer,
  textFile,
  waitForDocument,
} from '../../harness/harness.ts'

let server: TestServer
let owner: Awaited<ReturnType<typeof createOwner>>
let token: string
let collection: string
beforeAll(async () => {
  server = await startServer()
  owner = await createOwner()
  token = owner.token
  const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })
  const path = `/v1/knowledge-bases/${base.body.id}/collections`
  collection = (await server.call('POST', path, { token, body: { name: 'C' } })).body.id
})
afterAll(() => server.close())

const post = (path: string, body: unknown, key: string, as = token) =>
  server.call('POST', path, { token: as, body, headers: { 'Idempotency-Key': key } })

describe('an Idempotency-Key', () => {
  it('gives a repetition the first answer, and creates nothing', async () => {
    const name = crypto.randomUUID()
    const key = crypto.randomUUID()
    const first = await post('/v1/knowledge-bases', { name }, key)
    const second = await post('/v1/knowledge-bases', { name }, key)
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body).toEqual(first.body)
    expect(first.headers.get('idempotency-replayed')).toBeNull()
    expect(second.headers.get('idempotency-replayed')).toBe('true')
    const { body } = await server.call('GET', `/v1/knowledge-bases?name=${name}`, { token })
    expect(body.data).toHaveLength(1)
  })

  it('gives twenty repetitions at the same moment one row', async () => {
    const name = crypto.randomUUID()
    const key = crypto.randomUUID()
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('/v1/knowledge-bases', { name }, key)))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    expect((await server.call('GET', `/v1/knowledge-bases?name=${name}`, { token })).body.data).toHaveLength(1)
  })

  it('covers uploads: one document, one file, one job', async () => {
    const key = crypto.randomUUID()
    const path = `/v1/collections/${collection}/documents`
    const name = `${key}.txt`
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(path, textFile(name, 'um texto'), key)))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    const id = answers[0]?.body.id
    const { body } = await server.call('GET', `${path}?name=${name}`, { token })
    expect(body.data).toHaveLength(1)
    const files = await asAdmin('select name from storage.objects where name like $1', [`%/${id}/%`])
    expect(files).toHaveLength(1)
    const other = await post(path, textFile(name, 'outro texto'), key)
    expect([other.status, other.body.code, other.body.field]).toEqual([
      422,
      'idempotency_key_reused',
      'Idempotency-Key',
    ])
    const version = crypto.randomUUID()
    const next = () => post(`/v1/documents/${id}/versions`, { text: 'mais' }, version)
    expect([(await next()).body.latest_version, (await next()).body.latest_version]).toEqual([2, 2])
  })

  it('covers clients: a person who asks twice has one more', async () => {
    const person = await createUser()
    const key = crypto.randomUUID()
    const create = () => post('/v1/clients', { name: 'Aurora' }, key, person.token)
    const [first, second] = await Promise.all([create(), create()])
    expect(first?.body).toEqual(second?.body)
    const me = await server.call('GET', '/v1/me', { token: person.token })
    expect(me.body.clients).toHaveLength(1)
    expect((await post('/v1/clients', { name: 'Outra' }, key, person.token)).body.code).toBe('idempotency_key_reused')
  })

  it('is one person’s own: another one’s is another key', async () => {
    const key = crypto.randomUUID()
    const colleague = await createMember(owner.client_id, 'user')
    const stranger = await createOwner()
    const ids = []
    for (const as of [token, colleague.token, stranger.token]) {
      ids.push((await post('/v1/knowledge-bases', { name: 'B' }, key, as)).body.id)
    }
    expect(new Set(ids).size).toBe(3)
  })

  it('of a request that failed may be used again', async () => {
    const key = crypto.randomUUID()
    const gone = `/v1/knowledge-bases/${crypto.randomUUID()}/collections`
    expect((await post(gone, { name: 'C' }, key)).status).toBe(404)
    expect((await post('/v1/knowledge-bases', { name: 'B' }, key)).status).toBe(201)
  })

  it('gives nothing that has been deleted, or hidden from the caller, since', async () => {
    const member = await createMember(owner.client_id, 'user')
    const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })
    const created = await server.call('POST', `/v1/knowledge-bases/${base.body.id}/collections`, {
      token,
      body: { name: 'Open' },
    })
    const path = `/v1/collections/${created.body.id}`
    const [upload, repeat] = [crypto.randomUUID(), crypto.randomUUID()]
    const first = await post(`${path}/documents`, { name: 'plano.txt', text: 'um plano' }, upload, member.token)
    await waitForDocument(server, member.token, first.body.id)
    const reprocess = `/v1/documents/${first.body.id}/reprocess`
    const again = () => server.call('POST', reprocess, { token: member.token, headers: { 'Idempotency-Key': repeat } })
    expect((await again()).status).toBe(202)
    await waitForDocument(server, member.token, first.body.id)
    expect(await again()).toMatchObject({ status: 202, body: { id: first.body.id } })

    await server.call('PATCH', path, { token, body: { access: 'restricted' } })
    expect(await again()).toMatchObject({ status: 404, body: { code: 'not_found' } })
    const same = await post(`${path}/documents`, { name: 'plano.txt', text: 'um plano' }, upload, member.token)
    expect(same).toMatchObject({ status: 404, body: { code: 'not_found' } })

    await server.call('PATCH', path, { token, body: { access: 'open' } })
    expect((await again()).status).toBe(202)
    await server.call('DELETE', `/v1/documents/${first.body.id}`, { token })
    expect(await again()).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  it('is forgotten after a day', async () => {
    const key = crypto.randomUUID()
    const first = await post('/v1/knowledge-bases', { name: 'B' }, key)
    await asAdmin(`update idempotency_keys set created_at = now() - interval '25 hours' where key = $1`, [key])
    const second = await post('/v1/knowledge-bases', { name: 'B' }, key)
    expect(second.body.id).not.toBe(first.body.id)
  })

  it('of whoever never comes back is deleted after a day, whosever it is', async () => {
    const [stale, fresh] = [crypto.randomUUID(), crypto.randomUUID()]
    const stranger = await createOwner()
    await post('/v1/knowledge-bases', { name: 'B' }, stale)
    await post('/v1/clients', { name: 'C' }, stale, stranger.token)
    const kept = await post('/v1/knowledge-bases', { name: 'B' }, fresh)
    await asAdmin(`update idempotency_keys set created_at = now() - interval '25 hours' where key = $1`, [stale])
    // More than go in one batch.
    await asAdmin(
      `insert into idempotency_keys (client_id, principal, key, request_hash, created_at)
       select $1, 'user:' || $2, 'old-' || n, repeat('a', 64), now() - interval '2 days' from generate_series(1, 1001) n`,
      [owner.client_id, owner.id],
    )
    expect(await deleteExpiredResponses(server.services.database)).toBeGreaterThanOrEqual(1003)
    expect(await asAdmin(`select from idempotency_keys where key = $1 or key like 'old-%'`, [stale])).toEqual([])
    expect((await post('/v1/knowledge-bases', { name: 'B' }, fresh)).body.id).toBe(kept.body.id)
  })

  it.each(['', 'a'.repeat(256), 'com espaço', 'é'])('%j is refused', async (key) => {
    const answer = await server
      .call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' }, headers: { 'Idempotency-Key': key } })
      .catch(() => null)
    // A header cannot carry every character: then the request never leaves.
    if (answer) expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input', field: 'idempotency-key' } })
  })
})
