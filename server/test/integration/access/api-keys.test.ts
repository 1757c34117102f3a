import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lastClaims, type Scope, withTenant } from '../../../src/db/tenant.ts'
import { knowledgeBases } from '../../../src/features/knowledge-bases/knowledge-bases.repository.ts'
import { asAdmin, createKey, createMember, createOwner, startServer, type TestServer } from '../../harness/harness.ts'

let server: TestServer
/** Another process: what it is told, the first one must not still believe. */
let other: TestServer
beforeAll(async () => {
  server = await startServer()
  other = await startServer()
})
afterAll(async () => {
  await server.close()
  await other.close()
})

type Owner = Awaited<ReturnType<typeof createOwner>>
const make = (token: string, body: object, headers = {}) =>
  server.call('POST', '/v1/api-keys', { token, body: { name: 'Chave', scopes: ['read'], ...body }, headers })
const list = async (token: string, at = server) => {
  const { status, body } = await at.call('GET', '/v1/knowledge-bases', { token })
  return status === 200 ? 200 : body.code
}
const all: Scope[] = ['read', 'write', 'search', 'agents', 'admin']

async function collectionOf(owner: Owner, body: object = {}): Promise<string> {
  const base = await server.call('POST', '/v1/knowledge-bases', { token: owner.token, body: { name: 'B' } })
  const path = `/v1/knowledge-bases/${base.body.id}/collections`
  return (await server.call('POST', path, { token: owner.token, body: { name: 'C', ...body } })).body.id
}

describe('a key', () => {
  it('is shown once, kept as its hash, and works until it is revoked', async () => {
    const owner = await createOwner()
    const created = await make(owner.token, { scopes: ['read', 'search', 'read'], name: 'Chatbot' })
    expect(created.status).toBe(201)
    const { key, ...row } = created.body
    expect(row).toMatchObject({
      name: 'Chatbot',
      scopes: ['read', 'search'],
      collection_ids: null,
      state: 'active',
      created_by: owner.id,
      created_with: null,
      expires_at: null,
      last_used_at: null,
      prefix: key.slice(0, 12),
      last_four: key.slice(-4),
    })
    expect(await list(key)).toBe(200)
    expect(await list(key, other)).toBe(200)
    const path = `/v1/api-keys/${row.id}`
    const { body } = await server.call('GET', path, { token: owner.token })
    expect(body).toEqual({ ...row, last_used_at: body.last_used_at })
    const kept = JSON.stringify(await asAdmin('select * from api_keys where id = $1', [row.id]))
    expect(kept).not.toContain(key)
    expect((await server.call('DELETE', path, { token: owner.token })).status).toBe(204)
    expect((await server.call('DELETE', path, { token: owner.token })).status).toBe(204)
    expect([await list(key), await list(key, other)]).toEqual(['key_revoked', 'key_revoked'])
    const listed = await server.call('GET', '/v1/api-keys', { token: owner.token })
    expect(listed.body.data).toMatchObject([{ id: row.id, state: 'revoked' }])
    const patched = await server.call('PATCH', path, { token: owner.token, body: { name: 'Outro' } })
    expect(patched.body.code).toBe('key_already_revoked')
  })

  it('that is created again under the same Idempotency-Key is not shown again', async () => {
    const owner = await createOwner()
    const headers = { 'Idempotency-Key': 'uma-vez' }
    const [first, second] = [await make(owner.token, {}, headers), await make(owner.token, {}, headers)]
    expect(second.body).toEqual({ ...first.body, key: null })
    expect(JSON.stringify(await asAdmin('select * from idempotency_keys'))).not.toContain(first.body.key)
  })

  it('is refused by a code of its own: mistyped, unknown, expired, of somebody who is gone, of a suspended client', async () => {
    const owner = await createOwner()
    const admin = await createMember(owner.client_id, 'admin')
    const { token } = await createKey(admin, ['read'])
    const expired = await createKey(owner, ['read'], { expires_at: new Date(Date.now() - 1000).toISOString() })
    const gone = await createKey(owner, ['read'])
    await asAdmin('delete from api_keys where id = $1', [gone.id])
    const last = await createKey(owner, ['read'])
    expect(await list(`${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`)).toBe('key_malformed')
    expect(await list('rnm_')).toBe('key_malformed')
    expect(await list(gone.token)).toBe('key_unknown')
    expect(await list(expired.token)).toBe('key_expired')
    expect(await list(token)).toBe(200)
    const path = `/v1/members/${admin.id}`
    expect((await server.call('DELETE', path, { token: owner.token })).status).toBe(204)
    expect(await list(token)).toBe('key_revoked')
    expect(await list(last.token)).toBe(200)
    await asAdmin(`update clients set status = 'suspended' where id = $1`, [owner.client_id])
    expect(await list(last.token)).toBe('client_suspended')
  })

  it('that does not have the scope does nothing, even if this process still thinks that it has', async () => {
    const owner = await createOwner()
    const { token, id, principal } = await createKey(owner, ['read', 'write'])
    const create = () => server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })
    expect((await create()).status).toBe(201)
    const changed = await other.call('PATCH', `/v1/api-keys/${id}`, { token: owner.token, body: { scopes: ['read'] } })
    expect(changed.body.scopes).toEqual(['read'])
    expect(lastClaims(server.services.database, principal)?.api_key?.scopes).toEqual(['read', 'write'])
    const refused = await create()
    expect([refused.status, refused.body.code]).toEqual([403, 'insufficient_scope'])
    const rows = await withTenant(server.services.database, owner.principal, (tx) =>
      knowledgeBases.list(tx, { limit: 10 }),
    )
    expect(rows.data).toHaveLength(1)
    const grown = await server.call('PATCH', `/v1/api-keys/${id}`, { token: owner.token, body: { scopes: ['write'] } })
    expect(grown.body).toMatchObject({ code: 'more_scopes', field: 'scopes' })
  })

  it('notes when it was used, once a minute', async () => {
    const owner = await createOwner()
    const { token, id } = await createKey(owner, ['read'])
    const usedAt = async () =>
      (await server.call('GET', `/v1/api-keys/${id}`, { token: owner.token })).body.last_used_at
    expect(await usedAt()).toBeNull()
    await list(token)
    await expect.poll(usedAt, { timeout: 10_000 }).not.toBeNull()
    const first = await usedAt()
    await list(token, other)
    await list(token)
    expect(await usedAt()).toBe(first)
  })
})

