import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asAdmin, createKey, createOwner, startServer, type TestServer, tokenFor } from '../../harness/harness.ts'

/** Statements as Supabase Auth sends them: as its own role, which owns its tables, by names without a schema. */
let auth: pg.Client
let server: TestServer
const lanesOnly = inject('environment').name === 'embedded'

describe.skipIf(lanesOnly)('Supabase Auth, as its own role on its own tables', () => {
  beforeAll(async () => {
    server = await startServer()
    auth = new pg.Client({ connectionString: inject('environment').adminUrl })
    await auth.connect()
    await auth.query(`set role supabase_auth_admin; set search_path = 'auth'`)
  })
  afterAll(async () => {
    await auth?.end()
    await server?.close()
  })

  async function signUp(columns: { email?: string | null; phone?: string; is_anonymous?: boolean } = {}) {
    const id = randomUUID()
    const { email = `${id}@test.example`, phone = null, is_anonymous = false } = columns
    await auth.query(
      `insert into users (instance_id, id, aud, role, email, phone, raw_app_meta_data, raw_user_meta_data, is_anonymous,
         created_at, updated_at)
       values ('00000000-0000-0000-0000-000000000000', $1, 'authenticated', 'authenticated', $2, $3,
         '{"provider":"email"}', '{"name":"Ana"}', $4, now(), now())`,
      [id, email, phone, is_anonymous],
    )
    return { id, email }
  }
  const ours = async (id: string) => (await asAdmin('select * from public.users where id = $1', [id]))[0]
  /** The claims of a token of the real one. */
  const session = (id: string, claims: object = {}) =>
    tokenFor(id, {
      aal: 'aal1',
      amr: [{ method: 'password', timestamp: Math.floor(Date.now() / 1000) }],
      session_id: randomUUID(),
      email: `${id}@test.example`,
      phone: '',
      app_metadata: { provider: 'email', providers: ['email'] },
      user_metadata: { role: 'owner', client_id: randomUUID() },
      is_anonymous: false,
      ...claims,
    })
  const answer = async (token: string) => {
    const { status, body } = await server.call('GET', '/v1/me', { token })
    return body.code ? `${status} ${body.code}` : status
  }

  it('makes accounts that sign in, by address, by phone, and without either', async () => {
    const [person, byPhone, nobody] = [
      await signUp(),
      await signUp({ email: null, phone: `+55119${Date.now()}`.slice(0, 14) }),
      await signUp({ email: null, is_anonymous: true }),
    ]
    expect(await ours(person.id)).toMatchObject({ email: person.email, name: 'Ana', is_anonymous: false })
    expect(await answer(await session(person.id))).toBe(200)
    expect(await answer(await session(byPhone.id, { email: '' }))).toBe(200)
    expect(await answer(await session(nobody.id, { email: '', is_anonymous: true }))).toBe('403 anonymous_refused')
  })

  it('believes the account and not the token, whether somebody is anonymous', async () => {
    const { id } = await signUp({ email: null, is_anonymous: true })
    const token = await session(id, { email: '', is_anonymous: false })
    expect(await answer(token)).toBe('403 anonymous_refused')
    // As an anonymous person who gives an address becomes one of the others.
    await auth.query('update users set email = $2, is_anonymous = false where id = $1', [id, `${id}@test.example`])
    expect(await answer(token)).toBe(200)
  })

  it('bans, and lets back in', async () => {
    const { id } = await signUp()
    const token = await session(id)
    await auth.query(`update users set banned_until = now() + interval '1 day' where id = $1`, [id])
    expect(await answer(token)).toBe('403 account_banned')
    await auth.query('update users set banned_until = null where id = $1', [id])
    expect(await answer(token)).toBe(200)
  })

  it('deletes softly and for good, and reads why the only owner stays', async () => {
    const softly = (id: string) =>
      auth.query(
        `update users set email = $2, phone = $3, encrypted_password = '', email_change = '', phone_change = '',
           recovery_token = '', deleted_at = now(), updated_at = now() where id = $1`,
        [id, Buffer.from(id).toString('base64'), null],
      )
    const { id } = await signUp()
    await softly(id)
    await auth.query(`update users set raw_user_meta_data = '{}' where id = $1`, [id])
    expect(await answer(await session(id))).toBe('401 unauthenticated')
    expect(await ours(id)).toMatchObject({ email: `${id}@test.example`, deleted_at: expect.any(Date) })
    await auth.query('delete from users where id = $1', [id])
    expect(await ours(id)).toBeUndefined()

    const owner = await createOwner()
    const refused = { code: 'PT409', message: expect.stringMatching(/^sole_owner: /) }
    await expect(softly(owner.id)).rejects.toMatchObject(refused)
    await expect(auth.query('delete from users where id = $1', [owner.id])).rejects.toMatchObject(refused)
    expect(await answer(owner.token)).toBe(200)
  })

  it('verifies a factor and removes it: a session needs it in between, a key does not', async () => {
    const owner = await createOwner()
    const key = await createKey(owner, ['read'])
    const factor = randomUUID()
    const at = async (aal: string) => answer(await session(owner.id, { aal }))
    await auth.query(
      `insert into mfa_factors (id, user_id, friendly_name, factor_type, status, secret, created_at, updated_at)
       values ($1, $2, 'phone', 'totp', 'unverified', 'S', now(), now())`,
      [factor, owner.id],
    )
    expect(await at('aal1')).toBe(200)
    await auth.query(`update mfa_factors set status = 'verified', updated_at = now() where id = $1`, [factor])
    const levels = ['aal1', 'aal2', 'aal3', 'aal20', '']
    const refused = '403 second_factor_required'
    expect(await Promise.all(levels.map(at))).toEqual([refused, 200, 200, refused, refused])
    const { status } = await server.call('GET', '/v1/knowledge-bases', { token: key.token })
    expect(status).toBe(200)
    await auth.query('delete from mfa_factors where id = $1', [factor])
    expect(await at('aal1')).toBe(200)
  })

  it('goes on migrating its tables: no trigger of ours names a column', async () => {
    await auth.query('begin')
    try {
      await auth.query(`
        alter table users alter column phone type varchar(40), alter column raw_user_meta_data type json,
          alter column banned_until type timestamp, alter column deleted_at type timestamp,
          alter column last_sign_in_at type timestamp;
        alter table users rename column is_anonymous to was_anonymous;
        alter table users add column is_anonymous boolean generated always as (email is null) stored;
        alter table mfa_factors alter column status type text;
        alter type factor_type add value if not exists 'sms'`)
      const { id } = await signUpGenerated()
      await auth.query(
        `insert into mfa_factors (id, user_id, factor_type, status, created_at, updated_at)
         values ($1, $2, 'totp', 'verified', now(), now())`,
        [randomUUID(), id],
      )
      await auth.query('set local role none')
      const { rows } = await auth.query('select email, cardinality(factors) as n from public.users where id = $1', [id])
      expect(rows).toEqual([{ email: `${id}@test.example`, n: 1 }])
    } finally {
      await auth.query('rollback')
    }
  })

  async function signUpGenerated() {
    const id = randomUUID()
    await auth.query(`insert into users (id, email, created_at) values ($1, $2, now())`, [id, `${id}@test.example`])
    return { id }
  }

  it('asks its hook, and nothing else of ours', async () => {
    const event = { metadata: { name: 'before-user-created', uuid: randomUUID() }, user: { email: 'a@test.example' } }
    const { rows } = await auth.query('select private.before_user_created($1) as answer', [JSON.stringify(event)])
    expect(rows).toEqual([{ answer: {} }])
    // A person who signs up by phone or anonymously has no address.
    for (const user of [{ email: '', phone: '+5511' }, { phone: '+5511' }, {}]) {
      const asked = await auth.query('select private.before_user_created($1) as answer', [JSON.stringify({ user })])
      expect(asked.rows).toEqual([{ answer: {} }])
    }
    for (const text of [
      'select * from public.users',
      'select * from private.install_settings',
      `select private.sign_up_refusal('a@test.example')`,
      "select private.sync_account('{}')",
    ]) {
      await expect(auth.query(text), text).rejects.toMatchObject({ code: '42501' })
    }
  })

  it('keeps its tables to itself, whoever Renum connects as', async () => {
    const { dbUrl } = inject('environment').supabase
    const client = new pg.Client({ connectionString: dbUrl })
    await client.connect()
    try {
      const { rows } = await client.query('select count(*)::int as n from auth.sessions')
      expect(rows).toEqual([{ n: 0 }])
      await expect(client.query(`update auth.users set banned_until = null`)).rejects.toMatchObject({ code: '42501' })
    } finally {
      await client.end()
    }
  })
})
