import { sql } from 'kysely'
import pg from 'pg'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { clearAuthTraces } from '../../../src/db/auth-traces.ts'
import { pool } from '../../../src/db/pool.ts'
import { queries } from '../../../src/db/query-builder.ts'
import { eraseClient, erasePerson } from '../../../src/features/operator/operator.ts'
import { asOperator } from '../../../src/features/operator/operator-transaction.ts'
import { deleteExpiredRecords } from '../../../src/features/operator/retention.ts'
import type { Problem } from '../../../src/problems.ts'
import { createAccounts } from '../../../src/providers/auth/accounts.ts'
import { createServiceClient } from '../../../src/providers/supabase.ts'
import { addressOf } from '../../harness/company.ts'
import { asAdmin, createKey, createOwner, createUser, openTestDatabase } from '../../harness/harness.ts'
import {
  accept,
  ask,
  database,
  invite,
  last,
  server,
  startInstall,
  withDocument,
} from '../../harness/operated-install.ts'

startInstall()

const accounts = () => createAccounts(createServiceClient(inject('environment').supabase))

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

    expect(await erasePerson({ database: database(), accounts: accounts() }, address)).toMatchObject({ id: user.id })
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

  it('finds by their address whom Auth has deleted softly', async () => {
    const { owner, user } = await withDocument()
    const address = addressOf(user)
    await asAdmin('update auth.users set email = md5(email), deleted_at = now() where id = $1', [user.id])
    const { body } = await ask(owner, 'GET', '/v1/members')
    expect(body.data.map(({ user_id }: { user_id: string }) => user_id)).not.toContain(user.id)
    const done = await erasePerson({ database: database(), accounts: accounts() }, address)
    expect(done).toMatchObject({ id: user.id })
    expect(await asAdmin('select from users where id = $1', [user.id])).toEqual([])
    const left = await asAdmin('select from audit_log t where to_jsonb(t)::text ilike $1', [`%"${address}%`])
    expect(left).toEqual([])
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
    expect(await erasePerson(services, owner.id)).toMatchObject({ id: owner.id })
  })

  it('is ended by asking again, where Supabase Auth did not answer', async () => {
    const { user } = await withDocument()
    const failing = { remove: () => Promise.reject(new Error('cut off')) }
    await expect(erasePerson({ database: database(), accounts: failing }, user.id)).rejects.toThrow('cut off')
    expect(await asAdmin('select from users where id = $1', [user.id])).toHaveLength(1)
    expect(await erasePerson({ database: database(), accounts: accounts() }, user.id)).toMatchObject({ id: user.id })
    await accounts().remove(user.id)
  })
})

describe('what Auth keeps of a person', () => {
  const entry = (payload: object) =>
    asAdmin(`insert into auth.audit_log_entries (id, payload, created_at) values (gen_random_uuid(), $1, now())`, [
      payload,
    ])
  const traces = async (id: string, address: string) =>
    (
      await asAdmin(
        `select payload from auth.audit_log_entries where payload::text ilike $1 or payload::text ilike $2`,
        [`%${id}%`, `%"${address}%`],
      )
    ).length

  beforeAll(async () => {
    // As a login that may, which Auth's own row security does not bind: the next test takes it away.
    const login = decodeURIComponent(new URL(inject('environment').supabase.dbUrl).username)
    if (inject('environment').name !== 'embedded') {
      await asAdmin(`grant supabase_auth_admin to ${pg.escapeIdentifier(login)}`)
      return () => asAdmin(`revoke supabase_auth_admin from ${pg.escapeIdentifier(login)}`)
    }
  })

  async function named() {
    const { user, admin } = await withDocument()
    const address = `ana+${crypto.randomUUID().slice(0, 8)}@test.example`
    await asAdmin('update auth.users set email = $2 where id = $1', [user.id, address])
    await entry({ action: 'login', actor_id: user.id, actor_username: address })
    await entry({ action: 'user_modified', actor_id: user.id, actor_username: `before-${address}` })
    await entry({ action: 'user_invited', actor_id: admin.id, traits: { user_email: address.toUpperCase() } })
    await entry({ action: 'login', actor_id: admin.id, actor_username: `maria.${address}` })
    return { user, admin, address }
  }

  it('goes with their account, and nobody else’s does', async () => {
    const { user, admin, address } = await named()
    const done = await erasePerson({ database: database(), accounts: accounts() }, user.id)
    expect(done).toMatchObject({ id: user.id, auth_sql: [] })
    expect(done.auth_rows).toBeGreaterThanOrEqual(3)
    expect(await traces(user.id, address)).toBe(0)
    expect(await traces(admin.id, addressOf(admin))).toBeGreaterThan(0)
    await entry({ action: 'user_deleted', traits: { user_id: user.id } })
    expect(await erasePerson({ database: database(), accounts: accounts() }, user.id)).toMatchObject({ auth_rows: 1 })
    await expect(erasePerson({ database: database(), accounts: accounts() }, user.id)).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('is left with the SQL to run, where the login may not delete it', async () => {
    const { user, address } = await named()
    await asAdmin('create role renum_erasing')
    const ours = decodeURIComponent(new URL(inject('environment').supabase.dbUrl).username)
    await asAdmin(`grant renum_erasing to ${pg.escapeIdentifier(ours)}`)
    await asAdmin('grant usage on schema auth to renum_erasing')
    await asAdmin('grant all on all tables in schema auth to renum_erasing')
    const clear = async () => {
      const login = openTestDatabase(1)
      login[pool].on('connect', (client) => void client.query('set role renum_erasing'))
      return clearAuthTraces(login, { id: user.id, email: address }).finally(() => login.close())
    }
    const refused = { statements: expect.arrayContaining([expect.stringContaining(user.id)]) }
    try {
      await asAdmin('revoke delete on auth.audit_log_entries from renum_erasing')
      expect(await clear()).toEqual(refused)
      await asAdmin('grant all on auth.audit_log_entries to renum_erasing')
      // Hosted: then a delete would find no row, and be content.
      await asAdmin('alter table auth.audit_log_entries enable row level security')
      const cleared = await clear()
      expect(cleared).toEqual(refused)
      expect(await traces(user.id, address)).toBe(3)
      for (const text of 'statements' in cleared ? cleared.statements : []) await asAdmin(text)
      expect(await traces(user.id, address)).toBe(0)
    } finally {
      await asAdmin('alter table auth.audit_log_entries disable row level security')
      await asAdmin('drop owned by renum_erasing')
      await asAdmin('drop role renum_erasing')
    }
  })
})

describe('retention', () => {
  async function withOldRows() {
    const owner = await createOwner()
    const [agent] = await asAdmin(`insert into agents (client_id, name) values ($1, 'A') returning id`, [
      owner.client_id,
    ])
    for (const [status, days] of [
      ['succeeded', 40],
      ['running', 40],
      ['succeeded', 20],
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
    expect(await deleteExpiredRecords(database(), { executionsDays: null, auditDays: null })).toEqual({
      executions: 0,
      audit: 0,
    })
    expect([await count('agent_executions'), await count('audit_log')]).toEqual([3, before])
    const forgotten = await deleteExpiredRecords(database(), { executionsDays: 30, auditDays: 30 })
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
