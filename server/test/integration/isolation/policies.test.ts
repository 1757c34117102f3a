import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Asker,
  askers,
  type Intended,
  intended,
  intendedWhereRestricted,
  type Verb,
  verbs,
} from '../../../../supabase/tests/intended.ts'
import { attempt as attemptOf, isInside, type Place, principalOf, seedSql } from '../../../../supabase/tests/samples.ts'
import type { Database } from '../../../src/db/pool.ts'
import { queries } from '../../../src/db/query-builder.ts'
import { type Principal, type TenantTx, withPerson, withTenant } from '../../../src/db/tenant.ts'
import { asAdmin, createMember, createOwner, openTestDatabase } from '../../harness/harness.ts'
import { type Ask, undone } from './rolled-back.ts'

/** Who may do what, asked of the database itself: row security, not the routes, has the last word. */

let database: Database
/** One client's rows, of every table. */
const ids = new Map<string, string>()
const id = (name: string): string => {
  const known = ids.get(name) ?? randomUUID()
  ids.set(name, known)
  return known
}

beforeAll(async () => {
  database = openTestDatabase()
  await asAdmin(`begin; ${seedSql(id)} commit`)
})
afterAll(() => database.close())

type Answer = number | 'refused'
const refusals = new Set(['forbidden', 'key_limited', 'key_forbidden'])
class Undo extends Error {
  readonly rows: number
  constructor(rows: number) {
    super('undone')
    this.rows = rows
  }
}

/** Counts the rows that one statement sees or changes; every change is undone. */
async function attempt(asker: Asker, statement: string): Promise<Answer> {
  const principal = principalOf(asker, id)
  if (!principal) return attemptAs(asker, statement)
  try {
    await withPerson(database, principal as Principal, async (tx: TenantTx) => {
      throw new Undo((await tx.run(sql.raw(statement).compile(queries))).length)
    })
  } catch (error) {
    if (error instanceof Undo) return error.rows
    if (error instanceof Error && 'code' in error && refusals.has(String(error.code))) return 'refused'
    throw error
  }
  throw new Error('unreachable')
}

/** The same as one of Supabase's roles. */
async function attemptAs(role: string, statement: string): Promise<Answer> {
  try {
    await asAdmin(`begin; set local role ${role}; ${statement}; rollback`)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42501') return 'refused'
    throw error
  }
  return 1
}

/** What is answered without the right; otherwise a foreign row is not there, and a new one may not be. */
function expected(asker: Asker, verb: Verb, allowed: readonly Asker[] | null): Answer {
  if (allowed?.includes(asker)) return 1
  return allowed === null || verb === 'insert' || principalOf(asker, id) === null ? 'refused' : 0
}

const tables = Object.keys(intended) as (keyof typeof intended)[]
const matrices: [Place, Partial<Record<(typeof tables)[number], Intended>>][] = [
  ['open', intended],
  ['restricted', intendedWhereRestricted],
]
const cases = matrices.flatMap(([place, matrix]) =>
  tables.flatMap((table) => {
    const row = matrix[table]
    return row
      ? verbs.map((verb): [string, Place, Verb, readonly Asker[] | null] => [table, place, verb, row[verb]])
      : []
  }),
) as [(typeof tables)[number], Place, Verb, readonly Asker[] | null][]

describe('the intended policies', () => {
  it('are there for every table', async () => {
    const found = await asAdmin<{ name: string }>(`
      select c.relname as name from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`)
    expect(found.map(({ name }) => name)).toEqual([...tables].sort())
  })

  it.each(cases)('%s (%s): %s is for whom it is meant', async (table, place, verb, allowed) => {
    const answers: Record<string, Answer> = {}
    const intention: Record<string, Answer> = {}
    for (const asker of askers) {
      const statement = attemptOf(table, verb, place, id, isInside(asker) ? 'inside' : 'outside')
      answers[asker] = await attempt(asker, statement)
      intention[asker] = expected(asker, verb, allowed)
    }
    expect(answers).toEqual(intention)
  })

  it.each(tables.filter((table) => table !== 'clients' && table !== 'users'))(
    'a row of %s never changes its client',
    async (table) => {
      const move = `update ${table} set client_id = '${id('elsewhere')}' where client_id = '${id('client')}' returning 1`
      for (const asker of askers) expect(await attempt(asker, move), asker).toBe('refused')
    },
  )

  it('open to whom they are meant for, and close to somebody', () => {
    for (const [table, , verb, allowed] of cases) {
      if (allowed === null) continue
      expect(allowed.length, `${table}: ${verb}`).toBeGreaterThan(0)
      expect(allowed.length, `${table}: ${verb}`).toBeLessThan(askers.length)
    }
  })

  it.each([
    ['a policy is dropped', 'drop policy documents_select on documents'],
    ['another one lets everybody in', 'create policy planted on documents to renum_tenant using (true)'],
    [
      'a policy forgets the role',
      `alter policy documents_delete on documents using (client_id = private.current_client_id())`,
    ],
    ['a policy forgets the client', `alter policy documents_insert on documents with check (private.has_role('user'))`],
    ['row security is turned off', 'alter table documents disable row level security'],
    ['anon gets a right', 'grant select on documents to anon'],
  ])('are missed when %s', async (_, change) => {
    const found = await undone(async (ask) => {
      const before = await differences(ask)
      await ask(change)
      return { before, after: (await differences(ask)).length > 0 }
    })
    expect(found).toEqual({ before: [], after: true })
  })
})

