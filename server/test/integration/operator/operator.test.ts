import pg from 'pg'
import { describe, expect, inject, it } from 'vitest'
import {
  listClients,
  readEntrance,
  setDefaultQuota,
  setQuota,
  setSignUp,
  setStatus,
} from '../../../src/features/operator/operator.ts'
import { company } from '../../harness/company.ts'
import { asAdmin, createKey, createOwner, createUser } from '../../harness/harness.ts'
import { accept, ask, database, invite, last, startInstall, withDocument } from '../../harness/operated-install.ts'

startInstall()

describe('the operator', () => {
  it('sees what each client uses, and sets what it may', async () => {
    const { client_id, path, owner } = await withDocument()
    const row = async () => (await listClients(database())).find(({ id }) => id === client_id)
    expect(await row()).toMatchObject({
      name: 'Test',
      status: 'active',
      members: 4,
      documents: 1,
      bytes: 17,
      max_documents: null,
    })
    expect(await setQuota(database(), client_id, { max_documents: 1 })).toMatchObject({
      max_documents: 1,
      max_bytes: null,
    })
    expect((await ask(owner, 'POST', path, { name: 'N', text: 'x' })).code).toBe('quota_exceeded')
    expect(await setQuota(database(), client_id, { max_bytes: 5, max_documents: null })).toMatchObject({
      max_documents: null,
      max_bytes: 5,
    })
    expect((await ask(owner, 'GET', '/v1/usage')).body).toMatchObject({
      documents: 1,
      max_documents: null,
      max_bytes: 5,
    })
    expect(await last('client.quota_set')).toMatchObject({ subject_id: client_id, details: { max_bytes: 5 } })
    const { body: log } = await ask(owner, 'GET', '/v1/audit-log?action=client.quota_set')
    expect(log.data[0]).toMatchObject({ actor: 'operator', details: { max_bytes: 5 } })
    await expect(setQuota(database(), crypto.randomUUID(), { max_bytes: 5 })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('sets what new clients may: another client brings no more than that', async () => {
    const before = await createOwner()
    const none = { max_documents: null, max_bytes: null, max_owned_clients: 20 }
    const ofClient = async (id: string) => (await listClients(database())).find((client) => client.id === id)
    expect(await setDefaultQuota(database(), { max_documents: 1, max_bytes: 50 })).toEqual({
      ...none,
      max_documents: 1,
      max_bytes: 50,
    })
    try {
      const { body: second } = await ask(before, 'POST', '/v1/clients', { name: 'N' })
      expect(await ofClient(second.id)).toMatchObject({ max_documents: 1, max_bytes: 50 })
      expect(await ofClient(before.client_id)).toMatchObject({ max_documents: null, max_bytes: null })
    } finally {
      expect(await setDefaultQuota(database(), none)).toEqual(none)
    }
    expect(await last('install.quota_set')).toMatchObject({ subject_type: 'install', subject_id: null, details: none })
  })

  it('limits how many clients a person may own, at once too, and whichever way they come to them', async () => {
    const [person, { owner, user }] = [await createUser(), await company()]
    const found = () => ask(person, 'POST', '/v1/clients', { name: 'N' })
    expect((await found()).status).toBe(201)
    await setDefaultQuota(database(), { max_owned_clients: 3 })
    try {
      const answers = await Promise.all(Array.from({ length: 4 }, found))
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409])
      expect(answers.find(({ status }) => status === 409)).toMatchObject({
        code: 'too_many_clients',
        body: { title: expect.stringContaining('até 3 clientes') },
      })
      expect(await asAdmin('select from client_members where user_id = $1', [person.id])).toHaveLength(3)

      const { body: asOwner } = await invite(owner, person, 'owner')
      expect((await accept(person, asOwner.token)).code).toBe('too_many_clients')
      const { body: asUser } = await invite(owner, person, 'user')
      expect((await accept(person, asUser.token)).status).toBe(200)
      const promote = ({ id }: { id: string }) => ask(owner, 'PATCH', `/v1/members/${id}`, { role: 'owner' })
      expect((await promote(person)).code).toBe('too_many_clients')
      expect((await promote(user)).status).toBe(200)
    } finally {
      await setDefaultQuota(database(), { max_owned_clients: 20 })
    }
    expect((await found()).status).toBe(201)
  })

  it('suspends a client for people and keys, and resumes it', async () => {
    const { owner, client_id } = await withDocument()
    const key = await createKey(owner, ['read'])
    expect((await ask(key, 'GET', '/v1/knowledge-bases')).status).toBe(200)
    expect(await setStatus(database(), client_id, 'suspended')).toMatchObject({ status: 'suspended' })
    for (const who of [owner, key]) {
      expect(await ask(who, 'GET', '/v1/knowledge-bases')).toMatchObject({ status: 403, code: 'client_suspended' })
    }
    expect(await setStatus(database(), client_id, 'active')).toMatchObject({ status: 'active' })
    for (const who of [owner, key]) expect((await ask(who, 'GET', '/v1/knowledge-bases')).status).toBe(200)
    const { body: log } = await ask(owner, 'GET', '/v1/audit-log?action=client.updated')
    expect(log.data[0]).toMatchObject({ actor: 'operator', details: { status: { from: 'suspended', to: 'active' } } })
    await expect(setStatus(database(), crypto.randomUUID(), 'active')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('sign-up', () => {
  const signUp = (email: string) =>
    fetch(`${inject('environment').supabase.url}/auth/v1/signup`, {
      method: 'POST',
      headers: { apikey: inject('environment').supabase.key, 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password: 'uma-senha-longa' }),
    })
  /** Calls the hook as Supabase Auth does. */
  const asAuth = async (email: string | null) => {
    const event = { metadata: { name: 'before-user-created' }, user: { email, app_metadata: {}, user_metadata: {} } }
    const client = new pg.Client({ connectionString: inject('environment').adminUrl })
    await client.connect()
    try {
      // A statement of its own: rights are checked before a statement begins.
      await client.query('set role supabase_auth_admin')
      const { rows } = await client.query('select private.before_user_created($1) as answer', [JSON.stringify(event)])
      return rows[0].answer
    } finally {
      await client.end()
    }
  }
  const newAddress = () => `${crypto.randomUUID()}@test.example`
  const found = (who: { token: string }) => ask(who, 'POST', '/v1/clients', { name: 'N' })

  it.each(['invite', 'closed'] as const)(
    '%s: nobody founds a client, and who was not invited gets no account',
    async (mode) => {
      const [nobody, { owner }] = [await createUser(), await company()]
      await setSignUp(database(), mode)
      expect(await readEntrance(database())).toEqual({ sign_up: mode, nobody_yet: false })
      try {
        for (const who of [nobody, owner])
          expect(await found(who)).toMatchObject({ status: 403, code: 'sign_up_closed' })
        const email = newAddress()
        const refused = await signUp(email)
        expect(refused.status).toBe(403)
        const code = mode === 'closed' ? 'sign_up_closed' : 'sign_up_by_invitation'
        expect(await refused.text()).toContain(code)
        expect(await asAuth(email)).toEqual({
          error: { http_code: 403, message: expect.stringContaining(`${code}: `) },
        })
        // Without the hook, or past it.
        const insert = asAdmin('insert into auth.users (id, email) values (gen_random_uuid(), $1)', [email])
        await expect(insert).rejects.toMatchObject({ code: mode === 'closed' ? 'RN041' : 'RN042' })
        expect(await asAdmin('select from auth.users where email = $1', [email])).toEqual([])
      } finally {
        await setSignUp(database(), 'open')
      }
      expect((await found(nobody)).status).toBe(201)
      expect(await last('install.sign_up_set')).toMatchObject({ details: { from: mode, to: 'open' } })
    },
  )

  it('invite: who was invited gets an account and gets in', async () => {
    const { owner } = await company()
    const email = newAddress()
    const { body: invitation } = await ask(owner, 'POST', '/v1/invitations', {
      email: email.toUpperCase(),
      role: 'user',
    })
    await setSignUp(database(), 'invite')
    try {
      expect(await asAuth(email)).toEqual({})
      expect(await asAuth(null)).toHaveProperty('error')
      const answer = await signUp(email)
      expect(answer.status).toBe(200)
      const { access_token: token } = (await answer.json()) as { access_token: string }
      expect((await accept({ token }, invitation.token)).status).toBe(200)
      await ask(owner, 'POST', '/v1/invitations', { email: newAddress(), role: 'user' })
    } finally {
      await setSignUp(database(), 'open')
    }
  })

  it('open: the hook refuses nobody, and is Supabase Auth’s alone', async () => {
    expect(await asAuth(newAddress())).toEqual({})
    const [granted] = await asAdmin(`
      select array_agg(r.rolname::text) as roles from pg_roles r
       where not r.rolsuper and has_function_privilege(r.oid, 'private.before_user_created(jsonb)', 'execute')
         and r.rolname in ('anon', 'authenticated', 'service_role', 'supabase_auth_admin', 'renum_tenant', 'renum_login')`)
    expect(granted).toEqual({ roles: ['supabase_auth_admin'] })
  })

  it('closed: only who is a member already gets into another client', async () => {
    const [{ owner }, member, nobody] = [await company(), await createOwner(), await createUser()]
    const [first, second] = [await invite(owner, member), await invite(owner, nobody)]
    await setSignUp(database(), 'closed')
    try {
      expect((await accept(member, first.body.token)).status).toBe(200)
      expect(await accept(nobody, second.body.token)).toMatchObject({ status: 403, code: 'sign_up_closed' })
    } finally {
      await setSignUp(database(), 'open')
    }
  })
})
