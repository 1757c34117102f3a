import { createClient } from '@supabase/supabase-js'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { queries } from '../../../src/db/query-builder.ts'
import { withSystem } from '../../../src/db/system.ts'
import { withTenant } from '../../../src/db/tenant.ts'
import { createApp } from '../../../src/http/app.ts'
import { listen } from '../../../src/start/listen.ts'
import { asAdmin, createMember, createOwner, createUser, startServer, type TestServer } from '../../harness/harness.ts'

let server: TestServer
let behindProxy: TestServer
beforeAll(async () => {
  server = await startServer()
  behindProxy = await startServer({ trustProxy: 1 })
})
afterAll(() => Promise.all([server.close(), behindProxy.close()]))

interface Entry {
  id: string
  action: string
  actor: string | null
  user_id: string | null
  subject_type: string
  subject_id: string
  details: Record<string, unknown>
  ip: string | null
  user_agent: string | null
  request_id: string | null
  created_at: string
}

const call = (who: { token: string }, method: string, path: string, body?: unknown, headers = {}) =>
  server.call(method, path, { token: who.token, headers, ...(body === undefined ? {} : { body }) })

async function log(who: { token: string }, query = ''): Promise<Entry[]> {
  const { status, body } = await call(who, 'GET', `/v1/audit-log${query}`)
  expect(status).toBe(200)
  return body.data
}

/** A sign-in, as Supabase's own Auth writes it down. */
async function openSession(user_id: string, ip: string): Promise<string> {
  const id = crypto.randomUUID()
  await asAdmin(
    `insert into auth.sessions (id, user_id, created_at, ip, user_agent) values ($1, $2, now(), $3, 'navegador/2')`,
    [id, user_id, ip],
  )
  await asAdmin(`update auth.users set last_sign_in_at = now() where id = $1`, [user_id])
  return id
}

