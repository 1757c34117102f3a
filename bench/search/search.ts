import { DatabaseSync } from 'node:sqlite'
import { withTenant } from '../../server/src/db/tenant.ts'
import { vectorText } from '../../server/src/db/vector.ts'
import { insertChunks } from '../../server/src/features/chunks/chunks.ts'
import { countTermsOf } from '../../server/src/features/search/count-terms.ts'
import { searchEmbeddings } from '../../server/src/features/search/search.repository.ts'
import { search as searchPassages } from '../../server/src/features/search/search.ts'
import { createLexicalEmbedder } from '../../server/src/providers/embeddings/lexical.ts'
import type { Bench } from '../bench.ts'
import type { BenchEnvironment } from '../bench-environment.ts'
import { compare, rounded, type Side } from '../measure.ts'
import { makeWaitingDocuments } from '../pending-documents.ts'
import { makeChunks, makeQuestions, makeSentences } from '../sample-texts.ts'

const sizes = [1_000, 10_000, 50_000]
/** Chunks of other clients beside them, in a few of many sizes. */
const neighbours = [5_000, 2_000, 1_000, 500, 200, 100, 50, 20]
const perDocument = 50
/** Searches under way at once, of one size; all others are alone. */
const atOnce = [8, 32]
const top_k = 10
const embedder = createLexicalEmbedder()
const { model, dimensions } = embedder

interface Client {
  client_id: string
  user_id: string
  collection_id: string
  chunks: number
}

/**
 * A search of one client beside others, by its size: by words, by vectors and by both, as the server does it under row security;
 * the same words in SQLite's FTS5, and the same vectors in one bare statement of a superuser.
 */
export const search: Bench = {
  description:
    'a search by words, vectors and both in 1,000 to 50,000 chunks, against SQLite FTS5 and a bare vector query',
  rows: { native: 50_000, embedded: 10_000 },
  async run(environment, size) {
    const sentences = await makeSentences()
    const questions = makeQuestions(sentences, 200)
    for (const chunks of neighbours) await makeClient(environment, sentences, chunks)
    const sides: Side[] = []
    const measured = sizes.filter((chunks) => chunks <= size.rows)
    for (const chunks of measured) {
      const client = await makeClient(environment, sentences, chunks)
      sides.push(...(await sidesOf(environment, client, sentences, questions)))
    }
    await environment.bare.query('vacuum analyze')
    const figures = await compare(sides, { ...size, connections: 1 })
    const busy = sides.filter(({ name }) => name.endsWith(`_${measured.includes(10_000) ? 10_000 : measured.at(-1)}`))
    for (const connections of atOnce) {
      const named = busy.map((side) => ({ ...side, name: `${side.name}_at_${connections}` }))
      Object.assign(figures, await compare(named, { ...size, connections }))
    }
    const p50 = (name: string, chunks: number) => figures[`${name}_${chunks}`]?.p50_ms ?? Number.NaN
    const ratios: Record<string, number> = {}
    const required: Record<string, string> = {}
    for (const chunks of measured) {
      ratios[`full_text_to_fts5_${chunks}`] = rounded(p50('full_text', chunks) / p50('fts5', chunks))
      ratios[`vector_to_bare_${chunks}`] = rounded(p50('bare_vector', chunks) / p50('vector', chunks))
      ratios[`hybrid_over_both_ms_${chunks}`] = rounded(
        p50('hybrid', chunks) - p50('full_text', chunks) - p50('vector', chunks),
      )
      required[`vector_to_bare_${chunks}`] = 'at least 0.9'
      required[`hybrid_over_both_ms_${chunks}`] = 'at most 3'
    }
    required.full_text_to_fts5_10000 = 'at most 0.5'
    required.full_text_to_fts5_50000 = 'at most 0.2'
    ratios.full_text_growth = rounded(p50('full_text', 50_000) / p50('full_text', 10_000))
    required.full_text_growth = 'at most 3, from 10,000 to 50,000'
    return {
      data: { dimensions, neighbours: neighbours.reduce((sum, n) => sum + n, 0) },
      sides: figures,
      ratios,
      required,
    }
  },
}

