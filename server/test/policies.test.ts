import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../src/db/pool.ts'
import { queries } from '../src/db/query.ts'
import { type Principal, type TenantTx, withPerson, withTenant } from '../src/db/tenant.ts'
import { asAdmin, createMember, createOwner, createUser, openTestDatabase } from './harness.ts'

/** Who may do what, asked of the database itself: row security, not the routes, has the last word. */

type Who = 'owner' | 'admin' | 'user' | 'viewer' | 'stranger' | 'nobody' | 'job'

let database: Database
const people: Partial<Record<Who, Principal>> = {}
let client: string
const ids: Record<string, string> = {}

beforeAll(async () => {
  database = openTestDatabase()
  const owner = await createOwner()
  client = owner.client_id
  people.owner = owner.principal
  for (const role of ['admin', 'user', 'viewer'] as const) people[role] = (await createMember(client, role)).principal
  people.stranger = (await createOwner()).principal
  people.nobody = (await createUser()).principal
  people.job = { kind: 'job', client_id: client }
})
afterAll(() => database.close())

async function insertRow(text: string, values: unknown[] = []): Promise<string> {
  const [row] = await asAdmin<{ id: string }>(`${text} returning id`, [client, ...values])
  if (!row) throw new Error('no row')
  return row.id
}

beforeAll(async () => {
  ids.base = await insertRow(`insert into knowledge_bases (client_id, name) values ($1, 'B')`)
  ids.collection = await insertRow(
    `insert into knowledge_collections (client_id, knowledge_base_id, name, embedding_model, embedding_dimensions)
     values ($1, $2, 'C', 'm', 3)`,
    [ids.base],
  )
  ids.document = await insertRow(
    `insert into documents (client_id, collection_id, name, source_type, file_type, file_size, content_hash)
     values ($1, $2, 'D', 'file', 'text/plain', 1, repeat('a', 64))`,
    [ids.collection],
  )
  ids.version = await insertRow(
    `insert into document_versions (client_id, document_id, collection_id, version_number, change_type, storage_path, file_type,
       file_size, content_hash)
     values ($1::uuid, $2::uuid, $3, 1, 'created', $1::uuid::text || '/' || $2::uuid::text || '/' || gen_random_uuid(), 'text/plain', 1, repeat('a', 64))`,
    [ids.document, ids.collection],
  )
  ids.chunk = await insertRow(
    `insert into document_chunks (client_id, document_id, collection_id, version_number, chunk_index, content, metadata,
       embedding_id, embedding, embedding_model, embedding_dimensions)
     values ($1, $2, $3, 1, 0, 'x', '{}', 'e', '[1,0,0]', 'm', 3)`,
    [ids.document, ids.collection],
  )
  ids.agent = await insertRow(`insert into agents (client_id, name) values ($1, 'A')`)
  ids.credential = await insertRow(
    `insert into api_credentials (client_id, service_name, credential_type, encrypted_value) values ($1, 's', 't', 'v')`,
  )
})

/** Counts what one statement sees or changes; every change is rolled back. */
async function attempt(who: Who, statement: string): Promise<number | 'refused'> {
  const principal = people[who]
  if (!principal) throw new Error(who)
  class Undo extends Error {
    rows = 0
  }
  try {
    await withPerson(database, principal, async (tx: TenantTx) => {
      const undo = new Undo()
      undo.rows = (await tx.run(sql.raw(statement).compile(queries))).length
      throw undo
    })
  } catch (error) {
    if (error instanceof Undo) return error.rows
    if (error instanceof Error && 'code' in error && error.code === 'forbidden') return 'refused'
    throw error
  }
  throw new Error('unreachable')
}

const inside: Who[] = ['owner', 'admin', 'user', 'viewer', 'job']
const outside: Who[] = ['stranger', 'nobody']
const everybody: Who[] = [...inside, ...outside]
const writers: Who[] = ['owner', 'admin', 'user', 'job']
const managers: Who[] = ['owner', 'admin']

