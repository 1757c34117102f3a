import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factorsSql } from '../../harness/auth-schema.ts'
import {
  asAdmin,
  createKey,
  createMember,
  createOwner,
  createUser,
  startServer,
  type TestServer,
  tokenFor,
} from '../../harness/harness.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

/** What a request with this token comes to: its status, and the code of a refusal. */
async function answer(token: string, on = server) {
  const { status, body } = await on.call('GET', '/v1/knowledge-bases', { token })
  return body.code ? `${status} ${body.code}` : status
}

const set = (id: string, columns: string) => asAdmin(`update auth.users set ${columns} where id = $1`, [id])

describe('a ban of Supabase Auth', () => {
  it('refuses the person and their keys from the next request on, and lets them back in when it is lifted', async () => {
    const owner = await createOwner()
    const other = await createMember(owner.client_id, 'admin')
    const [theirs, others] = [await createKey(owner, ['read']), await createKey(other, ['read'])]
    const all = async () => Promise.all([owner, theirs, other, others].map(({ token }) => answer(token)))
    expect(await all()).toEqual([200, 200, 200, 200])
    await set(owner.id, `banned_until = now() + interval '1 hour'`)
    expect(await all()).toEqual(['403 account_banned', '403 account_banned', 200, 200])
    await set(owner.id, 'banned_until = null')
    expect(await all()).toEqual([200, 200, 200, 200])
  })

  it('ends by itself', async () => {
    const owner = await createOwner()
    await set(owner.id, `banned_until = now() + interval '2 seconds'`)
    expect(await answer(owner.token)).toBe('403 account_banned')
    await expect.poll(() => answer(owner.token)).toBe(200)
  })

  it('does not concern who signs in: nobody’s claims are decided anew for it', async () => {
    const owner = await createOwner()
    const version = async () => (await asAdmin('select version from private.access_version'))[0]?.version
    const before = await version()
    await set(owner.id, 'last_sign_in_at = now()')
    await set(owner.id, 'updated_at = now()')
    expect(await version()).toBe(before)
    await set(owner.id, `banned_until = now()`)
    expect(await version()).not.toBe(before)
  })
})

describe('a soft deletion of Supabase Auth', () => {
  const delete_ = (id: string) => set(id, `email = md5(email), deleted_at = now()`)

  it('refuses the person and their keys, and leaves no member with a hash for an address', async () => {
    const owner = await createOwner()
    const admin = await createMember(owner.client_id, 'admin')
    const key = await createKey(admin, ['read'])
    expect([await answer(admin.token), await answer(key.token)]).toEqual([200, 200])
    await delete_(admin.id)
    expect([await answer(admin.token), await answer(key.token)]).toEqual(['401 unauthenticated', '401 key_revoked'])
    const { body } = await server.call('GET', '/v1/members', { token: owner.token })
    expect(body.data.map(({ user_id }: { user_id: string }) => user_id)).toEqual([owner.id])
  })

  it('leaves the address by which the operator finds and erases them', async () => {
    const owner = await createOwner()
    const member = await createMember(owner.client_id, 'user')
    await delete_(member.id)
    await set(member.id, `updated_at = now()`)
    const [row] = await asAdmin('select email, deleted_at from public.users where id = $1', [member.id])
    expect(row).toMatchObject({ email: `${member.id}@test.example`, deleted_at: expect.any(Date) })
  })

  it('of the only owner is refused with words, as is the hard one; of one of two it is not', async () => {
    const owner = await createOwner()
    await asAdmin(`update clients set name = 'Padaria' where id = $1`, [owner.client_id])
    const refused = {
      code: 'PT409',
      message: expect.stringContaining('only owner of Padaria'),
      hint: expect.any(String),
    }
    await expect(delete_(owner.id)).rejects.toMatchObject(refused)
    await expect(asAdmin('delete from auth.users where id = $1', [owner.id])).rejects.toMatchObject(refused)
    expect(await answer(owner.token)).toBe(200)
    await createMember(owner.client_id, 'owner')
    await delete_(owner.id)
    expect(await answer(owner.token)).toBe('401 unauthenticated')
  })
})

describe('an anonymous person', () => {
  it('is refused without the setting, and served with it', async () => {
    const owner = await createOwner()
    const key = await createKey(owner, ['read'])
    await set(owner.id, 'is_anonymous = true')
    const { status, body } = await server.call('GET', '/v1/me', { token: owner.token })
    expect([status, body.code]).toEqual([403, 'anonymous_refused'])
    const admitting = await startServer({ admits: ['anonymous'] })
    try {
      expect([await answer(owner.token, admitting), await answer(key.token, admitting)]).toEqual([200, 200])
    } finally {
      await admitting.close()
    }
    expect(await answer(owner.token)).toBe('403 anonymous_refused')
    await set(owner.id, 'is_anonymous = false')
    expect(await answer(owner.token)).toBe(200)
  })
})

describe('a session of a person with a second factor', () => {
  // Auth's own table: the embedded one has none.
  beforeAll(async () => {
    await asAdmin(factorsSql)
    await asAdmin('select private.follow_factors()')
    await asAdmin('select private.follow_factors()')
  })
  const enrol = (user: { id: string }, id: string, status: string) =>
    asAdmin(
      `insert into auth.mfa_factors (id, user_id, factor_type, status, created_at, updated_at)
       values ($1, $2, 'totp', $3::auth.factor_status, now(), now())`,
      [id, user.id, status],
    )

  it('is refused at aal1 from the moment the factor is verified, and served at aal2', async () => {
    const owner = await createOwner()
    const key = await createKey(owner, ['read'])
    const [first, second] = [await tokenFor(owner.id, { aal: 'aal1' }), await tokenFor(owner.id, { aal: 'aal2' })]
    const factor = randomUUID()
    expect([await answer(first), await answer(second)]).toEqual([200, 200])
    await enrol(owner, factor, 'unverified')
    expect(await answer(first)).toBe(200)
    await asAdmin(`update auth.mfa_factors set status = 'verified' where id = $1`, [factor])
    const refused = '403 second_factor_required'
    expect([await answer(first), await answer(second), await answer(key.token)]).toEqual([refused, 200, 200])
    expect(await answer(await tokenFor(owner.id))).toBe(refused)
    const admitting = await startServer({ admits: ['single_factor'] })
    try {
      expect(await answer(first, admitting)).toBe(200)
    } finally {
      await admitting.close()
    }
    await asAdmin('delete from auth.mfa_factors where id = $1', [factor])
    expect(await answer(first)).toBe(200)
  })

  it('is known of factors that were there before Renum followed them', async () => {
    const user = await createUser()
    await asAdmin('drop trigger renum_sync_auth_factor on auth.mfa_factors')
    await enrol(user, randomUUID(), 'verified')
    const ask = () => server.call('GET', '/v1/me', { token: user.token })
    expect((await ask()).status).toBe(200)
    await asAdmin('select private.follow_factors()')
    expect((await ask()).body.code).toBe('second_factor_required')
  })
})
