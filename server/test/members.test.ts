import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { queries } from '../src/db/query.ts'
import { withTenant } from '../src/db/tenant.ts'
import {
  asAdmin,
  createMember,
  createOwner,
  createUser,
  startServer,
  type TestServer,
  textFile,
  waitForDocument,
} from './harness.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

type Member = Awaited<ReturnType<typeof createMember>>
type User = Awaited<ReturnType<typeof createUser>>

const addressOf = ({ id }: { id: string }) => `${id}@test.example`

async function ask(who: { token: string }, method: string, path: string, body?: unknown) {
  const answer = await server.call(method, path, { token: who.token, ...(body === undefined ? {} : { body }) })
  return { ...answer, code: answer.body?.code }
}

/** A client with one person of each role. */
async function company() {
  const owner = await createOwner()
  const [admin, user, viewer] = await Promise.all(
    (['admin', 'user', 'viewer'] as const).map((role) => createMember(owner.client_id, role)),
  )
  return { owner, admin, user, viewer } as Record<'owner' | 'admin' | 'user' | 'viewer', Member>
}

const invite = (who: { token: string }, whom: { id: string }, role = 'user', more: object = {}) =>
  ask(who, 'POST', '/v1/invitations', { email: addressOf(whom), role, ...more })

const accept = (who: { token: string }, token: string) => ask(who, 'POST', '/v1/invitations/accept', { token })

const stateOf = async (who: { token: string }, id: string) => {
  const { body } = await ask(who, 'GET', '/v1/invitations')
  return body.data.find((row: { id: string }) => row.id === id)?.state
}

describe('me', () => {
  it('changes its name, and nobody else’s', async () => {
    const { owner, admin } = await company()
    const changed = await ask(owner, 'PATCH', '/v1/me', { name: ' Ana Souza ' })
    expect(changed).toMatchObject({ status: 200, body: { id: owner.id, name: 'Ana Souza', role: 'owner' } })
    expect((await ask(admin, 'GET', '/v1/me')).body.name).toBeNull()
    for (const body of [{}, { name: '' }, { email: 'a@b.example' }, { role: 'owner' }, { client_id: 'x' }]) {
      expect(await ask(owner, 'PATCH', '/v1/me', body)).toMatchObject({ status: 400, code: 'invalid_input' })
    }
  })

  it('switches between the clients that the person belongs to, each seen alone', async () => {
    const first = await company()
    const second = await createOwner()
    await asAdmin(`insert into client_members (client_id, user_id, role) values ($1, $2, 'viewer')`, [
      second.client_id,
      first.owner.id,
    ])
    const person = first.owner
    await ask(person, 'POST', '/v1/knowledge-bases', { name: 'da primeira' })
    await ask(second, 'POST', '/v1/knowledge-bases', { name: 'da segunda' })
    const bases = async () =>
      (await ask(person, 'GET', '/v1/knowledge-bases')).body.data.map((b: { name: string }) => b.name)
    expect(await bases()).toEqual(['da primeira'])
    const switched = await ask(person, 'PATCH', '/v1/me', { client_id: second.client_id })
    expect(switched).toMatchObject({ status: 200, body: { client_id: second.client_id, role: 'viewer' } })
    expect(switched.body.clients).toHaveLength(2)
    expect(await bases()).toEqual(['da segunda'])
    expect(await ask(person, 'POST', '/v1/knowledge-bases', { name: 'x' })).toMatchObject({ status: 403 })
    await ask(person, 'PATCH', '/v1/me', { client_id: person.client_id })
    expect(await bases()).toEqual(['da primeira'])
  })

  it('does not switch to another’s client, which looks like none', async () => {
    const [mine, theirs] = [await createOwner(), await createOwner()]
    const answers = []
    for (const client_id of [theirs.client_id, crypto.randomUUID()]) {
      const { status, body } = await ask(mine, 'PATCH', '/v1/me', { client_id })
      answers.push({ ...body, status, request_id: undefined })
    }
    expect(answers[0]).toMatchObject({ status: 404, code: 'not_found', field: 'client_id' })
    expect(answers[1]).toEqual(answers[0])
    expect((await ask(mine, 'GET', '/v1/me')).body.client_id).toBe(mine.client_id)
  })
})

