import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claimsCache, type Database } from '../../../src/db/pool.ts'
import { type Principal, readAsTenant, withTenant } from '../../../src/db/tenant.ts'
import { collections } from '../../../src/features/collections/collections.repository.ts'
import { knowledgeBases } from '../../../src/features/knowledge-bases/knowledge-bases.repository.ts'
import { asAdmin, createKey, createMember, createOwner, openTestDatabase } from '../../harness/harness.ts'

/** Two processes: what one of them changes, the other must not remember. */
let database: Database
let other: Database
beforeAll(() => {
  database = openTestDatabase(2)
  other = openTestDatabase(1)
})
afterAll(() => Promise.all([database.close(), other.close()]))

const claimsOf = (principal: Principal) => readAsTenant(database, principal, (tx) => tx.claims())
const visibleTo = async (principal: Principal) => {
  const all = await readAsTenant(database, principal, (tx) => collections.list(tx, { limit: 10 }))
  return all.data.map(({ id }) => id)
}

/** Asks until the answer comes from claimsCache. */
async function remembered(principal: Principal) {
  await claimsOf(principal)
  await claimsOf(principal)
  const { origin: _, ...asking } = principal
  expect(database[claimsCache]?.get(JSON.stringify(asking))).toBeDefined()
}

async function restrictedCollection(owner: { principal: Principal }) {
  return withTenant(other, owner.principal, async (tx) => {
    const base = await knowledgeBases.create(tx, { name: 'Base' })
    return collections.create(tx, {
      knowledge_base_id: base.id,
      name: 'Reservada',
      embedding_model: 'lexical-1',
      embedding_dimensions: 8,
    })
  })
}

