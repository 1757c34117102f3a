import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { queries } from '../src/db/query.ts'
import { asOperator } from '../src/features/operator/as-operator.ts'
import { leftOut, readAsJob, readAsOperator } from '../src/features/operator/export.repository.ts'
import {
  eraseClient,
  erasePerson,
  exportClient,
  exportPerson,
  listClients,
  listEntries,
  setDefaultQuota,
  setQuota,
  setSignUp,
  setStatus,
} from '../src/features/operator/operator.ts'
import { forgetOld } from '../src/features/operator/retention.ts'
import type { Problem } from '../src/problems.ts'
import { createAccounts } from '../src/providers/auth/accounts.ts'
import { createServiceClient } from '../src/providers/supabase.ts'
import { addressOf, asking, company } from './company.ts'
import {
  asAdmin,
  createKey,
  createOwner,
  createUser,
  startServer,
  type TestServer,
  textFile,
  waitForDocument,
} from './harness.ts'

let server: TestServer
let folder: string
beforeAll(async () => {
  server = await startServer()
  folder = await mkdtemp(join(tmpdir(), 'renum-operator-'))
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const { ask, invite, accept } = asking(() => server)
const database = () => server.services.database
const accounts = () => createAccounts(createServiceClient(inject('ground').supabase))
const last = async (action: string) => (await listEntries(database())).find((entry) => entry.action === action)

async function withDocument() {
  const people = await company()
  const { body: base } = await ask(people.owner, 'POST', '/v1/knowledge-bases', { name: 'B' })
  const { body: collection } = await ask(people.owner, 'POST', `/v1/knowledge-bases/${base.id}/collections`, {
    name: 'C',
  })
  const path = `/v1/collections/${collection.id}/documents`
  const { body: document } = await server.call('POST', path, {
    token: people.user.token,
    body: textFile('a.txt', 'Férias: 30 dias.'),
  })
  await waitForDocument(server, people.owner.token, document.id)
  return { ...people, client_id: people.owner.client_id, path, document }
}

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
    fetch(`${inject('ground').supabase.url}/auth/v1/signup`, {
      method: 'POST',
      headers: { apikey: inject('ground').supabase.key, 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password: 'uma-senha-longa' }),
    })
  const newAddress = () => `${crypto.randomUUID()}@test.example`
  const found = (who: { token: string }) => ask(who, 'POST', '/v1/clients', { name: 'N' })

  it.each(['invite', 'closed'] as const)(
    '%s: nobody founds a client, and who was not invited gets no account',
    async (mode) => {
      const [nobody, { owner }] = [await createUser(), await company()]
      await setSignUp(database(), mode)
      try {
        for (const who of [nobody, owner])
          expect(await found(who)).toMatchObject({ status: 403, code: 'sign_up_closed' })
        const email = newAddress()
        const refused = await signUp(email)
        expect(refused.ok).toBe(false)
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
      const answer = await signUp(email)
      expect(answer.status).toBe(200)
      const { access_token: token } = (await answer.json()) as { access_token: string }
      expect((await accept({ token }, invitation.token)).status).toBe(200)
      await ask(owner, 'POST', '/v1/invitations', { email: newAddress(), role: 'user' })
    } finally {
      await setSignUp(database(), 'open')
    }
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

describe('an export', () => {
  const read = async (to: string, file: string) => JSON.parse(await readFile(join(to, file), 'utf8'))

  it('of a client has every table but what is left out, and its files, and no secret', async () => {
    const { owner, client_id, document } = await withDocument()
    const key = await createKey(owner, ['read'])
    const { body: invitation } = await ask(owner, 'POST', '/v1/invitations', { email: 'i@test.example', role: 'user' })
    const secret = 'sk-um-segredo-que-ninguem-le'
    const settings = { base_url: 'https://service.invalid/v1' }
    const credential = { name: 'N', service_name: 'n', credential_type: 'openai_compatible', settings, value: secret }
    expect((await ask(owner, 'POST', '/v1/credentials', credential)).status).toBe(201)
    const hook = { url: 'https://hooks.invalid/', events: ['document.ready'] }
    const { body: endpoint } = await ask(owner, 'POST', '/v1/webhook-endpoints', hook)
    const stranger = await withDocument()

    const to = join(folder, 'client')
    const manifest = await exportClient(server.services, client_id, to)
    expect(await read(to, 'manifest.json')).toEqual(manifest)
    expect(manifest.files).toMatchObject({ count: 1, missing: 0, bytes: 17 })
    const [file] = await read(to, 'files.json')
    expect(file).toMatchObject({ document_id: document.id, version_number: 1, sha256: document.content_hash })
    expect(await readFile(join(to, file.file), 'utf8')).toBe('Férias: 30 dias.')
    for (const { file: name, sha256, rows } of manifest.tables) {
      expect(
        createHash('sha256')
          .update(await readFile(join(to, name)))
          .digest('hex'),
      ).toBe(sha256)
      expect([name, (await read(to, name)).length]).toEqual([name, rows])
    }
    expect(await read(to, 'chunks.json')).toMatchObject([{ content: 'Férias: 30 dias.', document_id: document.id }])
    expect(await read(to, 'members.json')).toHaveLength(4)
    const everything = (
      await Promise.all(manifest.tables.map(({ file: name }) => readFile(join(to, name), 'utf8')))
    ).join()
    const [sealed] = await asAdmin('select encrypted_value from api_credentials where client_id = $1', [client_id])
    for (const hidden of [
      secret,
      sealed?.encrypted_value,
      key.token,
      key.key_hash,
      invitation.token,
      endpoint.secret,
    ]) {
      expect(hidden?.length).toBeGreaterThan(8)
      expect(everything).not.toContain(hidden)
    }
    expect(everything).not.toContain(stranger.client_id)
    expect(await last('client.exported')).toMatchObject({ subject_id: client_id })

    await expect(exportClient(server.services, client_id, to)).rejects.toMatchObject({ code: 'folder_taken' })
  })

  it('knows every table of a client', async () => {
    const tables = await asAdmin<{ name: string }>(
      `select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
        where a.attname = 'client_id' and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and not c.relispartition and c.relname <> 'users' order by 1`,
    )
    const known = [...readAsJob, ...readAsOperator].map(({ from }) => /public[.](\w+)/.exec(from)?.[1])
    expect(tables.map(({ name }) => name)).toEqual([...known.filter((name) => name !== 'clients'), ...leftOut].sort())
  })

  it('that fails leaves nothing behind', async () => {
    const { client_id } = await withDocument()
    const storage = { ...server.services.storage, open: () => Promise.reject(new Error('cut off')) }
    const to = join(folder, 'failed', 'client')
    await expect(exportClient({ database: database(), storage }, client_id, to)).rejects.toThrow('cut off')
    expect(await readdir(join(folder, 'failed'))).toEqual([])
    await expect(exportClient(server.services, crypto.randomUUID(), to)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('of a person names what is the client’s, has nobody else’s address, and what the logs say of them', async () => {
    const { owner, admin, client_id } = await withDocument()
    const [guest, other, path] = [await createUser(), await createOwner(), '/v1/knowledge-bases']
    await invite(admin, guest)
    await invite(other, admin, 'viewer')
    const settings = { base_url: 'https://service.invalid/v1' }
    const credential = { name: 'N', service_name: 'n', credential_type: 'openai_compatible', settings, value: 'sk-N' }
    expect((await ask(admin, 'POST', '/v1/credentials', credential)).status).toBe(201)
    const hook = { url: 'https://hooks.invalid/', events: ['document.ready'] }
    expect((await ask(admin, 'POST', '/v1/webhook-endpoints', hook)).status).toBe(201)
    const { body: base } = await ask(owner, 'POST', path, { name: 'B' })
    const { body: collection } = await ask(owner, 'POST', `${path}/${base.id}/collections`, { name: 'C' })
    const grants = `/v1/collections/${collection.id}/grants`
    for (const { id: user_id } of [admin, owner])
      expect((await ask(owner, 'POST', grants, { user_id })).status).toBe(201)
    await ask(owner, 'PATCH', `/v1/members/${admin.id}`, { role: 'viewer' })
    await asAdmin(`update audit_log set ip = '10.0.0.8' where user_id = $1`, [owner.id])

    const to = join(folder, 'admin')
    const { tables } = await exportPerson(server.services, admin.id, to)
    const did = await read(to, 'audit-log.json')
    expect(did.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['invitation.created', 'credential.created', 'webhook_endpoint.created']),
    )
    for (const entry of did) expect(entry).not.toHaveProperty('details')
    const about: { action: string; details: object }[] = await read(to, 'audit-log-about.json')
    expect(about.map(({ action }) => action).sort()).toEqual(['grant.created', 'member.created', 'member.updated'])
    expect(about.find(({ action }) => action === 'member.updated')).toMatchObject({
      client_id,
      details: { email: addressOf(admin), role: { from: 'admin', to: 'viewer' } },
    })
    expect(await read(to, 'invitations-received.json')).toMatchObject([
      { client_id: other.client_id, email: addressOf(admin), role: 'viewer', accepted_at: null },
    ])
    const everything = (await Promise.all(tables.map(({ file }) => readFile(join(to, file), 'utf8')))).join()
    for (const theirs of [addressOf(guest), addressOf(owner), 'service.invalid', 'hooks.invalid', '10.0.0.8']) {
      expect(everything).not.toContain(theirs)
    }
  })

  it('of a person has what they did, in all their clients', async () => {
    const { user, document, client_id } = await withDocument()
    const other = await createOwner()
    await asAdmin(`insert into client_members (client_id, user_id, role) values ($1, $2, 'viewer')`, [
      other.client_id,
      user.id,
    ])
    const to = join(folder, 'person')
    await exportPerson(server.services, addressOf(user).toUpperCase(), to)
    expect(await read(to, 'person.json')).toMatchObject([{ id: user.id, email: addressOf(user) }])
    expect(await read(to, 'memberships.json')).toHaveLength(2)
    expect(await read(to, 'documents.json')).toMatchObject([{ client_id, id: document.id, name: 'a.txt' }])
    expect(await last('person.exported')).toMatchObject({ subject_id: user.id, details: {} })
    await expect(exportPerson(server.services, 'ninguem@test.example', `${to}2`)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('an erasure', () => {
  it('of a client takes all of its rows and files, and leaves its people', async () => {
    const { owner, client_id } = await withDocument()
    expect(await eraseClient(server.services, client_id)).toEqual({ documents: 1, files: 1 })
    expect(await asAdmin('select from clients where id = $1', [client_id])).toEqual([])
    expect(await asAdmin('select from storage.objects where name like $1', [`${client_id}/%`])).toEqual([])
    expect((await ask(owner, 'GET', '/v1/me')).body).toMatchObject({ client_id: null, clients: [] })
    expect(await last('client.erased')).toMatchObject({ subject_id: client_id, details: { documents: 1, files: 1 } })
    await expect(eraseClient(server.services, client_id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('of a person takes their account, and their name out of everything that stays', async () => {
    const { owner, admin, client_id, document, user } = await withDocument()
    const [other, address] = [await createOwner(), addressOf(user)]
    expect((await invite(other, user)).status).toBe(201)
    await ask(admin, 'PATCH', `/v1/members/${user.id}`, { role: 'viewer' })
    await asAdmin(`update audit_log set ip = '10.0.0.9' where user_id = $1`, [user.id])
    await asAdmin('update auth.users set last_sign_in_at = now() where id = $1', [user.id])
    // Somebody else, whose address ends as theirs.
    await ask(owner, 'POST', '/v1/invitations', { email: `maria.${address}`, role: 'viewer' })
    const before = await asAdmin('select from audit_log where details::text like $1', [`%${address}%`])
    expect(before.length).toBeGreaterThan(2)

    expect(await erasePerson({ database: database(), accounts: accounts() }, address)).toEqual({ id: user.id })
    expect(await asAdmin('select from auth.users where id = $1', [user.id])).toEqual([])
    expect(await asAdmin('select from users where id = $1', [user.id])).toEqual([])
    for (const table of ['audit_log', 'invitations', 'idempotency_keys', 'private.operator_log']) {
      const rows = await asAdmin(`select from ${table} t where to_jsonb(t)::text ilike $1`, [`%"${address}%`])
      expect([table, rows.length]).toEqual([table, 0])
    }
    const theirs = await asAdmin('select from audit_log where details::text like $1', [`%maria.${address}%`])
    expect(theirs).toHaveLength(1)
    expect(await asAdmin(`select from audit_log where ip = '10.0.0.9'`)).toEqual([])
    const { body: log } = await ask(owner, 'GET', '/v1/audit-log?action=person.erased')
    expect(log.data).toMatchObject([{ actor: 'operator', subject_id: user.id, details: {} }])
    const [kept] = await asAdmin('select created_by from documents where id = $1', [document.id])
    expect(kept).toEqual({ created_by: null })
    expect((await ask(owner, 'GET', '/v1/members')).body.data).toHaveLength(3)
    expect((await ask(owner, 'GET', `/v1/clients/${client_id}`)).status).toBe(200)
    expect((await ask(user, 'GET', '/v1/me')).status).toBe(401)
    const [invitation] = await asAdmin('select email, revoked_at from invitations where client_id = $1', [
      other.client_id,
    ])
    expect(invitation).toMatchObject({ email: expect.stringMatching(/^erased-\w+@erased\.invalid$/) })
    expect(invitation?.revoked_at).not.toBeNull()
  })

  it('of a person takes the addresses they had before, and where their keys came from', async () => {
    const { owner, admin, client_id } = await withDocument()
    const [person, other] = [await createUser(), await createOwner()]
    const { body: invitation } = await ask(owner, 'POST', '/v1/invitations', {
      email: addressOf(person),
      role: 'admin',
    })
    expect((await accept(person, invitation.token)).status).toBe(200)
    const { body: base } = await ask(owner, 'POST', '/v1/knowledge-bases', { name: 'B' })
    const { body: collection } = await ask(owner, 'POST', `/v1/knowledge-bases/${base.id}/collections`, { name: 'C' })
    const grants = `/v1/collections/${collection.id}/grants`
    for (const { id: user_id } of [person, admin]) {
      expect((await ask(owner, 'POST', grants, { user_id })).status).toBe(201)
    }
    // Of one client they still are, with a key and one that it made; of the other one they were.
    const key = await createKey({ client_id, id: person.id }, ['admin'])
    const { body: second } = await ask(key, 'POST', '/v1/api-keys', { name: 'N', scopes: ['admin'] })
    await asAdmin(`insert into client_members (client_id, user_id, role) values ($1, $2, 'admin')`, [
      other.client_id,
      person.id,
    ])
    await asAdmin('update users set client_id = $1 where id = $2', [other.client_id, person.id])
    const { body: left } = await ask(person, 'POST', '/v1/api-keys', { name: 'N', scopes: ['admin'] })
    for (const token of [key.token, second.key, left.key]) {
      expect((await ask({ token }, 'POST', '/v1/api-keys', { name: 'N', scopes: ['admin'] })).status).toBe(201)
    }
    const own = await createKey(owner, ['admin'])
    expect((await ask(own, 'POST', '/v1/api-keys', { name: 'N', scopes: ['admin'] })).status).toBe(201)
    await asAdmin(`update audit_log set ip = '10.0.0.7' where actor like 'api_key:%' and client_id in ($1, $2)`, [
      client_id,
      other.client_id,
    ])
    await ask(other, 'DELETE', `/v1/members/${person.id}`)
    await asAdmin('update auth.users set email = $2 where id = $1', [person.id, `nova-${addressOf(person)}`])
    const withFormer = () =>
      asAdmin('select action from audit_log where details::text like $1', [`%"${addressOf(person)}%`])
    expect(new Set((await withFormer()).map(({ action }) => action))).toEqual(
      new Set(['invitation.created', 'invitation.accepted', 'member.created', 'member.deleted', 'grant.created']),
    )

    await erasePerson({ database: database(), accounts: accounts() }, person.id)
    expect(await withFormer()).toEqual([])
    expect(await asAdmin('select actor from audit_log where ip = $1', ['10.0.0.7'])).toEqual([
      { actor: `api_key:${own.id}` },
    ])
    const { body: log } = await ask(owner, 'GET', '/v1/audit-log?action=grant.created')
    expect(log.data.map(({ details }: { details: { email: string } }) => details.email)).toEqual([
      addressOf(admin),
      expect.stringMatching(/@erased\.invalid$/),
    ])
  })

  it('of the only owner of a client is refused, and changes nothing', async () => {
    const { owner, user, client_id } = await withDocument()
    await asAdmin('update clients set name = $2 where id = $1', [client_id, 'Aurora'])
    const services = { database: database(), accounts: accounts() }
    const refused = erasePerson(services, owner.id)
    await expect(refused).rejects.toMatchObject({ code: 'sole_owner', params: { clients: 'Aurora' } })
    expect((await ask(owner, 'GET', '/v1/me')).body.email).toBe(addressOf(owner))
    await ask(owner, 'PATCH', `/v1/members/${user.id}`, { role: 'owner' })
    expect(await erasePerson(services, owner.id)).toEqual({ id: owner.id })
  })

  it('is ended by asking again, where Supabase Auth did not answer', async () => {
    const { user } = await withDocument()
    const failing = { remove: () => Promise.reject(new Error('cut off')) }
    await expect(erasePerson({ database: database(), accounts: failing }, user.id)).rejects.toThrow('cut off')
    expect(await asAdmin('select from users where id = $1', [user.id])).toHaveLength(1)
    expect(await erasePerson({ database: database(), accounts: accounts() }, user.id)).toEqual({ id: user.id })
    await accounts().remove(user.id)
  })
})

describe('retention', () => {
  async function withOldRows() {
    const owner = await createOwner()
    const [agent] = await asAdmin(`insert into agents (client_id, name) values ($1, 'A') returning id`, [
      owner.client_id,
    ])
    for (const [status, days] of [
      ['completed', 40],
      ['running', 40],
      ['completed', 20],
    ] as const) {
      await asAdmin(
        `insert into agent_executions (client_id, agent_id, status, input, created_at)
         values ($1, $2, $3, '{}', now() - make_interval(days => $4))`,
        [owner.client_id, agent?.id, status, days],
      )
    }
    await asAdmin(
      `insert into audit_log (client_id, action, subject_type, subject_id, details, created_at)
       select $1, 'old.row', 'client', $1, '{}', now() - make_interval(days => n) from generate_series(1, 40) n`,
      [owner.client_id],
    )
    const count = async (table: string) =>
      (await asAdmin(`select from ${table} where client_id = $1`, [owner.client_id])).length
    return { owner, count, before: await count('audit_log') }
  }

  it('deletes what is older than it is kept, and for ever is for ever', async () => {
    const { count, before } = await withOldRows()
    expect(await forgetOld(database(), { executionsDays: null, auditDays: null })).toEqual({ executions: 0, audit: 0 })
    expect([await count('agent_executions'), await count('audit_log')]).toEqual([3, before])
    const forgotten = await forgetOld(database(), { executionsDays: 30, auditDays: 30 })
    expect(forgotten.executions).toBeGreaterThanOrEqual(1)
    expect([await count('agent_executions'), await count('audit_log')]).toEqual([2, before - 11])
  })

  it('and nothing else writes the log: not the system, nor the operator', async () => {
    const { count, before, owner } = await withOldRows()
    for (const [statement, wanted] of [
      ['delete from audit_log', 0],
      [`update audit_log set details = '{}'`, 0],
      [`update audit_log set action = 'x.y'`, 'forbidden'],
    ] as const) {
      const query = sql.raw(`${statement} where client_id = '${owner.client_id}' returning id`).compile(queries)
      const changed = asOperator(database(), (tx) => tx.run(query)).then(
        (rows) => rows.length,
        (error: Problem) => error.code,
      )
      expect([statement, await changed]).toEqual([statement, wanted])
    }
    expect(await count('audit_log')).toBe(before)
  })
})
