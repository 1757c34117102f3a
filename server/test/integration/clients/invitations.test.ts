import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { queries } from '../../../src/db/query-builder.ts'
import { withTenant } from '../../../src/db/tenant.ts'
import { addressOf, asking, company, type Member } from '../../harness/company.ts'
import { asAdmin, createMember, createOwner, createUser, startServer, type TestServer } from '../../harness/harness.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const { accept, ask, invite, stateOf } = asking(() => server)

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

  it('says what it is for to whoever has its token, as long as it is open', async () => {
    const { owner, admin } = await company()
    const guest = await createUser()
    const { body } = await invite(admin, guest, 'viewer')
    const preview = (token: string) => server.call('POST', '/v1/invitations/preview', { body: { token } })
    expect(await preview(body.token)).toMatchObject({
      status: 200,
      body: { client_name: 'Test', email: addressOf(guest), role: 'viewer', expires_at: body.expires_at },
    })
    expect(Object.keys((await preview(body.token)).body).sort()).toEqual(['client_name', 'email', 'expires_at', 'role'])
    const unknown = { status: 404, body: { code: 'invitation_unknown', field: 'token' } }
    for (const token of ['x', 'A'.repeat(43), body.id]) expect(await preview(token)).toMatchObject(unknown)
    expect(await preview('')).toMatchObject({ status: 400, body: { field: 'token' } })
    expect(await preview('a'.repeat(2_000))).toMatchObject({ status: 413, body: { code: 'request_too_large' } })
    expect(await server.call('GET', '/v1/invitations/preview')).toMatchObject({ status: 405 })
    await asAdmin(`update clients set status = 'suspended' where id = $1`, [owner.client_id])
    expect(await preview(body.token)).toMatchObject(unknown)
    await asAdmin(`update clients set status = 'active' where id = $1`, [owner.client_id])
    expect((await accept(guest, body.token)).status).toBe(200)
    expect(await preview(body.token)).toMatchObject(unknown)
    const revoked = (await invite(owner, await createUser())).body
    await ask(owner, 'DELETE', `/v1/invitations/${revoked.id}`)
    expect(await preview(revoked.token)).toMatchObject(unknown)
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
      expect(await accept(guest, token)).toMatchObject({
        status: 404,
        code: 'invitation_unknown',
        body: { field: 'token' },
      })
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

  it('does not come back with the role of whoever gave it', async () => {
    const owner = await createOwner()
    const admin = await createMember(owner.client_id, 'admin')
    const { body } = await server.call('POST', '/v1/invitations', {
      token: admin.token,
      body: { email: `${crypto.randomUUID()}@test.example`, role: 'user' },
    })
    const role = (role: string) =>
      server.call('PATCH', `/v1/members/${admin.id}`, { token: owner.token, body: { role } })
    await role('user')
    await role('admin')
    const { body: list } = await server.call('GET', '/v1/invitations', { token: owner.token })
    expect(list.data).toMatchObject([{ id: body.id, state: 'revoked' }])
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
    const run = (who: Member, text: string) =>
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
