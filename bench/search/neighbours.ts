import { search as searchPassages } from '../../server/src/features/search/search.ts'
import { createLexicalEmbedder } from '../../server/src/providers/embeddings/lexical.ts'
import type { Bench } from '../bench.ts'
import type { BenchEnvironment } from '../bench-environment.ts'
import { compare, rounded } from '../measure.ts'
import { makeQuestions, makeSentences } from '../sample-texts.ts'
import { makeClient } from './search.ts'

/** Chunks of the client that searches: a thousandth of all. */
const own = 200
/** That another client adds and removes again, of the same texts. */
const added = 10_000
const embedder = createLexicalEmbedder()

/**
 * What a small client's searches take beside large ones, before and after another client of the same partition adds rows of the
 * same words; and that they find the same.
 */
export const neighbours: Bench = {
  description: 'a search in 200 of 200,000 chunks, before and after another client adds 10,000 of the same words',
  rows: { native: 200_000, embedded: 20_000 },
  async run(environment, { rows, rounds, seconds }) {
    const { bare, database } = environment
    const sentences = await makeSentences()
    const asked = makeQuestions(sentences, 200)
    const client = await makeClient(environment, sentences, own)
    const leaf = await leafOf(environment, client.client_id)
    // Whose rows lie in the same table, and in the same indexes.
    let other = await makeClient(environment, sentences, 50)
    while ((await leafOf(environment, other.client_id)) !== leaf) other = await makeClient(environment, sentences, 1)
    await addRows(environment, other.client_id, added)
    for (let there = own + added; there < rows; there += 20_000) {
      const { client_id } = await makeClient(environment, sentences, 1_000)
      await addRows(environment, client_id, 19_000)
    }
    const principal = { kind: 'user', user_id: client.user_id } as const
    const embedders = { current: embedder, find: () => embedder }
    const find = (query: string, mode: 'full_text' | 'hybrid') =>
      searchPassages({ database, embedders }, principal, { query, top_k: 10, mode })
    const questions: string[] = []
    for (const query of asked) {
      const answers = [await find(query, 'full_text'), await find(query, 'hybrid')]
      if (answers.every(({ results }) => results.length === 10)) questions.push(query)
    }
    const found = async () => {
      const answers: string[][] = []
      for (const query of questions) answers.push((await find(query, 'hybrid')).results.map(({ chunk_id }) => chunk_id))
      return JSON.stringify(answers)
    }
    const sidesOf = (when: string) =>
      (['full_text', 'hybrid'] as const).map((mode) => ({
        name: `${mode}_${when}`,
        once: async (n: number) => {
          const { results } = await find(questions[n % questions.length] as string, mode)
          if (results.length !== 10) throw new Error(`${results.length} results`)
        },
      }))
    await bare.query('vacuum analyze')
    const before = await found()
    const all: Record<string, { p50_ms: number; p95_ms: number; per_second: number; rounds: number[] }> = {}
    const ratios: Record<string, number> = {}
    const required: Record<string, string> = {}
    const p50s: Record<string, number[]> = {}
    for (let round = 0; round < rounds; round++) {
      for (const when of ['before', 'after']) {
        if (when === 'after') await addRows(environment, other.client_id, added)
        if ((await found()) !== before) throw new Error(`other results ${when} another client added rows`)
        const figures = await compare(sidesOf(when), { rounds: 1, seconds, connections: 1 })
        for (const [name, one] of Object.entries(figures)) {
          all[name] = one
          p50s[name] ??= []
          p50s[name].push(one.p50_ms)
        }
      }
      await bare.query(
        `delete from public.document_chunks where client_id = $1 and id in (
           select id from public.document_chunks where client_id = $1 order by chunk_index desc limit $2)`,
        [other.client_id, added],
      )
      await bare.query('vacuum public.document_chunks')
    }
    const middle = (name: string) => (p50s[name] ?? []).toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN
    for (const mode of ['full_text', 'hybrid']) {
      const name = `p50_${mode}_after_to_before`
      ratios[name] = rounded(middle(`${mode}_after`) / middle(`${mode}_before`))
      required[name] = '0.8 to 1.25'
    }
    return { data: { chunks: rows, own, added }, sides: all, ratios, required }
  },
}

async function leafOf({ bare }: BenchEnvironment, client_id: string): Promise<string> {
  const { rows } = await bare.query<{ leaf: string }>(
    'select tableoid::regclass::text as leaf from public.document_chunks where client_id = $1 limit 1',
    [client_id],
  )
  return rows[0]?.leaf ?? ''
}

/** Copies the chunks of a client behind themselves, until there are so many more. */
async function addRows({ bare }: BenchEnvironment, client_id: string, count: number): Promise<void> {
  await bare.query(
    `with had as (
       select c.*, row_number() over () as n, count(*) over () as total, max(chunk_index) over () as last
         from public.document_chunks c where client_id = $1 limit 1000),
     made as (
       insert into public.document_chunks
         (client_id, document_id, collection_id, version_number, chunk_index, content, metadata, terms, term_keys)
       select client_id, document_id, collection_id, version_number, last + times * total + n, content, metadata, terms, term_keys
         from had, generate_series(1, $2::int / total + 1) as times limit $2
       returning client_id, id, document_id, collection_id, chunk_index)
     insert into public.document_chunk_embeddings
       (client_id, chunk_id, document_id, collection_id, embedding_model, embedding_dimensions, embedding, embedding_id)
     select m.client_id, m.id, m.document_id, m.collection_id, e.embedding_model, e.embedding_dimensions, e.embedding, e.embedding_id
       from made m
       cross join lateral (
         select * from public.document_chunk_embeddings x
          where x.client_id = m.client_id and x.chunk_id = (select id from had limit 1)) e`,
    [client_id, count],
  )
}
