import { readAsTenant } from '../server/src/db/tenant.ts'
import { documents } from '../server/src/features/documents/documents.repository.ts'
import type { Bench } from './bench.ts'
import { type BenchEnvironment, connections } from './bench-environment.ts'
import { compare, rounded } from './measure.ts'
import { makePeople, type Person } from './seed-clients.ts'

const clients = 1_000
const pageSize = 50

type Place = Person & { collection_id: string }

/** A page of documents among a million of a thousand clients, with row security and without. */
export const list: Bench = {
  description: 'a page of 50 documents among a million of 1,000 clients, against the same query without row security',
  async run(environment, size) {
    const places = await fill(environment, size.rows)
    const figures = await compare([renum(environment, places), bare(environment, places)], { ...size, connections })
    const { renum: own, bare: without } = figures
    if (!own || !without) throw new Error('a side is missing')
    return {
      data: { rows: size.rows, clients, page: pageSize },
      sides: figures,
      ratios: { p95_renum_to_bare: rounded(own.p95_ms / without.p95_ms) },
      required: { p95_renum_to_bare: 'below 2' },
    }
  },
}

/** Two collections a client, the documents spread evenly and mixed on disk, as they come in. */
async function fill({ bare }: BenchEnvironment, rows: number): Promise<Place[]> {
  const people = await makePeople(bare, clients)
  const { rows: collections } = await bare.query<{ client_id: string; id: string }>(`
    with b as (insert into public.knowledge_bases (client_id, name) select id, 'Bench' from public.clients returning client_id, id)
    insert into public.knowledge_collections (client_id, knowledge_base_id, name, embedding_model, embedding_dimensions)
      select client_id, id, 'Bench ' || n, 'bench', 3 from b, generate_series(1, 2) n returning client_id, id`)
  const client = await bare.connect()
  try {
    await client.query('begin')
    // Nothing to check: the rows are made from their parents.
    await client.query('set local session_replication_role = replica')
    await client.query(
      `insert into public.documents (client_id, collection_id, name, source_type, file_type, file_size, content_hash, created_at)
         select c.client_id, c.id, 'Documento ' || n, 'text', 'text/plain', n, repeat('a', 64), now() - n * interval '1 second'
           from generate_series(1, $1::int / $2::int) n, unnest($3::uuid[], $4::uuid[]) as c (client_id, id)`,
      [rows, collections.length, collections.map(({ client_id }) => client_id), collections.map(({ id }) => id)],
    )
    await client.query('commit')
  } finally {
    client.release()
  }
  await bare.query('vacuum analyze public.documents')
  await bare.query('analyze')
  const byClient = new Map(people.map((person) => [person.client_id, person]))
  return collections.flatMap(({ client_id, id }) => {
    const person = byClient.get(client_id)
    return person ? [{ ...person, collection_id: id }] : []
  })
}

const pick = (places: readonly Place[], n: number) => places[(n * 7919) % places.length] as Place

function renum({ database }: BenchEnvironment, places: Place[]) {
  return {
    name: 'renum',
    once: async (n: number) => {
      const { principal, collection_id } = pick(places, n)
      const options = { filters: { collection_id }, limit: pageSize }
      const { data } = await readAsTenant(database, principal, (tx) => documents.list(tx, options))
      if (data.length === 0) throw new Error('an empty page')
    },
  }
}

/** What the repository asks, with the client that row security would add. */
function bare(environment: BenchEnvironment, places: Place[]) {
  const text = `select id, collection_id, name, source_type, source_url, file_type, file_size, language, status, error_code,
      error_params, content_hash, latest_version, current_version, chunk_count, created_at, updated_at,
      created_at as page_created_at, id as page_id
    from public.documents where client_id = $1 and collection_id = $2 order by created_at desc, id desc limit $3`
  const statement = environment.named ? { name: 'bench_list', text } : { text }
  return {
    name: 'bare',
    once: async (n: number) => {
      const { client_id, collection_id } = pick(places, n)
      const { rows } = await environment.bare.query({ ...statement, values: [client_id, collection_id, pageSize + 1] })
      if (rows.length === 0) throw new Error('an empty page')
    },
  }
}
