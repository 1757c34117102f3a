import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/pool.ts'
import { type TenantTx, withTenant } from '../../../src/db/tenant.ts'
import { chunks } from '../../../src/features/chunks/chunks.repository.ts'
import { collections } from '../../../src/features/collections/collections.repository.ts'
import { apiCredentials } from '../../../src/features/credentials/credentials.repository.ts'
import { documents, versions } from '../../../src/features/documents/documents.ts'
import { knowledgeBases } from '../../../src/features/knowledge-bases/knowledge-bases.repository.ts'
import { asAdmin, createOwner, openTestDatabase } from '../../harness/harness.ts'

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
    for (let i = 0; i < 6; i++) {
      // The embedded database counts milliseconds: of two rows in the same one the id decides.
      await sleep(2)
      await run((tx) => knowledgeBases.create(tx, { name: `later ${i}` }))
    }
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
      ...['2026-02-30T00:00:00Z', '2026-13-01T00:00:00Z', '2026-01-01T25:00:00Z'].map((created_at) => () => {
        const forged = JSON.stringify(['knowledge_bases', created_at, crypto.randomUUID()])
        const made = Buffer.from(forged).toString('base64url')
        return asOwner((tx) => knowledgeBases.list(tx, { limit: 1, cursor: made }))
      }),
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

describe('the repository of every table', () => {
  /** Each makes what it stands on, and says what its row is made of and what of it changes. */
  it('keeps the same contract', async () => {
    const person = await createOwner()
    const run = <T>(body: (tx: TenantTx) => Promise<T>) => withTenant(database, person.principal, body)
    const asOther = <T>(body: (tx: TenantTx) => Promise<T>) => withTenant(database, stranger.principal, body)

    const base = await run((tx) => knowledgeBases.create(tx, { name: 'B' }))
    const collection = await run((tx) =>
      collections.create(tx, {
        knowledge_base_id: base.id,
        name: 'C',
        embedding_model: 'm',
        embedding_dimensions: 3,
      }),
    )
    const document = await run((tx) =>
      documents.create(tx, {
        collection_id: collection.id,
        name: 'D',
        source_type: 'file',
        file_type: 'text/plain',
        file_size: 1,
        content_hash: 'a'.repeat(64),
      }),
    )
    const version = await run((tx) =>
      versions.create(tx, {
        document_id: document.id,
        collection_id: collection.id,
        version_number: 1,
        change_type: 'created',
        storage_path: `${person.client_id}/${document.id}/${crypto.randomUUID()}`,
        file_type: 'text/plain',
        file_size: 1,
        content_hash: 'a'.repeat(64),
      }),
    )
    const chunk = await run((tx) =>
      chunks.create(tx, {
        document_id: document.id,
        collection_id: collection.id,
        version_number: 1,
        chunk_index: 0,
        content: 'x',
        metadata: JSON.stringify({ start: 0, end: 1 }),
        terms: '{}/536870912',
        term_keys: [],
      }),
    )
    await asAdmin(
      `insert into private.encryption_keys (key_id, canary, lost_at) values ('00000000', 'c', now()) on conflict do nothing`,
    )
    const credential = await run((tx) =>
      apiCredentials.create(tx, {
        name: 'C',
        service_name: 's',
        credential_type: 'openai_compatible',
        settings: JSON.stringify({ base_url: 'https://service.invalid' }),
        encrypted_value: 'v',
        key_id: '00000000',
      }),
    )
    expect(credential).not.toHaveProperty('encrypted_value')

    // What stands on others comes first: it can go while they stay.
    const rows = [
      [chunks, chunk, { content: 'y' }],
      [apiCredentials, credential, {}],
      [versions, version, null],
      [documents, document, { name: 'E' }],
      [collections, collection, { name: 'F' }],
      [knowledgeBases, base, { name: 'G' }],
    ] as unknown as [typeof knowledgeBases, { id: string }, object | null][]
    for (const [table, row, change] of rows) {
      expect(await run((tx) => table.get(tx, row.id))).toEqual(row)
      expect((await run((tx) => table.list(tx, { limit: 10 }))).data).toEqual([row])
      expect(await asOther((tx) => table.get(tx, row.id))).toBeUndefined()
      if (change === null) continue
      expect(await asOther((tx) => table.patch(tx, row.id, change))).toBeUndefined()
      expect(await run((tx) => table.patch(tx, row.id, change))).toMatchObject(change)
      expect(await asOther((tx) => table.remove(tx, row.id))).toBe(false)
      expect(await run((tx) => table.remove(tx, row.id))).toBe(true)
      expect(await run((tx) => table.remove(tx, row.id))).toBe(false)
    }
  })
})