/** table: how its row is found, and who may read, change and delete it (null: nobody is granted that at all). */
const matrix: [table: string, key: string, read: Who[], update: [string, Who[]] | null, remove: Who[] | null][] = [
  ['clients', 'client', inside, [`name = 'N'`, managers], ['owner']],
  ['knowledge_bases', 'base', inside, [`name = 'N'`, writers], writers],
  ['knowledge_collections', 'collection', inside, [`name = 'N'`, writers], writers],
  ['documents', 'document', inside, [`name = 'N'`, writers], writers],
  ['document_versions', 'version', inside, null, null],
  ['document_chunks', 'chunk', inside, [`content = 'N'`, writers], writers],
  ['agents', 'agent', inside, [`name = 'N'`, managers], managers],
  ['api_credentials', 'credential', managers, [`encrypted_value = 'N'`, managers], managers],
]

describe.each(matrix)('%s', (table, key, read, update, remove) => {
  const where = () => `where id = '${key === 'client' ? client : ids[key]}' returning id`

  it('is read by whom it is meant for', async () => {
    for (const who of everybody) {
      const seen = await attempt(who, `select id from ${table} where id = '${key === 'client' ? client : ids[key]}'`)
      expect(seen, who).toBe(read.includes(who) ? 1 : 0)
    }
  })

  it('is changed by whom it is meant for', async () => {
    for (const who of everybody) {
      const [set, allowed] = update ?? [`id = id`, []]
      const changed = await attempt(who, `update ${table} set ${set} ${where()}`)
      expect(changed, who).toBe(update === null ? 'refused' : allowed.includes(who) ? 1 : 0)
    }
  })

  it('is deleted by whom it is meant for', async () => {
    for (const who of everybody) {
      const removed = await attempt(who, `delete from ${table} ${where()}`)
      expect(removed, who).toBe(remove === null ? 'refused' : remove.includes(who) ? 1 : 0)
    }
  })

  it('never changes its client', async () => {
    if (table === 'clients') return
    for (const who of everybody) {
      expect(await attempt(who, `update ${table} set client_id = gen_random_uuid() ${where()}`), who).toBe('refused')
    }
  })
})