describe('a key that is refused', () => {
  it('hears of its own limits, in both languages, and not of a role', async () => {
    const owner = await createOwner()
    const member = await createMember(owner.client_id, 'viewer')
    const say = async (scopes: Scope[], method: string, path: string, body?: object) => {
      const { token } = await createKey(owner, scopes)
      const titles: string[] = []
      for (const language of ['pt', 'en']) {
        const headers = { 'Accept-Language': language }
        const { status, body: refused } = await server.call(method, path, { token, headers, ...(body && { body }) })
        expect(status).toBe(403)
        expect(refused.title).not.toMatch(/papel|role/)
        titles.push(refused.code, refused.title)
      }
      return titles.filter((title, n) => titles.indexOf(title) === n)
    }
    expect(await say(['read'], 'POST', '/v1/knowledge-bases', { name: 'B' })).toEqual([
      'insufficient_scope',
      'Esta chave de API é limitada: não tem o escopo write. Use uma chave que o tenha.',
      'This API key is limited: it does not have the scope write. Use one that has it.',
    ])
    // An owner is made by an owner alone, which no key is.
    const [code] = await say(['admin'], 'PATCH', `/v1/members/${member.id}`, { role: 'owner' })
    expect(code).toBe('person_required')
  })
})

describe('a key for some collections', () => {
  it('sees only those, restricted ones too, and makes none', async () => {
    const owner = await createOwner()
    const [open, closed] = [await collectionOf(owner), await collectionOf(owner, { access: 'restricted' })]
    const created = await make(owner.token, { scopes: ['read', 'write'], collection_ids: [closed] })
    expect(created.body.collection_ids).toEqual([closed])
    const token = created.body.key
    const get = async (id: string) => (await server.call('GET', `/v1/collections/${id}`, { token })).status
    expect([await get(open), await get(closed)]).toEqual([404, 200])
    expect(await get(await collectionOf(owner))).toBe(404)
    const base = (await server.call('GET', '/v1/knowledge-bases', { token })).body.data[0].id
    const path = `/v1/knowledge-bases/${base}/collections`
    expect((await server.call('POST', path, { token, body: { name: 'N' } })).body.code).toBe('key_limited')
    await server.call('DELETE', `/v1/collections/${closed}`, { token: owner.token })
    expect([await get(open), await get(closed)]).toEqual([404, 404])
  })

  it('changes no knowledge base, which is of others too', async () => {
    const owner = await createOwner()
    const base = await server.call('POST', '/v1/knowledge-bases', { token: owner.token, body: { name: 'B' } })
    const collections = `/v1/knowledge-bases/${base.body.id}/collections`
    const { body } = await server.call('POST', collections, { token: owner.token, body: { name: 'C' } })
    const { token } = await createKey(owner, ['read', 'write'], { collection_ids: [body.id] })
    const path = `/v1/knowledge-bases/${base.body.id}`
    const tried = [
      await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'D' } }),
      await server.call('PATCH', path, { token, body: { name: 'E' } }),
      await server.call('DELETE', path, { token }),
    ]
    const refused = Array.from(tried, () => [403, 'key_limited'])
    expect(tried.map(({ status, body }) => [status, body.code])).toEqual(refused)
    const usage = await server.call('GET', '/v1/usage', { token })
    expect(usage.body.title).toMatch(/^Esta chave de API é limitada a algumas coleções/)
    expect((await server.call('GET', path, { token })).body.name).toBe('B')
  })

  it('is not made for a foreign one, nor with the scope admin', async () => {
    const [owner, foreign] = [await createOwner(), await createOwner()]
    const theirs = await make(owner.token, { collection_ids: [await collectionOf(foreign)] })
    const nobodys = await make(owner.token, { collection_ids: [crypto.randomUUID()] })
    expect([theirs.status, theirs.body.code]).toEqual([404, 'not_found'])
    expect({ ...theirs.body, request_id: '' }).toEqual({ ...nobodys.body, request_id: '' })
    const admin = await make(owner.token, { scopes: ['admin'], collection_ids: [await collectionOf(owner)] })
    expect(admin.body).toMatchObject({ code: 'invalid_input', field: 'collection_ids' })
  })
})