describe('what was decided about a principal', () => {
  it('ends with a removed member, a changed role and a switch of client', async () => {
    const owner = await createOwner()
    const member = await createMember(owner.client_id, 'user')
    await remembered(member.principal)
    await asAdmin(`update public.client_members set role = 'viewer' where user_id = '${member.id}'`)
    expect(await claimsOf(member.principal)).toMatchObject({ role: 'viewer' })

    await remembered(member.principal)
    const second = await createOwner()
    await asAdmin(
      `insert into public.client_members (client_id, user_id, role) values ('${second.client_id}', '${member.id}', 'admin')`,
    )
    await asAdmin(`update public.users set client_id = '${second.client_id}' where id = '${member.id}'`)
    expect(await claimsOf(member.principal)).toMatchObject({ client_id: second.client_id, role: 'admin' })

    await remembered(member.principal)
    await asAdmin(`delete from public.client_members where user_id = '${member.id}'`)
    await expect(claimsOf(member.principal)).rejects.toMatchObject({ code: 'no_client' })
  })

  it('ends with a deleted person, a suspended client and a deleted one', async () => {
    const owner = await createOwner()
    const job: Principal = { kind: 'job', client_id: owner.client_id }
    const member = await createMember(owner.client_id, 'user')
    await Promise.all([remembered(owner.principal), remembered(job), remembered(member.principal)])
    await asAdmin(`delete from auth.users where id = '${member.id}'`)
    await expect(claimsOf(member.principal)).rejects.toMatchObject({ code: 'unauthenticated' })

    await remembered(owner.principal)
    await asAdmin(`update public.clients set status = 'suspended' where id = '${owner.client_id}'`)
    await expect(claimsOf(owner.principal)).rejects.toMatchObject({ code: 'client_suspended' })
    await asAdmin(`update public.clients set status = 'active' where id = '${owner.client_id}'`)
    await remembered(owner.principal)
    await remembered(job)
    await asAdmin(`delete from public.clients where id = '${owner.client_id}'`)
    await expect(claimsOf(owner.principal)).rejects.toMatchObject({ code: 'no_client' })
    await expect(claimsOf(job)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('ends with a revoked key, and with one that expires by itself', async () => {
    const owner = await createOwner()
    const expires_at = new Date(Date.now() + 2000).toISOString()
    const { principal: key, key_hash } = await createKey(owner, ['read'], { expires_at })
    await remembered(key)
    // Nothing changes in the meantime but the time.
    await new Promise((done) => setTimeout(done, 2100))
    await expect(claimsOf(key)).rejects.toMatchObject({ code: 'key_expired' })
    await asAdmin(`update public.api_keys set expires_at = null where key_hash = '${key_hash}'`)
    await remembered(key)
    await asAdmin(`update public.api_keys set revoked_at = now() where key_hash = '${key_hash}'`)
    await expect(claimsOf(key)).rejects.toMatchObject({ code: 'key_revoked' })
    await asAdmin(`delete from public.api_keys where key_hash = '${key_hash}'`)
    await expect(claimsOf(key)).rejects.toMatchObject({ code: 'key_unknown' })
  })

  it('ends with what a key was made for, and with whoever made it', async () => {
    const owner = await createOwner()
    const admin = await createMember(owner.client_id, 'admin')
    const { principal: key, id } = await createKey(admin, ['read', 'write'])
    await remembered(key)
    await asAdmin(`update public.api_keys set scopes = '{read}' where id = '${id}'`)
    expect(await claimsOf(key)).toMatchObject({ role: 'viewer', api_key: { scopes: ['read'] } })
    await remembered(key)
    await asAdmin(`update public.client_members set role = 'user' where user_id = '${admin.id}'`)
    await expect(claimsOf(key)).rejects.toMatchObject({ code: 'key_revoked' })
    // For good: whoever comes back makes new ones.
    await asAdmin(`update public.client_members set role = 'admin' where user_id = '${admin.id}'`)
    await expect(claimsOf(key)).rejects.toMatchObject({ code: 'key_revoked' })

    const { principal: second } = await createKey(admin, ['read'])
    await remembered(second)
    await asAdmin(`delete from public.client_members where user_id = '${admin.id}'`)
    await expect(claimsOf(second)).rejects.toMatchObject({ code: 'key_revoked' })
    const { principal: third } = await createKey(owner, ['read'])
    await remembered(third)
    await asAdmin(`update public.clients set status = 'suspended' where id = '${owner.client_id}'`)
    await expect(claimsOf(third)).rejects.toMatchObject({ code: 'client_suspended' })
  })

  it('is told at once what a key may not see: a collection that comes later, and one that is taken from it', async () => {
    const owner = await createOwner()
    const [shown, other] = [await restrictedCollection(owner), await restrictedCollection(owner)]
    const { principal: key } = await createKey(owner, ['read'], { collection_ids: [shown.id] })
    await remembered(key)
    expect(await visibleTo(key)).toEqual([shown.id])
    expect(await visibleTo(owner.principal)).toEqual([other.id, shown.id])
    await restrictedCollection(owner)
    expect(await visibleTo(key)).toEqual([shown.id])
    await asAdmin(`delete from public.api_key_collections where collection_id = '${shown.id}'`)
    expect(await visibleTo(key)).toEqual([])
  })

  it('ends with a collection that is restricted, granted and taken away again', async () => {
    const owner = await createOwner()
    const viewer = await createMember(owner.client_id, 'viewer')
    const collection = await restrictedCollection(owner)
    await remembered(viewer.principal)
    expect(await visibleTo(viewer.principal)).toEqual([collection.id])
    await withTenant(other, owner.principal, (tx) => collections.patch(tx, collection.id, { access: 'restricted' }))
    expect(await visibleTo(viewer.principal)).toEqual([])
    await asAdmin(
      `insert into public.collection_grants (client_id, collection_id, user_id)
       values ('${owner.client_id}', '${collection.id}', '${viewer.id}')`,
    )
    expect(await visibleTo(viewer.principal)).toEqual([collection.id])
    await asAdmin(`delete from public.collection_grants where collection_id = '${collection.id}'`)
    expect(await visibleTo(viewer.principal)).toEqual([])
  })

  it('is not ended by what changes nothing about it', async () => {
    const owner = await createOwner()
    await remembered(owner.principal)
    const version = async () => (await asAdmin('select version::text from private.access_version'))[0]?.version
    const before = await version()
    await asAdmin(`update public.users set last_login = now() where id = '${owner.id}'`)
    await asAdmin(`update public.clients set name = 'Outro nome' where id = '${owner.client_id}'`)
    await createKey(owner, ['read'])
    expect(await version()).toBe(before)
  })

  it('is not taken from whoever only says so', async () => {
    const owner = await createOwner()
    const foreign = await createOwner()
    await remembered(owner.principal)
    const { origin: _, ...asking } = owner.principal
    const decided = database[claimsCache]?.get(JSON.stringify(asking))
    if (!decided) throw new Error('nothing was remembered')
    // Claims of another under a version that is not the database's: it looks for itself.
    database[claimsCache]?.set(JSON.stringify(asking), {
      ...decided,
      text: decided.text.replaceAll(owner.client_id, foreign.client_id),
      version: randomUUID(),
    })
    expect(await claimsOf(owner.principal)).toMatchObject({ client_id: owner.client_id })
  })
})