describe('a new row', () => {
  const inserts: [string, () => string, Who[]][] = [
    ['a knowledge base', () => `insert into knowledge_bases (name) values ('N') returning id`, writers],
    ['an agent', () => `insert into agents (name) values ('N') returning id`, managers],
    [
      'a credential',
      () =>
        `insert into api_credentials (service_name, credential_type, encrypted_value) values ('s', 't', 'v') returning id`,
      managers,
    ],
  ]

  it.each(inserts)('%s is written by whom it is meant for', async (_, statement, allowed) => {
    for (const who of inside) expect(await attempt(who, statement()), who).toBe(allowed.includes(who) ? 1 : 'refused')
    // A stranger writes into their own client; somebody without one has none to write into.
    expect(await attempt('stranger', statement())).toBe(1)
    await expect(attempt('nobody', statement())).resolves.toBe('refused')
  })

  it('is not written into another client, however it is asked', async () => {
    const named = `insert into knowledge_bases (client_id, name) values ('${client}', 'N') returning id`
    expect(await attempt('stranger', named)).toBe('refused')
    const child = `insert into knowledge_collections (knowledge_base_id, name, embedding_model, embedding_dimensions)
      values ('${ids.base}', 'N', 'm', 3) returning id`
    await expect(attempt('stranger', child)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('secrets', () => {
  it('do not come out through a tenant transaction, not even its owner’s', async () => {
    expect(await attempt('owner', 'select encrypted_value from api_credentials')).toBe('refused')
    expect(await attempt('owner', 'select key_hash from api_keys')).toBe('refused')
  })
})

describe('members', () => {
  it('are never without an owner', async () => {
    const owner = await createOwner()
    const leave = sql`delete from client_members where user_id = ${owner.id} returning user_id`.compile(queries)
    const demote = sql`update client_members set role = 'viewer' where user_id = ${owner.id}`.compile(queries)
    for (const statement of [leave, demote]) {
      const alone = withTenant(database, owner.principal, (tx) => tx.run(statement))
      await expect(alone).rejects.toMatchObject({ code: 'last_owner' })
    }
    await createMember(owner.client_id, 'owner')
    await withTenant(database, owner.principal, (tx) => tx.run(leave))
    await expect(withTenant(database, owner.principal, (tx) => tx.claims())).rejects.toMatchObject({
      code: 'no_client',
    })
  })

  it('are not made owners by an admin, and not at all by a user', async () => {
    const owner = await createOwner()
    const admin = await createMember(owner.client_id, 'admin')
    const user = await createMember(owner.client_id, 'user')
    const promote = (id: string, role: string) =>
      sql`update client_members set role = ${role} where user_id = ${id} returning user_id`.compile(queries)
    const byAdmin = withTenant(database, admin.principal, (tx) => tx.run(promote(admin.id, 'owner')))
    await expect(byAdmin).rejects.toMatchObject({ code: 'forbidden' })
    expect(await withTenant(database, user.principal, (tx) => tx.run(promote(user.id, 'admin')))).toEqual([])
    expect(await withTenant(database, admin.principal, (tx) => tx.run(promote(owner.id, 'viewer')))).toEqual([])
    expect(await withTenant(database, admin.principal, (tx) => tx.run(promote(user.id, 'admin')))).toHaveLength(1)
  })

  it('act only for a client they belong to', async () => {
    const [owner, other] = [await createOwner(), await createOwner()]
    const move = sql`update users set client_id = ${other.client_id} where id = ${owner.id}`.compile(queries)
    const attempted = withTenant(database, owner.principal, (tx) => tx.run(move))
    await expect(attempted).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('search_embeddings', () => {
  const search = (collections: string) =>
    `select * from search_embeddings('[1,0,0]'::extensions.vector, 10, ${collections})`

  it('finds what its caller may read, whatever collections are named', async () => {
    const named = `array['${ids.collection}']::uuid[]`
    for (const who of everybody) {
      expect(await attempt(who, search(named)), who).toBe(inside.includes(who) ? 1 : 0)
      expect(await attempt(who, search('null')), who).toBe(inside.includes(who) ? 1 : 0)
    }
  })

  it('says so when collections have different models or the query other dimensions', async () => {
    const owner = await createOwner()
    const base = await withTenant(database, owner.principal, (tx) =>
      tx.run(queries.insertInto('knowledge_bases').values({ name: 'B' }).returning('id')),
    )
    const add = (embedding_model: string, embedding_dimensions: number) =>
      withTenant(database, owner.principal, (tx) =>
        tx.run(
          queries
            .insertInto('knowledge_collections')
            .values({ knowledge_base_id: base[0]?.id ?? '', name: 'C', embedding_model, embedding_dimensions }),
        ),
      )
    const ask = () => withTenant(database, owner.principal, (tx) => tx.run(sql.raw(search('null')).compile(queries)))
    await add('one', 3)
    expect(await ask()).toEqual([])
    await add('two', 3)
    await expect(ask()).rejects.toMatchObject({ code: 'embedding_models_differ' })

    const second = await createOwner()
    people.stranger = second.principal
    await asAdmin(
      `with b as (insert into knowledge_bases (client_id, name) values ($1, 'B') returning id)
       insert into knowledge_collections (client_id, knowledge_base_id, name, embedding_model, embedding_dimensions)
       select $1, id, 'C', 'm', 4 from b`,
      [second.client_id],
    )
    const wrong = withTenant(database, second.principal, (tx) => tx.run(sql.raw(search('null')).compile(queries)))
    await expect(wrong).rejects.toThrow(/3 dimensions.*4/)
  })
})

describe('a deleted document', () => {
  it('answers nothing from the next statement on', async () => {
    const owner = people.owner
    if (!owner) throw new Error('no owner')
    class Undo extends Error {}
    const run = withTenant(database, owner, async (tx) => {
      const search = sql.raw(`select * from search_embeddings('[1,0,0]'::extensions.vector, 10)`).compile(queries)
      expect(await tx.run(search)).toHaveLength(1)
      await tx.run(sql`delete from documents where id = ${ids.document}`.compile(queries))
      expect(await tx.run(search)).toEqual([])
      throw new Undo()
    })
    await expect(run).rejects.toBeInstanceOf(Undo)
  })
})