describe('keys are made by admins', () => {
  it('and by nobody else', async () => {
    const owner = await createOwner()
    const user = await createMember(owner.client_id, 'user')
    expect((await make(user.token, {})).body.code).toBe('forbidden')
    const past = await make(owner.token, { expires_at: '2020-01-01T00:00:00Z' })
    expect(past.body).toMatchObject({ code: 'invalid_input', field: 'expires_at' })
    expect((await make(owner.token, { scopes: ['everything'] })).body.code).toBe('invalid_input')
  })

  it('and by their keys, of no more than they are worth; with the first one all of them end', async () => {
    const owner = await createOwner()
    const expires_at = new Date(Date.now() + 3_600_000).toISOString()
    const first = await createKey(owner, ['read', 'admin'], { expires_at })
    const more = await make(first.token, { scopes: ['read', 'write'] })
    expect(more.body).toMatchObject({ code: 'insufficient_scope', field: 'scopes' })
    expect((await make(first.token, { expires_at: null })).body.code).toBe('outlives_key')
    const second = await make(first.token, { scopes: ['admin'] })
    expect(second.body).toMatchObject({ created_by: owner.id, created_with: first.id })
    expect(Date.parse(second.body.expires_at)).toBe(Date.parse(expires_at))
    const path = `/v1/api-keys/${second.body.id}`
    const longer = await server.call('PATCH', path, { token: first.token, body: { expires_at: null } })
    expect(longer.body.code).toBe('outlives_key')
    const third = await make(second.body.key, { scopes: ['admin'] })
    const still = () => server.call('GET', '/v1/api-keys', { token: third.body.key })
    expect((await still()).status).toBe(200)
    await server.call('DELETE', `/v1/api-keys/${first.id}`, { token: owner.token })
    expect((await still()).body.code).toBe('key_revoked')
  })

  it('whose keys are narrowed and shortened with it', async () => {
    const owner = await createOwner()
    const first = await createKey(owner, ['read', 'admin'], {})
    const [child, narrow] = [
      await make(first.token, { scopes: ['read', 'admin'] }),
      await make(first.token, { scopes: ['read'] }),
    ]
    const ask = (key: string) => server.call('GET', '/v1/knowledge-bases', { token: key })
    expect((await ask(child.body.key)).status).toBe(200)
    const path = `/v1/api-keys/${first.id}`
    expect((await server.call('PATCH', path, { token: owner.token, body: { scopes: ['read'] } })).status).toBe(200)
    expect((await ask(child.body.key)).body.code).toBe('key_revoked')
    expect((await ask(narrow.body.key)).status).toBe(200)
    await asAdmin(`update api_keys set expires_at = now() where id = $1`, [first.id])
    expect((await ask(narrow.body.key)).body.code).toBe('key_expired')
  })

  it('in the database too, whatever the route forgets', async () => {
    const owner = await createOwner()
    const { principal } = await createKey(owner, ['admin'], { expires_at: '2099-01-01T00:00:00Z' })
    const { queries } = await import('../../../src/db/query-builder.ts')
    const values = { name: 'K', key_hash: 'c'.repeat(64), prefix: 'rnm_12345678', last_four: 'abcd' }
    const insert = (more: { scopes: Scope[]; expires_at?: string }) =>
      withTenant(server.services.database, principal, (tx) =>
        tx.run(queries.insertInto('api_keys').values({ ...values, ...more })),
      )
    await expect(insert({ scopes: all, expires_at: '2098-01-01T00:00:00Z' })).rejects.toMatchObject({
      code: 'key_forbidden',
      params: { scopes: 'admin' },
    })
    await expect(insert({ scopes: ['admin'] })).rejects.toMatchObject({ code: 'key_forbidden' })
    await insert({ scopes: ['admin'], expires_at: '2098-01-01T00:00:00Z' })
  })
})
