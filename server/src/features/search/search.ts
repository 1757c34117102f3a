import { createGiveWay } from '../../concurrency/give-way.ts'
import type { Database } from '../../db/pool.ts'
import { type Principal, readAsTenant, type TenantTx } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import type { Embedder } from '../../providers/embeddings/embedder.ts'
import type { Embedders } from '../../providers/embeddings/embedders.ts'
import { readWords } from '../../terms/words.ts'
import { searchedText } from '../chunks/chunks.ts'
import { resolveScope } from '../collections/collections.ts'
import { calibrate, meaningOf } from './calibrate-model.ts'
import { compareCandidates, type Meaning, readPassages } from './compare-candidates.ts'
import type { Frequencies, Passage } from './compare-words.ts'
import { beginningsOf, nearestStems, unknownWords } from './correct-spelling.ts'
import { rankCandidates, type Scored } from './fuse.ts'
import { type Query, readQuery, withGuesses } from './read-query.ts'
import {
  compareEmbeddings,
  completeWord,
  countChunks,
  type DocumentFilters,
  type Found,
  searchEmbeddings,
  searchTerms,
  termsBeginningWith,
  type Where,
} from './search.repository.ts'

export interface SearchQuery {
  query: string
  collection_ids?: string[] | undefined
  knowledge_base_id?: string | undefined
  filters?: DocumentFilters | undefined
  /** Results below it are left out. */
  min_score?: number | undefined
  top_k: number
  mode: 'hybrid' | 'semantic' | 'full_text'
  /** The last word is still being typed. */
  prefix?: boolean | undefined
  /** Tells how the results came about, and what the next best were. */
  explain?: boolean | undefined
}

/** Results that were left out, of which an explanation tells. */
const mostLeftOut = 5

/** How many chunks the words and the vectors choose, for a closer look; hashed letters choose worse than a sentence model. */
const depth = { words: 20, semantic: 20, lexical: 12 }

/**
 * The passages that answer a query best, with their citations. `hybrid` mixes both legs; `semantic` compares with the embedder
 * of the collections, and is reported as `lexical` where that is no sentence model.
 *
 * Raises `query_without_words`, `not_found` (a collection or knowledge base that is not there for this tenant); and, but
 * for `full_text`, which compares no vectors, `embedding_model_unavailable`, `embeddings_unavailable`, and of `semantic`
 * `embedding_models_differ`.
 */