describe('members', () => {
  it('are listed to every member, page by page, and only those of the client', async () => {
    const { owner, admin, user, viewer } = await company()
    const elsewhere = await createOwner()
    await asAdmin(`insert into client_members (client_id, user_id, role) values ($1, $2, 'viewer')`, [
      elsewhere.client_id,
      viewer.id,
    ])
    const { status, body } = await ask(viewer, 'GET', '/v1/members')
    expect(status).toBe(200)
    expect(body.data.map((m: { user_id: string }) => m.user_id).sort()).toEqual(
      [owner, admin, user, viewer].map(({ id }) => id).sort(),
    )
    const one = body.data.find((m: { user_id: string }) => m.user_id === admin.id)
    expect(one).toEqual({
      user_id: admin.id,
      name: null,
      email: addressOf(admin),
      role: 'admin',
      created_at: expect.any(String),
    })
    const paged: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page = await ask(viewer, 'GET', `/v1/members?limit=3${cursor && `&cursor=${cursor}`}`)
      paged.push(...page.body.data.map((m: { user_id: string }) => m.user_id))
      cursor = page.body.next_cursor
    }
    expect(paged).toEqual(body.data.map((m: { user_id: string }) => m.user_id))
  })

  it('get another role from admins, who neither make owners nor touch them', async () => {
    const { owner, admin, user, viewer } = await company()
    const change = (who: Member, whom: Member, role: string) => ask(who, 'PATCH', `/v1/members/${whom.id}`, { role })
    expect(await change(admin, viewer, 'user')).toMatchObject({
      status: 200,
      body: { role: 'user', user_id: viewer.id },
    })
    for (const [who, whom, role] of [
      [admin, viewer, 'owner'],
      [admin, admin, 'owner'],
      [admin, owner, 'viewer'],
      [user, viewer, 'viewer'],
      [user, user, 'admin'],
      [viewer, viewer, 'owner'],
    ] as const) {
      expect(await change(who, whom, role)).toMatchObject({ status: 403, code: 'forbidden' })
    }
    const stranger = await createOwner()
    expect(await change(owner, stranger, 'viewer')).toMatchObject({ status: 404, code: 'not_found' })
    expect(await ask(owner, 'PATCH', `/v1/members/${crypto.randomUUID()}`, { role: 'user' })).toMatchObject({
      status: 404,
    })
    // It counts at once, with the token from before.
    await change(owner, user, 'admin')
    expect(await change(user, viewer, 'viewer')).toMatchObject({ status: 200 })
  })

  it('pass the ownership on, and never leave a client without an owner', async () => {
    const { owner, admin } = await company()
    const change = (who: Member, whom: Member, role: string) => ask(who, 'PATCH', `/v1/members/${whom.id}`, { role })
    expect(await change(owner, owner, 'admin')).toMatchObject({ status: 409, code: 'last_owner' })
    expect(await ask(owner, 'DELETE', `/v1/members/${owner.id}`)).toMatchObject({ status: 409, code: 'last_owner' })
    expect(await change(owner, admin, 'owner')).toMatchObject({ status: 200 })
    expect(await change(owner, owner, 'viewer')).toMatchObject({ status: 200, body: { role: 'viewer' } })
    expect(await ask(owner, 'DELETE', `/v1/members/${admin.id}`)).toMatchObject({ status: 403 })
    expect(await ask(admin, 'DELETE', `/v1/members/${admin.id}`)).toMatchObject({ status: 409, code: 'last_owner' })
  })

  it('two owners who leave at the same moment leave one', async () => {
    const owner = await createOwner()
    const other = await createMember(owner.client_id, 'owner')
    const answers = await Promise.all([owner, other].map((who) => ask(who, 'DELETE', `/v1/members/${who.id}`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
  })

  it('are out with their next request, while their token is still valid', async () => {
    const { owner, user } = await company()
    expect((await ask(user, 'GET', '/v1/knowledge-bases')).status).toBe(200)
    expect((await ask(owner, 'DELETE', `/v1/members/${user.id}`)).status).toBe(204)
    for (const path of ['/v1/knowledge-bases', '/v1/members', `/v1/clients/${owner.client_id}`]) {
      expect((await ask(user, 'GET', path)).status).toBeGreaterThanOrEqual(403)
    }
    expect(await ask(user, 'GET', '/v1/knowledge-bases')).toMatchObject({ status: 403, code: 'no_client' })
    expect((await ask(user, 'GET', '/v1/me')).body).toMatchObject({ client_id: null, role: null, clients: [] })
    expect((await ask(user, 'PATCH', '/v1/me', { client_id: owner.client_id })).status).toBe(404)
    expect((await ask(owner, 'DELETE', `/v1/members/${user.id}`)).status).toBe(404)
  })

  it('leave when they like, and are removed by admins alone', async () => {
    const { owner, admin, user, viewer } = await company()
    for (const [who, whom] of [
      [viewer, user],
      [user, viewer],
      [admin, owner],
    ] as const) {
      expect(await ask(who, 'DELETE', `/v1/members/${whom.id}`)).toMatchObject({ status: 403, code: 'forbidden' })
    }
    const stranger = await createOwner()
    expect((await ask(owner, 'DELETE', `/v1/members/${stranger.id}`)).status).toBe(404)
    expect((await ask(viewer, 'DELETE', `/v1/members/${viewer.id}`)).status).toBe(204)
    expect((await ask(admin, 'DELETE', `/v1/members/${user.id}`)).status).toBe(204)
  })

  it('of another client that one also belongs to are not touched', async () => {
    const here = await createOwner()
    const there = await createOwner()
    const both = await createMember(there.client_id, 'viewer')
    await asAdmin(`insert into client_members (client_id, user_id, role) values ($1, $2, 'viewer')`, [
      here.client_id,
      both.id,
    ])
    expect((await ask(here, 'DELETE', `/v1/members/${both.id}`)).status).toBe(204)
    expect((await ask(both, 'GET', '/v1/me')).body).toMatchObject({ client_id: there.client_id, role: 'viewer' })
  })
})

describe('an invitation', () => {
  it('makes its address a member, for whom a client begins to exist', async () => {
    const { admin, owner } = await company()
    const guest = await createUser()
    const given = await invite(admin, guest, 'viewer')
    expect(given).toMatchObject({ status: 201, body: { email: addressOf(guest), role: 'viewer', state: 'pending' } })
    expect(given.body.token).toMatch(/^[\w-]{43}$/)
    expect(given.body.link).toMatch(new RegExp(`^http.*/invitations#${given.body.token}$`))
    const accepted = await accept(guest, given.body.token)
    expect(accepted).toMatchObject({ status: 200, body: { id: owner.client_id, name: 'Test' } })
    expect((await ask(guest, 'GET', '/v1/me')).body).toMatchObject({ client_id: owner.client_id, role: 'viewer' })
    expect(await stateOf(admin, given.body.id)).toBe('accepted')
  })

  it('shows its token once, and nowhere keeps it', async () => {
    const { owner, admin } = await company()
    const { body } = await invite(owner, await createUser())
    const listed = await ask(admin, 'GET', '/v1/invitations')
    expect(JSON.stringify(listed.body)).not.toContain(body.token)
    expect(listed.body.data[0]).not.toHaveProperty('token')
    const rows = await asAdmin<{ text: string; token_hash: string }>(
      `select i::text as text, token_hash from invitations i where id = $1`,
      [body.id],
    )
    expect(rows[0]?.text).not.toContain(body.token)
    expect(rows[0]?.token_hash).toBe(createHash('sha256').update(body.token).digest('hex'))
  })

  it('repeated with its Idempotency-Key is not given twice, and its token not again', async () => {
    const { owner } = await company()
    const headers = { 'Idempotency-Key': crypto.randomUUID() }
    const body = { email: `${crypto.randomUUID()}@test.example`, role: 'user' }
    const post = () => server.call('POST', '/v1/invitations', { token: owner.token, body, headers })
    const first = await post()
    const second = await post()
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.headers.get('idempotency-replayed')).toBe('true')
    expect(second.body).toEqual({ ...first.body, token: null, link: null })
    const kept = await asAdmin<{ text: string }>('select k::text as text from idempotency_keys k where key = $1', [
      headers['Idempotency-Key'],
    ])
    expect(kept[0]?.text).toContain(first.body.id)
    expect(kept[0]?.text).not.toContain(first.body.token)
  })

  it('is for one address, however it is written', async () => {
    const { owner } = await company()
    const [guest, thief] = [await createUser(), await createUser()]
    const { body } = await ask(owner, 'POST', '/v1/invitations', {
      email: addressOf(guest).toUpperCase(),
      role: 'user',
    })
    expect(await accept(thief, body.token)).toMatchObject({ status: 403, code: 'invitation_for_another_address' })
    expect((await accept(guest, body.token)).status).toBe(200)
    // Whoever it is not for is told nothing of what became of it.
    expect(await accept(thief, body.token)).toMatchObject({ status: 403, code: 'invitation_for_another_address' })
  })

  it('may be accepted again by the one who did, and lets nobody back in', async () => {
    const { owner } = await company()
    const guest = await createUser()
    const { body } = await invite(owner, guest)
    const first = await accept(guest, body.token)
    expect(await accept(guest, body.token)).toMatchObject({ status: 200, body: first.body })
    await ask(owner, 'DELETE', `/v1/members/${guest.id}`)
    expect(await accept(guest, body.token)).toMatchObject({ status: 410, code: 'invitation_used' })
  })

  it('that was revoked or has expired says so, and an unknown one is not there', async () => {
    const { owner } = await company()
    const guest = await createUser()
    const revoked = (await invite(owner, guest)).body
    expect((await ask(owner, 'DELETE', `/v1/invitations/${revoked.id}`)).status).toBe(204)
    expect((await ask(owner, 'DELETE', `/v1/invitations/${revoked.id}`)).status).toBe(204)
    expect(await accept(guest, revoked.token)).toMatchObject({ status: 410, code: 'invitation_revoked' })
    const expired = (await invite(owner, guest, 'user', { expires_in_days: 30 })).body
    await asAdmin(
      `update invitations set created_at = now() - interval '30 days', expires_at = now() - interval '1 second'
        where id = $1`,
      [expired.id],
    )
    expect(await stateOf(owner, expired.id)).toBe('expired')
    expect(await accept(guest, expired.token)).toMatchObject({ status: 410, code: 'invitation_expired' })
    for (const token of ['x', 'A'.repeat(43), 'ç'.repeat(100)]) {
      expect(await accept(guest, token)).toMatchObject({ status: 404, code: 'not_found', body: { field: 'token' } })
    }
    expect((await ask(guest, 'GET', '/v1/me')).body.clients).toEqual([])
  })

  it('is given by admins, up to their own role, for at most thirty days', async () => {
    const { owner, admin, user, viewer } = await company()
    const guest = await createUser()
    for (const who of [user, viewer]) {
      expect(await invite(who, guest, 'viewer')).toMatchObject({ status: 403, code: 'forbidden' })
      expect(await ask(who, 'GET', '/v1/invitations')).toMatchObject({ status: 403, code: 'forbidden' })
    }
    expect(await invite(admin, guest, 'owner')).toMatchObject({ status: 403, code: 'forbidden' })
    const forOwner = await invite(owner, guest, 'owner')
    expect(forOwner.status).toBe(201)
    expect(await ask(admin, 'DELETE', `/v1/invitations/${forOwner.body.id}`)).toMatchObject({ status: 403 })
    for (const more of [{ expires_in_days: 31 }, { expires_in_days: 0 }, { client_id: owner.client_id }]) {
      expect(await invite(owner, guest, 'user', more)).toMatchObject({ status: 400, code: 'invalid_input' })
    }
    expect(await ask(owner, 'POST', '/v1/invitations', { email: 'nobody', role: 'user' })).toMatchObject({
      status: 400,
    })
    expect(await invite(owner, admin)).toMatchObject({ status: 409, code: 'already_member', body: { field: 'email' } })
  })

  it('ends with the role of whoever gave it, and with the next one to the same address', async () => {
    const { owner, admin } = await company()
    const [one, two, three] = [await createUser(), await createUser(), await createUser()]
    const first = (await invite(admin, one)).body
    const again = (await invite(owner, one)).body
    expect(await stateOf(owner, first.id)).toBe('revoked')
    expect(await accept(one, first.token)).toMatchObject({ status: 410, code: 'invitation_revoked' })
    expect((await accept(one, again.token)).status).toBe(200)
    const [second, third] = [(await invite(admin, two)).body, (await invite(admin, three)).body]
    await ask(owner, 'PATCH', `/v1/members/${admin.id}`, { role: 'user' })
    expect(await stateOf(owner, second.id)).toBe('revoked')
    expect(await accept(two, second.token)).toMatchObject({ status: 410, code: 'invitation_revoked' })
    await ask(owner, 'DELETE', `/v1/members/${admin.id}`)
    expect(await accept(three, third.token)).toMatchObject({ status: 410, code: 'invitation_revoked' })
  })

  it('that is still open does not bring back who was removed', async () => {
    const { owner } = await company()
    const guest = await createUser()
    const { body } = await invite(owner, guest)
    await asAdmin(`insert into client_members (client_id, user_id, role) values ($1, $2, 'user')`, [
      owner.client_id,
      guest.id,
    ])
    await ask(owner, 'DELETE', `/v1/members/${guest.id}`)
    expect(await accept(guest, body.token)).toMatchObject({ status: 410, code: 'invitation_revoked' })
  })

  it('changes no role of who is a member already', async () => {
    const { owner } = await company()
    const guest = await createUser()
    const { body } = await invite(owner, guest, 'viewer')
    await asAdmin(`insert into client_members (client_id, user_id, role) values ($1, $2, 'admin')`, [
      owner.client_id,
      guest.id,
    ])
    expect((await accept(guest, body.token)).status).toBe(200)
    expect((await ask(guest, 'GET', '/v1/me')).body.role).toBe('admin')
  })

  it('accepted ten times at once makes one member', async () => {
    const { owner } = await company()
    const guest = await createUser()
    const { body } = await invite(owner, guest)
    const answers = await Promise.all(Array.from({ length: 10 }, () => accept(guest, body.token)))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    const entries = await asAdmin(`select from audit_log where client_id = $1 and action = 'invitation.accepted'`, [
      owner.client_id,
    ])
    expect(entries).toHaveLength(1)
  })

  it('accepted and revoked at once is either', async () => {
    const { owner } = await company()
    for (let round = 0; round < 5; round++) {
      const guest = await createUser()
      const { body } = await invite(owner, guest)
      const [accepted, revoked] = await Promise.all([
        accept(guest, body.token),
        ask(owner, 'DELETE', `/v1/invitations/${body.id}`),
      ])
      const { clients } = (await ask(guest, 'GET', '/v1/me')).body
      const outcome = [accepted.status, revoked.status, clients.length, await stateOf(owner, body.id)]
      expect([
        [200, 410, 1, 'accepted'],
        [410, 204, 0, 'revoked'],
      ]).toContainEqual(outcome)
    }
  })

  it('of a suspended client waits', async () => {
    const { owner } = await company()
    const guest = await createUser()
    const { body } = await invite(owner, guest)
    await asAdmin(`update clients set status = 'suspended' where id = $1`, [owner.client_id])
    expect(await accept(guest, body.token)).toMatchObject({ status: 403, code: 'client_suspended' })
  })

  it('of another client is not there', async () => {
    const [here, there] = [await createOwner(), await createOwner()]
    const { body } = await invite(there, await createUser())
    expect(await ask(here, 'DELETE', `/v1/invitations/${body.id}`)).toMatchObject({ status: 404, code: 'not_found' })
    expect((await ask(here, 'GET', '/v1/invitations')).body.data).toEqual([])
    expect(await stateOf(there, body.id)).toBe('pending')
  })

  it('is guarded by the database, whatever the routes do', async () => {
    const { owner, admin, user } = await company()
    const guest = await createUser()
    const { body } = await invite(owner, guest, 'owner')
    const hash = createHash('sha256').update(crypto.randomUUID()).digest('hex')
    const run = (who: User, text: string) =>
      withTenant(server.services.database, who.principal, (tx) => tx.run(sql.raw(text).compile(queries)))
    const insert = (role: string, more = '', values = '') =>
      `insert into invitations (email, role, token_hash${more}) values ('a@b.example', '${role}', '${hash}'${values})`
    for (const [who, text] of [
      [user, insert('viewer')],
      [admin, insert('owner')],
      [owner, insert('user', ', invited_by', `, '${admin.id}'`)],
      [owner, insert('user', ', accepted_by', `, '${admin.id}'`)],
      [owner, 'select token_hash from invitations'],
      [owner, `update invitations set role = 'viewer'`],
      [owner, `update invitations set expires_at = now() + interval '1 day'`],
      [owner, `update invitations set revoked_at = null`],
      [owner, 'delete from invitations'],
    ] as const) {
      await expect(run(who, text), text).rejects.toMatchObject({ code: 'forbidden' })
    }
    const long = insert('user', ', expires_at', `, now() + interval '31 days'`)
    await expect(run(owner, long)).rejects.toMatchObject({ code: 'invalid_input' })
    const revoke = `update invitations set revoked_at = now() where id = '${body.id}' returning id`
    expect(await run(admin, revoke)).toEqual([])
    expect(await run(owner, revoke)).toHaveLength(1)
    expect(await run(owner, revoke)).toEqual([])
  })
})

describe('a client', () => {
  it('is read by its members, renamed by its admins', async () => {
    const { owner, admin, user } = await company()
    const path = `/v1/clients/${owner.client_id}`
    expect(await ask(user, 'GET', path)).toMatchObject({ status: 200, body: { id: owner.client_id, name: 'Test' } })
    expect(await ask(user, 'PATCH', path, { name: 'x' })).toMatchObject({ status: 403, code: 'forbidden' })
    expect(await ask(admin, 'PATCH', path, { name: 'Aurora' })).toMatchObject({ status: 200, body: { name: 'Aurora' } })
    for (const body of [{}, { status: 'suspended' }, { name: '' }]) {
      expect(await ask(owner, 'PATCH', path, body)).toMatchObject({ status: 400, code: 'invalid_input' })
    }
    const stranger = await createOwner()
    for (const [method, body] of [['GET'], ['PATCH', { name: 'x' }], ['DELETE']] as const) {
      for (const id of [owner.client_id, crypto.randomUUID()]) {
        expect(await ask(stranger, method, `/v1/clients/${id}`, body)).toMatchObject({ status: 404, code: 'not_found' })
      }
    }
  })

  it('is changed only by who acts for it', async () => {
    const [mine, other] = [await createOwner(), await createOwner()]
    await asAdmin(`insert into client_members (client_id, user_id, role) values ($1, $2, 'owner')`, [
      other.client_id,
      mine.id,
    ])
    const path = `/v1/clients/${other.client_id}`
    expect((await ask(mine, 'GET', path)).status).toBe(200)
    expect(await ask(mine, 'PATCH', path, { name: 'x' })).toMatchObject({ status: 409, code: 'another_client' })
    expect(await ask(mine, 'DELETE', path)).toMatchObject({ status: 409, code: 'another_client' })
  })

  it('is deleted by its owner, with its rows and files, and leaves its people', async () => {
    const { owner, admin, user } = await company()
    const { client_id } = owner
    const base = await ask(owner, 'POST', '/v1/knowledge-bases', { name: 'B' })
    const collection = await ask(owner, 'POST', `/v1/knowledge-bases/${base.body.id}/collections`, { name: 'C' })
    const upload = await server.call('POST', `/v1/collections/${collection.body.id}/documents`, {
      token: owner.token,
      body: textFile('a.txt', 'um texto'),
    })
    await waitForDocument(server, owner.token, upload.body.id)
    await invite(owner, await createUser())
    expect(await ask(admin, 'DELETE', `/v1/clients/${client_id}`)).toMatchObject({ status: 403, code: 'forbidden' })
    expect((await ask(owner, 'DELETE', `/v1/clients/${client_id}`)).status).toBe(204)

    for (const who of [owner, admin, user]) {
      expect((await ask(who, 'GET', '/v1/me')).body).toMatchObject({ id: who.id, client_id: null, clients: [] })
      expect(await ask(who, 'GET', '/v1/members')).toMatchObject({ status: 403, code: 'no_client' })
    }
    const tables = await asAdmin<{ name: string }>(
      `select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
        where a.attname = 'client_id' and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and not c.relispartition`,
    )
    expect(tables.length).toBeGreaterThan(14)
    for (const { name } of tables) {
      const rows = await asAdmin(`select from ${name} where client_id = $1`, [client_id])
      expect([name, rows.length]).toEqual([name, 0])
    }
    const files = () => asAdmin('select from storage.objects where name like $1', [`${client_id}/%`])
    for (let left = 100; left > 0 && (await files()).length > 0; left--) await sleep(100)
    expect(await files()).toEqual([])
  })

  it('deleted while uploads are under way leaves none of their files', async () => {
    const owner = await createOwner()
    const { body: base } = await ask(owner, 'POST', '/v1/knowledge-bases', { name: 'B' })
    const path = `/v1/knowledge-bases/${base.id}/collections`
    const { body: collection } = await ask(owner, 'POST', path, { name: 'C' })
    const upload = (name: string) =>
      server.call('POST', `/v1/collections/${collection.id}/documents`, {
        token: owner.token,
        body: textFile(name, 'um texto'),
      })
    expect((await upload('a.txt')).status).toBe(202)
    const [removed, ...uploads] = await Promise.all([
      sleep(20).then(() => ask(owner, 'DELETE', `/v1/clients/${owner.client_id}`)),
      ...Array.from({ length: 10 }, (_, i) => sleep(i * 8).then(() => upload(`${i}.txt`))),
    ])
    expect(removed?.status).toBe(204)
    for (const { status } of uploads) expect([202, 403, 404]).toContain(status)
    const files = () => asAdmin('select from storage.objects where name like $1', [`${owner.client_id}/%`])
    for (let left = 100; left > 0 && (await files()).length > 0; left--) await sleep(100)
    expect(await files()).toEqual([])
  })

  it('of which somebody has another one is left by deleting it', async () => {
    const [mine, other] = [await createOwner(), await createOwner()]
    await asAdmin(`insert into client_members (client_id, user_id, role) values ($1, $2, 'viewer')`, [
      other.client_id,
      mine.id,
    ])
    expect((await ask(mine, 'DELETE', `/v1/clients/${mine.client_id}`)).status).toBe(204)
    const switched = await ask(mine, 'PATCH', '/v1/me', { client_id: other.client_id })
    expect(switched.body).toMatchObject({ role: 'viewer', clients: [{ id: other.client_id }] })
  })
})

describe('Supabase’s Data API', () => {
  it('knows neither invitations nor the log', async () => {
    const { supabase } = inject('ground')
    const { token } = await createOwner()
    for (const table of ['invitations', 'audit_log', 'client_members']) {
      const answer = await fetch(`${supabase.url}/rest/v1/${table}`, {
        headers: { apikey: supabase.key, Authorization: `Bearer ${token}` },
      })
      expect(answer.ok, table).toBe(false)
    }
  })
})