describe('the audit log', () => {
  it('tells who did what, when, and from where', async () => {
    const owner = await createOwner()
    const guest = await createUser()
    const headers = { 'X-Request-Id': 'pedido-1', 'User-Agent': 'navegador/1', 'X-Forwarded-For': '203.0.113.9' }
    const email = `${guest.id}@test.example`
    const given = await call(owner, 'POST', '/v1/invitations', { email, role: 'user' }, headers)
    await call(guest, 'POST', '/v1/invitations/accept', { token: given.body.token })
    await call(owner, 'PATCH', `/v1/members/${guest.id}`, { role: 'viewer' })
    await call(owner, 'DELETE', `/v1/members/${guest.id}`)
    const entries = await log(owner)
    const [removed, changed, accepted, joined, invited] = entries
    const by = (who: { id: string }) => ({ actor: `user:${who.id}`, user_id: who.id })
    expect(invited).toMatchObject({
      action: 'invitation.created',
      ...by(owner),
      subject_id: given.body.id,
      details: { email, role: 'user' },
      request_id: 'pedido-1',
      user_agent: 'navegador/1',
      // No proxy of ours stands in front: that header is the caller's own word.
      ip: null,
    })
    expect(joined).toMatchObject({
      action: 'member.created',
      ...by(guest),
      subject_id: guest.id,
      details: { role: 'user', email },
    })
    expect(accepted).toMatchObject({ action: 'invitation.accepted', ...by(guest), details: { email, role: 'user' } })
    expect(changed).toMatchObject({
      action: 'member.updated',
      details: { role: { from: 'user', to: 'viewer' }, email },
    })
    expect(removed).toMatchObject({ action: 'member.deleted', ...by(owner), details: { role: 'viewer', email } })
    expect(JSON.stringify(entries)).not.toContain(given.body.token)
    const times = entries.map(({ created_at }) => Date.parse(created_at))
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })

  it('knows the address at the other end of a connection', async () => {
    const { token } = await createOwner()
    const listening = await listen(createApp(server.services).fetch, 0)
    const answer = await fetch(`http://127.0.0.1:${listening.port}/v1/invitations`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: 'a@test.example', role: 'user' }),
    })
    expect(answer.status).toBe(201)
    await listening.close(0)
    const [entry] = await log({ token })
    expect(entry).toMatchObject({ action: 'invitation.created', ip: '127.0.0.1' })
  })

  it('takes an address from a proxy of ours, and from no further', async () => {
    const { token } = await createOwner()
    const { body } = await behindProxy.call('POST', '/v1/invitations', {
      token,
      body: { email: 'a@test.example', role: 'user' },
      headers: { 'X-Forwarded-For': '198.51.100.1, 203.0.113.9' },
    })
    const [entry] = await log({ token })
    expect(entry).toMatchObject({ subject_id: body.id, ip: '203.0.113.9' })
  })

  it('covers clients, grants, restricted collections, keys, credentials and sign-ins, without their secrets', async () => {
    const person = await createUser()
    const { body: client } = await call(person, 'POST', '/v1/clients', { name: 'Aurora' })
    await call(person, 'PATCH', `/v1/clients/${client.id}`, { name: 'Aurora S.A.' })
    const { body: base } = await call(person, 'POST', '/v1/knowledge-bases', { name: 'B' })
    const path = `/v1/knowledge-bases/${base.id}/collections`
    const { body: collection } = await call(person, 'POST', path, { name: 'Folha', access: 'restricted' })
    const { body: grant } = await call(person, 'POST', `/v1/collections/${collection.id}/grants`, { role: 'user' })
    await call(person, 'DELETE', `/v1/collections/${collection.id}/grants/${grant.id}`)
    await call(person, 'PATCH', `/v1/collections/${collection.id}`, { name: 'Outra' })
    await call(person, 'PATCH', `/v1/collections/${collection.id}`, { access: 'open' })
    const hash = 'ab'.repeat(32)
    const run = (text: string) =>
      withTenant(server.services.database, person.principal, (tx) => tx.run(sql.raw(text).compile(queries)))
    await run(
      `insert into api_keys (name, key_hash, prefix, last_four, scopes)
       values ('robô', '${hash}', 'rnm_12345678', 'abcd', '{read}')`,
    )
    await run(`update api_keys set expires_at = now() + interval '1 day'`)
    await run(`update api_keys set revoked_at = now()`)
    const asked = { name: 'S', service_name: 's', credential_type: 'openai_compatible', value: 'um segredo' }
    const { body: credential } = await call(person, 'POST', '/v1/credentials', {
      ...asked,
      settings: { base_url: 'https://service.invalid/v1' },
    })
    await call(person, 'PUT', `/v1/credentials/${credential.id}/value`, { value: 'outro segredo' })
    await openSession(person.id, '203.0.113.9')
    const entries = (await log(person)).reverse()
    expect(entries.map(({ action }) => action)).toEqual([
      'client.created',
      'member.created',
      'client.updated',
      'collection.created',
      'grant.created',
      'grant.deleted',
      'collection.updated',
      'api_key.created',
      'api_key.updated',
      'api_key.revoked',
      'credential.created',
      'credential.value_replaced',
      'user.signed_in',
    ])
    expect(entries.every(({ user_id }) => user_id === person.id)).toBe(true)
    expect(entries.find(({ action }) => action === 'client.updated')?.details).toEqual({
      name: { from: 'Aurora', to: 'Aurora S.A.' },
    })
    expect(entries.find(({ action }) => action === 'credential.value_replaced')?.details).toEqual({
      name: 'S',
      service_name: 's',
      credential_type: 'openai_compatible',
      base_url: 'https://service.invalid/v1',
    })
    expect(JSON.stringify(entries)).not.toMatch(/segredo|(ab){32}/)
  })

  it('notes a real sign-in of Supabase Auth', async () => {
    const { supabase } = inject('environment')
    const auth = createClient(supabase.url, supabase.key, { auth: { persistSession: false } }).auth
    const login = { email: `${crypto.randomUUID()}@test.example`, password: crypto.randomUUID() }
    const { data } = await auth.signUp(login)
    const token = data.session?.access_token ?? ''
    await call({ token }, 'POST', '/v1/clients', { name: 'A' })
    expect(await log({ token }, '?action=user.signed_in')).toEqual([])
    const signedIn = await auth.signInWithPassword(login)
    expect(signedIn.error).toBeNull()
    await auth.refreshSession({ refresh_token: signedIn.data.session?.refresh_token ?? '' })
    const [entry, ...others] = await log({ token }, '?action=user.signed_in')
    expect(entry).toMatchObject({
      actor: `user:${data.user?.id}`,
      details: { email: login.email },
      ip: '127.0.0.1',
      user_agent: expect.stringMatching(/./),
    })
    expect(others).toEqual([])
  })

  it('knows where a sign-in came from as Supabase’s own Auth keeps it, and of no session twice', async () => {
    const owner = await createOwner()
    const session = await openSession(owner.id, '2001:db8::7')
    // What a refresh writes.
    await asAdmin(
      `update auth.sessions set ip = '203.0.113.9', user_agent = 'outro', updated_at = now() where id = $1`,
      [session],
    )
    const entries = await log(owner, '?action=user.signed_in')
    expect(entries).toMatchObject([{ subject_id: owner.id, ip: '2001:db8::7', user_agent: 'navegador/2' }])
  })

  it('notes one without its address where sessions cannot be followed', async () => {
    const owner = await createOwner()
    await asAdmin('drop trigger renum_audit_session on auth.sessions')
    await asAdmin(`update auth.users set last_sign_in_at = now() where id = $1`, [owner.id])
    await asAdmin('select private.follow_sessions(); select private.follow_sessions()')
    await asAdmin(`update auth.users set last_sign_in_at = now() where id = $1`, [owner.id])
    expect(await log(owner, '?action=user.signed_in')).toMatchObject([{ subject_id: owner.id, ip: null }])
  })

  it('has nothing of what was rolled back, and no entry where nothing changed', async () => {
    const owner = await createOwner()
    const before = await log(owner)
    expect((await call(owner, 'DELETE', `/v1/members/${owner.id}`)).status).toBe(409)
    await call(owner, 'PATCH', `/v1/clients/${owner.client_id}`, { name: 'Test' })
    expect(await log(owner)).toEqual(before)
  })

  it('is read by owners and admins of the client, and by nobody else', async () => {
    const owner = await createOwner()
    const stranger = await createOwner()
    await createMember(owner.client_id, 'viewer')
    for (const role of ['admin', 'user', 'viewer'] as const) {
      const member = await createMember(owner.client_id, role)
      const { status, body } = await call(member, 'GET', '/v1/audit-log')
      expect([role, status, body.code]).toEqual([
        role,
        role === 'admin' ? 200 : 403,
        role === 'admin' ? undefined : 'forbidden',
      ])
    }
    const theirs = await log(stranger)
    const ours = new Set((await log(owner)).map(({ id }) => id))
    expect(ours.size).toBeGreaterThan(4)
    expect(theirs.some(({ id }) => ours.has(id))).toBe(false)
    expect(theirs.every(({ subject_id }) => [stranger.id, stranger.client_id].includes(subject_id))).toBe(true)
  })

  it('is filtered by action, actor and time, and read page by page', async () => {
    const owner = await createOwner()
    for (const name of ['B', 'C', 'D']) await call(owner, 'PATCH', `/v1/clients/${owner.client_id}`, { name })
    const all = await log(owner)
    const changes = await log(owner, '?action=client.updated')
    expect(changes.map(({ details }) => details)).toEqual([
      { name: { from: 'C', to: 'D' } },
      { name: { from: 'B', to: 'C' } },
      { name: { from: 'Test', to: 'B' } },
    ])
    expect(await log(owner, `?actor=user:${owner.id}`)).toEqual(changes)
    const middle = changes[1]?.created_at ?? ''
    expect(await log(owner, `?from=${middle}&action=client.updated`)).toEqual(changes.slice(0, 2))
    expect(await log(owner, `?to=${middle}&action=client.updated`)).toEqual(changes.slice(2))
    const paged: Entry[] = []
    let cursor = ''
    for (let page = 0; page < 10; page++) {
      const { body } = await call(owner, 'GET', `/v1/audit-log?limit=2${cursor}`)
      paged.push(...body.data)
      if (body.next_cursor === null) break
      cursor = `&cursor=${body.next_cursor}`
    }
    expect(paged).toEqual(all)
    const other = await call(owner, 'GET', `/v1/audit-log?action=client.updated${cursor}`)
    expect([other.status, other.body.code]).toEqual([400, 'invalid_cursor'])
    for (const query of ['from=ontem', 'actor=x', 'action=X', 'user_id=1']) {
      expect((await call(owner, 'GET', `/v1/audit-log?${query}`)).status, query).toBe(400)
    }
  })

  it('is written and changed by nobody, not by an owner and not by the system', async () => {
    const owner = await createOwner()
    const { database } = server.services
    const before = await log(owner)
    const insert = `insert into audit_log (client_id, action, subject_type, subject_id, details)
      values ('${owner.client_id}', 'a.b', 'x', gen_random_uuid(), '{}')`
    const attempts = [`update audit_log set action = 'a.b'`, 'delete from audit_log', 'truncate audit_log']
    for (const text of [insert, ...attempts]) {
      const run = withTenant(database, owner.principal, (tx) => tx.run(sql.raw(text).compile(queries)))
      await expect(run, text).rejects.toMatchObject({ code: 'forbidden' })
    }
    const asSystem = (text: string) => withSystem(database, (tx) => tx.run(sql.raw(text).compile(queries)))
    for (const text of [attempts[0] ?? '', 'truncate audit_log']) {
      await expect(asSystem(text), text).rejects.toMatchObject({ code: 'forbidden' })
    }
    // Erasure and retention have the rights to these, each through its own function; without it there are no rows.
    expect(await asSystem('delete from audit_log returning id')).toEqual([])
    expect(await asSystem(`update audit_log set details = '{}' returning id`)).toEqual([])
    const forged = `select private.audit('${owner.client_id}', 'a.b', 'x', gen_random_uuid(), '{}', 'user:x', null)`
    const run = withTenant(database, owner.principal, (tx) => tx.run(sql.raw(forged).compile(queries)))
    await expect(run).rejects.toMatchObject({ code: 'forbidden' })
    expect(await log(owner)).toEqual(before)
  })

  it('outlives the account of who did it, and goes with the client', async () => {
    const owner = await createOwner()
    const admin = await createMember(owner.client_id, 'admin')
    await call(admin, 'PATCH', `/v1/clients/${owner.client_id}`, { name: 'Outro' })
    await asAdmin('delete from auth.users where id = $1', [admin.id])
    const [entry] = await log(owner, '?action=client.updated')
    expect(entry).toMatchObject({ actor: `user:${admin.id}`, user_id: null })
    await call(owner, 'DELETE', `/v1/clients/${owner.client_id}`)
    expect(await asAdmin('select from audit_log where client_id = $1', [owner.client_id])).toEqual([])
  })
})