describe('a policy asks its helpers once per statement', () => {
  const plans = tables.flatMap((table) =>
    verbs.flatMap((verb) =>
      verb === 'insert' || intended[table][verb] === null
        ? []
        : [[table, verb, attemptOf(table, verb, 'open', id, 'inside')] as const],
    ),
  )
  const searches = [
    ['a page', 'select', `select * from documents order by created_at desc, id desc limit 50`],
    ['a count', 'select', `select count(*) from document_chunks`],
    ['a join', 'select', `select * from documents d join document_chunks h on h.document_id = d.id`],
  ] as const

  it.each([...plans, ...searches])('%s: %s', async (_, __, statement) => {
    const plan = await explain(statement)
    expect(plan).toContain('InitPlan')
    expect(perRow(plan)).toEqual([])
  })

  it('and one that does not is seen in the plan', async () => {
    const plan = await undone(async (ask) => {
      await ask('alter policy agents_select on agents using (client_id = private.current_client_id())')
      await ask('set local role renum_tenant')
      return textOf(await ask('explain select 1 from agents'))
    })
    expect(perRow(plan)).toHaveLength(1)
  })
})

/** How the database answers a statement of the person `user`. */
async function explain(statement: string): Promise<string> {
  const user = principalOf('user', id) as Principal
  return withTenant(database, user, async (tx) =>
    textOf(await tx.run(sql.raw(`explain ${statement}`).compile(queries))),
  )
}

const textOf = (rows: unknown[]) => rows.map((row) => Object.values(row ?? {}).join()).join('\n')

/** Conditions in which a helper is called for each row; which knowledge base it is about, only the row knows. */
function perRow(plan: string): string[] {
  return plan.split('\n').filter((line) => /(Filter|Cond):.*\b(private|auth)\.(?!has_hidden_collections)/.test(line))
}

/** Where the answers about documents are not the intended ones, in a transaction that is going on. */
async function differences(ask: Ask): Promise<string[]> {
  const found: string[] = []
  for (const verb of verbs) {
    for (const asker of askers) {
      const principal = principalOf(asker, id)
      const statement = attemptOf('documents', verb, 'open', id, isInside(asker) ? 'inside' : 'outside')
      await ask('savepoint asking')
      const answer = await (async () => {
        if (principal) {
          const claims = `set_config('request.jwt.claims', private.resolve_principal($1), true)`
          await ask(`select ${claims}`, [JSON.stringify(principal)])
        }
        await ask(`set local role ${principal ? 'renum_tenant' : asker}`)
        return (await ask(statement)).length
      })().catch((error: { code?: string }) => (error.code === '42501' ? 'refused' : String(error)))
      await ask('rollback to asking')
      if (answer !== expected(asker, verb, intended.documents[verb])) found.push(`${verb} as ${asker}: ${answer}`)
    }
  }
  return found
}

describe('a new row', () => {
  it('does not go under a foreign parent', async () => {
    const child = `insert into knowledge_collections (knowledge_base_id, name, embedding_model, embedding_dimensions)
      values ('${id('knowledge_bases_open')}', 'N', 'm', 3) returning 1`
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
    const open = `array['${id('knowledge_collections_open')}']::uuid[]`
    const restricted = `array['${id('knowledge_collections_restricted')}']::uuid[]`
    const granted: readonly Asker[] = intendedWhereRestricted.document_chunks.select
    for (const asker of askers) {
      const refused = principalOf(asker, id) === null
      const seen = refused ? 'refused' : isInside(asker) ? 1 : 0
      const kept = refused ? 'refused' : granted.includes(asker) ? 1 : 0
      expect(await attempt(asker, search(open)), asker).toBe(seen)
      expect(await attempt(asker, search(restricted)), asker).toBe(kept)
      expect(await attempt(asker, search('null')), asker).toBe(
        seen === 'refused' || kept === 'refused' ? seen : seen + kept,
      )
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
    const owner = principalOf('owner', id) as Principal
    const run = withTenant(database, owner, async (tx) => {
      const search = sql.raw(`select 1 from search_embeddings('[1,0,0]'::extensions.vector, 10)`).compile(queries)
      expect(await tx.run(search)).toHaveLength(2)
      await tx.run(sql`delete from documents where id = ${id('documents_open')}`.compile(queries))
      expect(await tx.run(search)).toHaveLength(1)
      throw new Undo(0)
    })
    await expect(run).rejects.toBeInstanceOf(Undo)
  })
})
