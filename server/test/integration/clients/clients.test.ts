import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, company } from '../../harness/company.ts'
import {
  asAdmin,
  createOwner,
  createUser,
  repeatedFile,
  startServer,
  type TestServer,
  textFile,
  waitForDocument,
} from '../../harness/harness.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const { ask, invite } = asking(() => server)

type Ids = Record<'clients' | 'knowledge_bases' | 'knowledge_collections', string>

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
        body: repeatedFile(name, 'um texto'),
      })
    expect((await upload('a.txt')).status).toBe(202)
    const [removed, ...uploads] = await Promise.all([
      sleep(20).then(() => ask(owner, 'DELETE', `/v1/clients/${owner.client_id}`)),
      ...Array.from({ length: 10 }, (_, i) => sleep(i * 8).then(() => upload(`${i}.txt`))),
    ])
    expect(removed?.status).toBe(204)
    // Busy: an upload that the database ended because the two waited for each other.
    for (const { status } of uploads) expect([202, 403, 404, 503]).toContain(status)
    const files = () => asAdmin('select from storage.objects where name like $1', [`${owner.client_id}/%`])
    for (let left = 100; left > 0 && (await files()).length > 0; left--) await sleep(100)
    expect(await files()).toEqual([])
  })

  it.each([
    ['clients', (ids: Ids) => `/v1/clients/${ids.clients}`],
    ['knowledge_bases', (ids: Ids) => `/v1/knowledge-bases/${ids.knowledge_bases}`],
    ['knowledge_collections', (ids: Ids) => `/v1/collections/${ids.knowledge_collections}`],
  ] as const)(
    'with more documents than go at once is deleted all the same, also where it was cut off before: %s',
    async (table, path) => {
      const owner = await createOwner()
      const { body: base } = await ask(owner, 'POST', '/v1/knowledge-bases', { name: 'B' })
      const { body: collection } = await ask(owner, 'POST', `/v1/knowledge-bases/${base.id}/collections`, { name: 'C' })
      const upload = await server.call('POST', `/v1/collections/${collection.id}/documents`, {
        token: owner.token,
        body: textFile('a.txt', 'um texto'),
      })
      await waitForDocument(server, owner.token, upload.body.id)
      await asAdmin(
        `insert into documents (client_id, collection_id, name, source_type, file_type, file_size, content_hash)
       select client_id, collection_id, name || n, source_type, file_type, file_size, content_hash
         from documents, generate_series(1, 450) n where client_id = $1`,
        [owner.client_id],
      )
      const left = async () =>
        Number((await asAdmin('select count(*) as n from documents where client_id = $1', [owner.client_id]))[0]?.n)
      const ids = { clients: owner.client_id, knowledge_bases: base.id, knowledge_collections: collection.id }
      const remove = () => ask(owner, 'DELETE', path(ids))
      // The whole itself cannot go, but most of what is in it already has.
      await asAdmin(
        `create schema refusing;
       create function refusing.refuse() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$;
       create trigger refuse before delete on ${table} for each row when (old.id = '${ids[table]}')
         execute function refusing.refuse()`,
      )
      try {
        expect((await remove()).status).toBe(500)
      } finally {
        await asAdmin('drop schema refusing cascade')
      }
      expect(await left()).toBe(51)
      expect((await remove()).status).toBe(204)
      expect(await left()).toBe(0)
      const files = () => asAdmin('select from storage.objects where name like $1', [`${owner.client_id}/%`])
      for (let tries = 100; tries > 0 && (await files()).length > 0; tries--) await sleep(100)
      expect(await files()).toEqual([])
    },
  )

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
    const { supabase } = inject('environment')
    const { token } = await createOwner()
    for (const table of ['invitations', 'audit_log', 'client_members']) {
      const answer = await fetch(`${supabase.url}/rest/v1/${table}`, {
        headers: { apikey: supabase.key, Authorization: `Bearer ${token}` },
      })
      expect(answer.ok, table).toBe(false)
    }
  })
})
