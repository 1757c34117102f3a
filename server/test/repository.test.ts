import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../src/db/pool.ts'
import { type TenantTx, withTenant } from '../src/db/tenant.ts'
import { collections } from '../src/features/collections/collections.repository.ts'
import { knowledgeBases } from '../src/features/knowledge-bases/knowledge-bases.repository.ts'
import { createOwner, openTestDatabase } from './harness.ts'

let database: Database
let owner: Awaited<ReturnType<typeof createOwner>>
let stranger: Awaited<ReturnType<typeof createOwner>>
beforeAll(async () => {
  database = openTestDatabase()
  owner = await createOwner()
  stranger = await createOwner()
})
afterAll(() => database.close())

const asOwner = <T>(body: (tx: TenantTx) => Promise<T>) => withTenant(database, owner.principal, body)
const asStranger = <T>(body: (tx: TenantTx) => Promise<T>) => withTenant(database, stranger.principal, body)

describe('a repository', () => {
  it('creates, gets, changes only what is given, and says whether it deleted', async () => {
    const created = await asOwner((tx) => knowledgeBases.create(tx, { name: 'A', description: 'd' }))
    expect(created).toMatchObject({ name: 'A', description: 'd', id: expect.any(String) })
    expect(created.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)
    expect(await asOwner((tx) => knowledgeBases.get(tx, created.id))).toEqual(created)

    const changed = await asOwner((tx) => knowledgeBases.patch(tx, created.id, { name: 'B', description: undefined }))
    expect(changed).toMatchObject({ name: 'B', description: 'd', created_at: created.created_at })
    expect(changed?.updated_at).not.toBe(created.updated_at)
    expect(await asOwner((tx) => knowledgeBases.patch(tx, created.id, {}))).toEqual(changed)

    expect(await asStranger((tx) => knowledgeBases.get(tx, created.id))).toBeUndefined()
    expect(await asStranger((tx) => knowledgeBases.patch(tx, created.id, { name: 'C' }))).toBeUndefined()
    expect(await asStranger((tx) => knowledgeBases.remove(tx, created.id))).toBe(false)
    expect(await asOwner((tx) => knowledgeBases.remove(tx, created.id))).toBe(true)
    expect(await asOwner((tx) => knowledgeBases.remove(tx, created.id))).toBe(false)
  })

  it('pages through a list newest first, without a gap or a repetition while rows arrive', async () => {
    const person = await createOwner()
    const run = <T>(body: (tx: TenantTx) => Promise<T>) => withTenant(database, person.principal, body)
    // One transaction gives all of them the same created_at: only the id tells them apart.
    await run(async (tx) => {
      for (let i = 0; i < 7; i++) await knowledgeBases.create(tx, { name: `same ${i}` })
    })
    for (let i = 0; i < 6; i++) await run((tx) => knowledgeBases.create(tx, { name: `later ${i}` }))
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await run((tx) => knowledgeBases.list(tx, { limit: 4, cursor }))
      seen.push(...page.data.map(({ name }) => name))
      cursor = page.next_cursor ?? undefined
      if (seen.length === 4) await run((tx) => knowledgeBases.create(tx, { name: 'meanwhile' }))
    } while (cursor)
    expect(seen).toHaveLength(13)
    expect(new Set(seen).size).toBe(13)
    expect(seen.slice(0, 6)).toEqual([5, 4, 3, 2, 1, 0].map((i) => `later ${i}`))
  })

  it('filters, and refuses the cursor of another list', async () => {
    const [one, two] = await asOwner((tx) =>
      Promise.all([knowledgeBases.create(tx, { name: 'one' }), knowledgeBases.create(tx, { name: 'two' })]),
    )
    const values = { embedding_model: 'm', embedding_dimensions: 3 }
    await asOwner(async (tx) => {
      for (const name of ['a', 'b']) {
        for (const { id } of [one, two]) await collections.create(tx, { knowledge_base_id: id, name, ...values })
      }
    })
    const first = await asOwner((tx) => collections.list(tx, { filters: { knowledge_base_id: one.id }, limit: 1 }))
    expect(first.data).toHaveLength(1)
    const cursor = first.next_cursor ?? ''
    const next = await asOwner((tx) =>
      collections.list(tx, { filters: { knowledge_base_id: one.id }, limit: 1, cursor }),
    )
    expect(next.data.map(({ knowledge_base_id }) => knowledge_base_id)).toEqual([one.id])
    expect(next.next_cursor).toBeNull()
    const wrong = [
      () => asOwner((tx) => collections.list(tx, { filters: { knowledge_base_id: two.id }, limit: 1, cursor })),
      () => asOwner((tx) => knowledgeBases.list(tx, { limit: 1, cursor })),
      () => asOwner((tx) => knowledgeBases.list(tx, { limit: 1, cursor: 'x' })),
      () => asOwner((tx) => knowledgeBases.list(tx, { limit: 1, cursor: Buffer.from('["a"]').toString('base64url') })),
    ]
    for (const attempt of wrong)
      await expect(attempt()).rejects.toMatchObject({ code: 'invalid_cursor', field: 'cursor' })
  })

  it('names the field that a constraint of the database refuses', async () => {
    const empty = asOwner((tx) => knowledgeBases.create(tx, { name: '  ' }))
    await expect(empty).rejects.toMatchObject({ code: 'invalid_input', field: 'name' })
    const orphan = asOwner((tx) =>
      collections.create(tx, {
        knowledge_base_id: crypto.randomUUID(),
        name: 'a',
        embedding_model: 'm',
        embedding_dimensions: 3,
      }),
    )
    await expect(orphan).rejects.toMatchObject({ code: 'not_found' })
    const nul = asOwner((tx) => knowledgeBases.create(tx, { name: 'a\0b' }))
    await expect(nul).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
