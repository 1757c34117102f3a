import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOf, asking, company, type Member } from '../../harness/company.ts'
import { asAdmin, createMember, createOwner, startServer, type TestServer } from '../../harness/harness.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const { ask } = asking(() => server)

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
    expect(await change(owner, owner, 'admin')).toMatchObject({
      status: 409,
      code: 'last_owner',
      body: { title: expect.stringContaining('PATCH /v1/members/{user_id} com "role"') },
    })
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