export async function makeClient(environment: BenchEnvironment, sentences: string[], chunks: number): Promise<Client> {
  const documents = await makeWaitingDocuments(environment, {
    documents: Math.ceil(chunks / perDocument),
    model,
    dimensions,
  })
  const [first] = documents
  if (!first) throw new Error('no document was made')
  const { client_id, collection_id } = first
  const { rows } = await environment.bare.query<{ user_id: string }>(
    `select user_id from public.client_members where client_id = $1 and role = 'user'`,
    [client_id],
  )
  const [member] = rows
  if (!member) throw new Error('no member was made')
  const principal = { kind: 'job', client_id } as const
  let left = chunks
  for (const [i, { document_id }] of documents.entries()) {
    const some = makeChunks(sentences, { count: Math.min(perDocument, left), dimensions, seed: i * perDocument })
    left -= some.length
    const of = {
      client_id,
      document_id,
      collection_id,
      version_number: 1,
      embedder: { model, dimensions },
      name: 'Documento.txt',
    }
    await withTenant(environment.database, principal, (tx) => insertChunks(tx, of, some))
  }
  await environment.bare.query(
    `update public.documents d set status = 'ready', current_version = 1, chunk_count =
       (select count(*) from public.document_chunks c where c.client_id = d.client_id and c.document_id = d.id)
      where client_id = $1`,
    [client_id],
  )
  await countTermsOf(environment, { client_id, collection_id }, new AbortController().signal)
  return { client_id, collection_id, user_id: member.user_id, chunks }
}

async function sidesOf(
  { database, bare, named }: BenchEnvironment,
  { client_id, user_id, collection_id, chunks }: Client,
  sentences: string[],
  questions: string[],
): Promise<Side[]> {
  const principal = { kind: 'user', user_id } as const
  const embedders = { current: embedder, find: () => embedder }
  const vectors = await embedder.embed(questions, 'query')
  const question = (n: number) => questions[n % questions.length] as string
  const vector = (n: number) => vectors[n % vectors.length] as Float32Array
  const through = (mode: 'full_text' | 'hybrid') => async (n: number) => {
    const { results } = await searchPassages({ database, embedders }, principal, { query: question(n), top_k, mode })
    if (results.length === 0) throw new Error('no results')
  }
  const fts5 = new DatabaseSync(':memory:')
  fts5.exec(`create virtual table f using fts5(content, tokenize = "unicode61 remove_diacritics 2")`)
  const insert = fts5.prepare('insert into f values (?)')
  fts5.exec('begin')
  for (let at = 0; at < chunks; at += perDocument) {
    for (const { content } of makeChunks(sentences, {
      count: Math.min(perDocument, chunks - at),
      dimensions: 1,
      seed: at,
    }))
      insert.run(content)
  }
  fts5.exec('commit')
  const match = fts5.prepare('select content, bm25(f) as score from f where f match ? order by score limit 10')
  const nearest = `select h.id, d.name, h.content, 1 - e.distance as score
    from (select client_id, chunk_id, embedding operator(extensions.<=>) $1 as distance from public.document_chunk_embeddings
           where client_id = $2 and collection_id = any ($3) order by distance, chunk_id limit 50) e
    join public.document_chunks h on h.client_id = e.client_id and h.id = e.chunk_id
    join public.documents d on d.client_id = h.client_id and d.id = h.document_id order by score desc`
  return [
    { name: `full_text_${chunks}`, once: through('full_text') },
    { name: `hybrid_${chunks}`, once: through('hybrid') },
    {
      name: `vector_${chunks}`,
      once: async (n) => {
        const wanted = { embedding: vector(n), model, top_k: 50, collection_ids: [collection_id], filters: {} }
        const found = await withTenant(database, principal, (tx) => searchEmbeddings(tx, wanted))
        if (found.length === 0) throw new Error('no results')
      },
    },
    {
      name: `bare_vector_${chunks}`,
      once: async (n) => {
        const values = [vectorText(vector(n)), client_id, [collection_id]]
        await bare.query({ ...(named && { name: 'bench_nearest' }), text: nearest, values })
      },
    },
    {
      name: `fts5_${chunks}`,
      once: async (n) => {
        const words = question(n).match(/[\p{L}\p{N}]+/gu) ?? []
        match.all(words.map((word) => `"${word}"`).join(' OR '))
      },
    },
  ]
}