export async function search(
  { database, embedders }: { database: Database; embedders: Embedders },
  principal: Principal,
  { query: asked, top_k, mode, filters = {}, min_score = 0, prefix, explain, ...wanted }: SearchQuery,
) {
  const text = asked.normalize('NFC')
  if (!/[\p{L}\p{N}]/u.test(text)) throw new Problem('query_without_words', { field: 'query' })
  const started = performance.now()
  const read = readQuery(text)
  const { embedder, ...legs } = await (mode === 'full_text' ? searchWords() : searchBoth())
  const { query, frequencies } = legs.words
  const letters = mode === 'hybrid' || (mode === 'semantic' && embedder.mode === 'lexical')
  const candidates = await compareCandidates(query, legs, { letters, meanings: legs.meanings })
  const ranked = rankCandidates(candidates, mode, embedder.mode)

  async function searchWords() {
    const isNamed = wanted.collection_ids !== undefined || wanted.knowledge_base_id !== undefined
    const [words] = await readAsTenant(database, principal, (tx) =>
      // Both at once: what is named and not there is an error, and finds nothing.
      Promise.all([searchTyped(tx, wanted), ...(isNamed ? [resolveScope(tx, wanted)] : [])]),
    )
    const meanings = new Map<string, Meaning>()
    return {
      words,
      vectors: [],
      passages: new Map<string, Passage>(),
      meanings,
      embedded_share: undefined,
      embedder: embedders.current,
    }
  }

  async function searchBoth() {
    let embedding: Promise<Asked[]> = Promise.resolve([])
    const [{ collection_ids, missing_count }, words] = await readAsTenant(database, principal, (tx) =>
      Promise.all([
        resolveScope(tx, wanted).then((scope) => {
          // Begun while the database looks for the words, and not waited for before the connection is given back.
          embedding = embedQuery(text, embeddersOf(embedders, scope.models, mode))
          embedding.catch(() => {})
          return scope
        }),
        searchTyped(tx, wanted),
      ]),
    )
    const asked = await embedding
    const passages = new Map<string, Passage>()
    const [found, , ...calibrations] = await Promise.all([
      readAsTenant(database, principal, async (tx) => {
        // All at once: their statements leave together.
        const [total, ...vectors] = await Promise.all([
          missing_count > 0 ? countChunks(tx, collection_ids) : 0,
          ...asked.map(({ embedder, ...one }) =>
            searchEmbeddings(tx, {
              ...one,
              model: embedder.model,
              top_k: Math.max(depth[embedder.mode], top_k),
              filters,
            }),
          ),
        ])
        const compared = await Promise.all(
          asked.map((one, i) => (mode === 'hybrid' ? compareWordsFound(tx, one, words.results, vectors[i] ?? []) : [])),
        )
        return { total, vectors, compared }
      }),
      // Read while the database compares vectors.
      readPassages(words.results, passages),
      // Without it words and letters are all that is mixed.
      ...asked.map(({ embedder }) =>
        embedder.mode === 'semantic' && mode === 'hybrid' ? calibrate(embedder).catch(() => undefined) : undefined,
      ),
    ])
    const meanings = new Map<string, Meaning>()
    for (const [i, { embedder }] of asked.entries()) {
      if (embedder.mode === 'lexical') continue
      const calibration = calibrations[i]
      const own = (found.vectors[i] ?? []).map(({ chunk_id, score }) => [chunk_id, score] as const)
      for (const [chunk_id, cosine] of [...own, ...(found.compared[i] ?? [])]) {
        meanings.set(chunk_id, { cosine, share: calibration && meaningOf(cosine, calibration) })
      }
    }
    const share = missing_count === 0 ? 1 : Math.max(0, 1 - missing_count / Math.max(1, found.total))
    return {
      words,
      vectors: found.vectors.flat(),
      passages,
      meanings,
      // Not 1 as long as something is missing.
      embedded_share: Math.floor(share * 1000) / 1000,
      embedder: asked[0]?.embedder ?? embedders.current,
    }
  }

  /** How similar those are that words have chosen and vectors have not. */
  async function compareWordsFound(
    tx: TenantTx,
    { embedder, embedding, collection_ids }: Asked,
    found: readonly Found[],
    vectors: readonly Found[],
  ) {
    if (embedder.mode === 'lexical') return []
    const known = new Set(vectors.map(({ chunk_id }) => chunk_id))
    const chunk_ids = found
      .filter(({ chunk_id, collection_id }) => !known.has(chunk_id) && collection_ids.includes(collection_id))
      .map(({ chunk_id }) => chunk_id)
    if (chunk_ids.length === 0) return []
    return [...(await compareEmbeddings(tx, { embedding, model: embedder.model, chunk_ids }))]
  }

  async function searchTyped(tx: TenantTx, where: Where) {
    const last = read.words.at(-1)
    const completed = prefix && last && text.endsWith(last.written)
    const query = completed ? withGuesses(read, await completeWord(tx, last.folded, where)) : read
    const look = (query: Query) => searchTerms(tx, { query, top_k: Math.max(depth.words, top_k), filters, ...where })
    const found = await look(query)
    const unknown = unknownWords(query, found.frequencies).filter((word) => !completed || word !== last)
    if (unknown.length === 0) return { query, ...found }
    const known = await termsBeginningWith(tx, [...new Set(unknown.flatMap(beginningsOf))], where)
    const guesses: string[] = []
    for (const word of unknown) guesses.push(...(await nearestStems(word, known)))
    if (guesses.length === 0) return { query, ...found }
    const guessed = withGuesses(query, guesses)
    return { query: guessed, ...(await look(guessed)) }
  }

  const enough = ranked.filter(({ score }) => score >= min_score)
  return {
    results: enough.slice(0, top_k).map(({ ranks, ...result }) => ({ ...cited(result), ...(explain && { ranks }) })),
    ...(explain && {
      explanation: explainSearch(await withoutUnseen(query, read, ranked), frequencies, ranked, { top_k, min_score }),
    }),
    took_ms: Math.round((performance.now() - started) * 10) / 10,
    mode: mode === 'semantic' ? embedder.mode : mode,
    model: embedder.model,
    ...(legs.embedded_share !== undefined && { embedded_share: legs.embedded_share }),
  }
}

