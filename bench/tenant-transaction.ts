import { randomUUID } from 'node:crypto'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { readAsTenant, withTenant } from '../server/src/db/tenant.ts'
import type { DB } from '../server/src/db/types.ts'
import { knowledgeBases } from '../server/src/features/knowledge-bases/knowledge-bases.repository.ts'
import type { Bench } from './bench.ts'
import { type BenchEnvironment, connections } from './bench-environment.ts'
import { compare, rounded } from './measure.ts'
import { makePeople, type Person } from './seed-clients.ts'

type Reader = Person & { id: string }

const columns = ['id', 'name', 'description', 'created_at', 'updated_at'] as const

/**
 * A row by its primary key: through the repository as a tenant, in one round trip and in a transaction, against the same read without row security
 * and without a transaction, and against an ordinary Kysely transaction that is told role and claims.
 */
export const tenantTransaction: Bench = {
  description: 'primary-key read under row security, against a bare read and a Kysely transaction',
  async run(environment, size) {
    const readers = await makeReaders(environment, 100)
    const pool = new pg.Pool({ ...environment.config, max: connections })
    // Said of a connection that the end of the database finds open; without a listener it would end the process.
    pool.on('error', () => {})
    const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
    try {
      const sides = [
        renum('renum', readAsTenant, environment, readers),
        renum('renum_transaction', withTenant, environment, readers),
        bare(environment, readers),
        kyselySide(kysely, readers),
      ]
      const figures = await compare(sides, { ...size, connections })
      const { renum: own, renum_transaction: written, bare: without, kysely: transaction } = figures
      if (!own || !written || !without || !transaction) throw new Error('a side is missing')
      return {
        sides: figures,
        ratios: {
          renum_to_bare: rounded(own.per_second / without.per_second),
          renum_to_kysely: rounded(own.per_second / transaction.per_second),
          renum_transaction_to_bare: rounded(written.per_second / without.per_second),
          renum_transaction_to_kysely: rounded(written.per_second / transaction.per_second),
        },
        required: { renum_to_bare: 'at least 0.55', renum_to_kysely: 'at least 3' },
      }
    } finally {
      await kysely.destroy()
    }
  },
}

async function makeReaders({ bare }: BenchEnvironment, clients: number): Promise<Reader[]> {
  const people = await makePeople(bare, clients)
  const readers = people.map((person) => ({ ...person, id: randomUUID() }))
  await bare.query(
    `insert into public.knowledge_bases (client_id, id, name) select c, id, 'Bench' from unnest($1::uuid[], $2::uuid[]) as ids (c, id)`,
    [readers.map(({ client_id }) => client_id), readers.map(({ id }) => id)],
  )
  await bare.query('analyze')
  return readers
}

const pick = (readers: readonly Reader[], n: number) => readers[n % readers.length] as Reader

function mustBe(id: string, row: { id: string } | undefined): void {
  if (row?.id !== id) throw new Error('read the wrong row')
}

/** As a `GET` reads, and as whatever may write does. */
function renum(name: string, within: typeof withTenant, { database }: BenchEnvironment, readers: Reader[]) {
  return {
    name,
    once: async (n: number) => {
      const { principal, id } = pick(readers, n)
      mustBe(id, await within(database, principal, (tx) => knowledgeBases.get(tx, id)))
    },
  }
}

function bare(environment: BenchEnvironment, readers: Reader[]) {
  const text = `select ${columns.join(', ')} from public.knowledge_bases where client_id = $1 and id = $2`
  const statement = environment.named ? { name: 'bench_read', text } : { text }
  return {
    name: 'bare',
    once: async (n: number) => {
      const { client_id, id } = pick(readers, n)
      mustBe(id, (await environment.bare.query({ ...statement, values: [client_id, id] })).rows[0])
    },
  }
}

function kyselySide(kysely: Kysely<DB>, readers: Reader[]) {
  return {
    name: 'kysely',
    once: async (n: number) => {
      const { client_id, user_id, id } = pick(readers, n)
      const claims = JSON.stringify({ renum: { client_id, user_id, role: 'user' } })
      const row = await kysely.transaction().execute(async (trx) => {
        await sql`set local role renum_tenant`.execute(trx)
        await sql`select set_config('request.jwt.claims', ${claims}, true)`.execute(trx)
        return trx.selectFrom('knowledge_bases').select(columns).where('id', '=', id).executeTakeFirst()
      })
      mustBe(id, row)
    },
  }
}
