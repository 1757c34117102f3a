import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { queries } from '../../../src/db/query-builder.ts'
import { type Principal, readAsTenant, type TenantTx, withTenant } from '../../../src/db/tenant.ts'
import { asking } from '../../harness/company.ts'
import { asAdmin, createKey, createOwner, startServer, type TestServer } from '../../harness/harness.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const { ask } = asking(() => server)

/** A person who owns one client, acts for it, and has `role` in another. */
async function inTwoClients(role: string) {
  const [person, other] = [await createOwner(), await createOwner()]
  await asAdmin('insert into client_members (client_id, user_id, role) values ($1, $2, $3)', [
    other.client_id,
    person.id,
    role,
  ])
  const named = (client_id: string) => ({ token: person.token, headers: { 'Renum-Client': client_id } })
  return { person, other, named }
}

const switchTo = (person: { id: string }, client_id: string) =>
  asAdmin('update users set client_id = $2 where id = $1', [person.id, client_id])

const currentClient = async (tx: TenantTx) => {
  const [row] = await tx.run(sql<{ id: string }>`select private.current_client_id() as id`.compile(queries))
  return row?.id
}

describe('a request that names its client', () => {
  it('acts for it, with the role there, and changes nothing for the next one', async () => {
    const { person, other, named } = await inTwoClients('viewer')
    const base = await ask(other, 'POST', '/v1/knowledge-bases', { name: 'Of the other' })
    const there = await server.call('GET', '/v1/knowledge-bases', named(other.client_id))
    expect(there.body.data).toMatchObject([{ id: base.body.id }])
    expect((await ask(person, 'GET', '/v1/knowledge-bases')).body.data).toEqual([])
    expect((await server.call('GET', '/v1/me', named(other.client_id))).body).toMatchObject({
      client_id: other.client_id,
      role: 'viewer',
    })
    expect((await ask(person, 'GET', '/v1/me')).body).toMatchObject({ client_id: person.client_id, role: 'owner' })
    const body = { name: 'x' }
    expect(await server.call('POST', '/v1/knowledge-bases', { ...named(other.client_id), body })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
    expect((await server.call('POST', '/v1/knowledge-bases', { ...named(person.client_id), body })).status).toBe(201)
  })

  it('is refused alike for a client of others and for one that does not exist', async () => {
    const { person, named } = await inTwoClients('admin')
    const stranger = await createOwner()
    for (const id of [stranger.client_id, crypto.randomUUID()]) {
      for (const path of ['/v1/me', '/v1/knowledge-bases', `/v1/clients/${person.client_id}`]) {
        expect(await server.call('GET', path, named(id)), path).toMatchObject({
          status: 403,
          body: { code: 'not_a_member', field: 'Renum-Client' },
        })
      }
    }
    for (const wrong of ['', 'x', `${person.client_id},${person.client_id}`, "'; select 1"]) {
      expect(await server.call('GET', '/v1/me', named(wrong)), wrong).toMatchObject({
        status: 400,
        body: { code: 'invalid_input', field: 'Renum-Client' },
      })
    }
    expect((await server.call('GET', '/v1/me', named(person.client_id.toUpperCase()))).status).toBe(200)
  })

  it('does nothing in a client of others, nor in their own instead', async () => {
    const { person, named } = await inTwoClients('owner')
    const stranger = await createOwner()
    const base = (await ask(person, 'POST', '/v1/knowledge-bases', { name: 'Mine' })).body
    const path = `/v1/knowledge-bases/${base.id}`
    for (const id of [stranger.client_id, crypto.randomUUID()]) {
      for (const [method, to, body] of [
        ['DELETE', path, undefined],
        ['PATCH', path, { name: 'x' }],
        ['DELETE', `/v1/clients/${person.client_id}`, undefined],
        ['DELETE', `/v1/members/${person.id}`, undefined],
        ['PATCH', '/v1/me', { name: 'x' }],
      ] as const) {
        const answer = await server.call(method, to, { ...named(id), ...(body && { body }) })
        expect(answer, `${method} ${to}`).toMatchObject({ status: 403, body: { code: 'not_a_member' } })
      }
    }
    expect((await ask(person, 'GET', path)).body).toMatchObject({ id: base.id, name: 'Mine' })
  })

  it('is refused from the moment that the person is no member any more', async () => {
    const { person, other, named } = await inTwoClients('admin')
    expect((await server.call('GET', '/v1/members', named(other.client_id))).status).toBe(200)
    expect((await ask(other, 'DELETE', `/v1/members/${person.id}`)).status).toBe(204)
    expect((await server.call('GET', '/v1/members', named(other.client_id))).body.code).toBe('not_a_member')
  })

  it('deletes and renames the named client without a switch', async () => {
    const { other, named } = await inTwoClients('owner')
    const path = `/v1/clients/${other.client_id}`
    const renamed = await server.call('PATCH', path, { ...named(other.client_id), body: { name: 'Renamed' } })
    expect(renamed).toMatchObject({ status: 200, body: { name: 'Renamed' } })
    expect((await server.call('DELETE', path, named(other.client_id))).status).toBe(204)
  })

  it('may be one with an API key of that client alone', async () => {
    const [owner, other] = [await createOwner(), await createOwner()]
    const { token } = await createKey(owner, ['read'])
    const status = async (client_id: string) => {
      const answer = await server.call('GET', '/v1/knowledge-bases', {
        token,
        headers: { 'Renum-Client': client_id },
      })
      return answer.body.code ?? answer.status
    }
    expect(await status(owner.client_id)).toBe(200)
    expect(await status(other.client_id)).toBe('not_a_member')
    expect(await status(crypto.randomUUID())).toBe('not_a_member')
  })
})

describe('a request of several transactions', () => {
  const requestOf = (person: { id: string }): Principal => ({ kind: 'user', user_id: person.id, acting: {} })

  it('stays with the client of its first one, however the person switches', async () => {
    const { person, other } = await inTwoClients('viewer')
    const { database } = server.services
    const request = requestOf(person)
    expect(await readAsTenant(database, request, currentClient)).toBe(person.client_id)
    await switchTo(person, other.client_id)
    for (const run of [readAsTenant, withTenant]) {
      expect(await run(database, request, currentClient)).toBe(person.client_id)
    }
    expect(await readAsTenant(database, requestOf(person), currentClient)).toBe(other.client_id)
  })

  it('ends with the membership in that client, whatever else the person belongs to', async () => {
    const { person, other } = await inTwoClients('admin')
    const { database } = server.services
    await switchTo(person, other.client_id)
    const request = requestOf(person)
    expect(await withTenant(database, request, currentClient)).toBe(other.client_id)
    await asAdmin('delete from client_members where client_id = $1 and user_id = $2', [other.client_id, person.id])
    await switchTo(person, person.client_id)
    await expect(withTenant(database, request, currentClient)).rejects.toMatchObject({ code: 'not_a_member' })
  })

  it('writes nothing where two of them began before either knew the client, and found another one', async () => {
    const { person, other } = await inTwoClients('owner')
    const { database } = server.services
    const acting: { client_id?: string } = {}
    const writing = withTenant(database, { kind: 'user', user_id: person.id, acting }, (tx) =>
      tx.run(queries.insertInto('knowledge_bases').values({ name: 'must not be' })),
    )
    // What the other one found meanwhile.
    acting.client_id = other.client_id
    await expect(writing).rejects.toMatchObject({ code: 'client_switched' })
    expect((await ask(person, 'GET', '/v1/knowledge-bases')).body.data).toEqual([])
  })
})