/** A query, embedded for the collections of one model. */
interface Asked {
  embedder: Embedder
  embedding: Float32Array
  collection_ids: string[]
}

function embedQuery(
  text: string,
  models: readonly { embedder: Embedder; collection_ids: string[] }[],
): Promise<Asked[]> {
  return Promise.all(
    models.map(async ({ embedder, collection_ids }) => {
      const [embedding] = await embedder.embed([text], 'query')
      if (!embedding) throw new Error('the embedder gave no vector')
      return { embedder, embedding, collection_ids }
    }),
  )
}

function cited({ metadata, ...row }: Omit<Scored, 'ranks'>) {
  const { document_id, document_name, version, chunk_id } = row
  return { ...row, citation: { document_id, document_name, version, chunk_id, location: metadata } }
}

/**
 * Without the completions that no passage found has: their counts lag behind, and may be of a document that was deleted since, or
 * moved to where the caller may not look.
 */
async function withoutUnseen(query: Query, said: Query, ranked: readonly Scored[]): Promise<Query> {
  if (query === said) return query
  const giveWay = createGiveWay()
  const seen = new Set(said.terms.keys())
  for (const { document_name, content, metadata } of ranked) {
    for (const { id } of readWords(searchedText(document_name, content, metadata))) seen.add(id)
    await giveWay()
  }
  return { ...query, terms: new Map([...query.terms].filter(([id]) => seen.has(id))) }
}

/** What was looked for, how many passages have it, and the best of what was left out, each with its reason. */
function explainSearch(
  query: Query,
  frequencies: Frequencies,
  ranked: readonly Scored[],
  { top_k, min_score }: { top_k: number; min_score: number },
) {
  const enough = ranked.filter(({ score }) => score >= min_score).length
  const shown = Math.min(enough, top_k)
  return {
    passages: frequencies.total,
    terms: [...query.terms].map(([id, { stem, share }]) => ({
      term: stem,
      weight: share,
      passages: frequencies.of.get(id) ?? 0,
    })),
    left_out: ranked.slice(shown, shown + mostLeftOut).map(({ ranks, ...result }) => ({
      ...cited(result),
      ranks,
      reason: result.score < min_score ? ('below_min_score' as const) : ('beyond_top_k' as const),
    })),
  }
}

/**
 * The embedders that these collections are made with, sentence models first. Vectors of two models
 * are never compared: `hybrid` mixes what each of them says of its own, as a share of what an answer has; `semantic` has nothing
 * but their similarities, which cannot be ranked together.
 */
function embeddersOf(embedders: Embedders, models: ReadonlyMap<string, string[]>, mode: SearchQuery['mode']) {
  if (models.size > 1 && mode === 'semantic') throw new Problem('embedding_models_differ')
  const all = [...models].map(([model, collection_ids]) => {
    const embedder = embedders.find(model)
    if (embedder) return { embedder, collection_ids }
    throw new Problem('embedding_model_unavailable', { params: { model, configured: embedders.current.model } })
  })
  return all.sort((one, other) => Number(one.embedder.mode === 'lexical') - Number(other.embedder.mode === 'lexical'))
}
