import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import {
  binaryArray,
  binaryInt4,
  binaryJsonb,
  binarySparseVector,
  binaryText,
  binaryUuid,
  binaryVector,
} from '../server/src/db/connection/binary-array.ts'
import { withTenant } from '../server/src/db/tenant.ts'
import { chunkTerms } from '../server/src/features/chunks/chunk-terms.ts'
import type { NewChunk } from '../server/src/features/chunks/insert-chunks.ts'
import { publishVersion } from '../server/src/features/ingestion/document-status.repository.ts'
import { termSpace } from '../server/src/terms/term-id.ts'
import type { Bench } from './bench.ts'
import type { BenchEnvironment } from './bench-environment.ts'
import { endToEnd } from './end-to-end.ts'
import { type Figures, median, quantile, rounded } from './measure.ts'
import { makeWaitingDocuments, type Waiting } from './pending-documents.ts'
import { makeChunks, makeSentences, type SampleChunk } from './sample-texts.ts'

const dimensions = 384
const model = 'bench'
/** Chunks of a document: some eighty pages. */
const perDocument = 500
const language = 'pt'

/**
 * The same chunks into the same tables, in a transaction for each document: as the worker publishes them, under row
 * security, and with COPY in its binary format, which only a login that passes row security may use. Once with their words
 * alone, as a new document is published; once with their vectors, as a version that keeps those of the one before. Then
 * documents from their upload until they are ready, through the server's own routes and its worker.
 */
export const ingest: Bench = {
  description: 'chunks of a document written as a tenant, against COPY binary of the same rows; documents end to end',
  rows: { native: 5_000, embedded: 1_000 },
  async run(environment, { rounds, rows }) {
    const documents = Math.max(1, Math.round(rows / perDocument))
    const sentences = await makeSentences()
    const waiting = await makeWaitingDocuments(environment, { documents, model, dimensions })
    const subjects = waiting.map((document) => ({
      document,
      chunks: makeChunks(sentences, { count: Math.min(perDocument, rows), dimensions }),
    }))
    const sides = await compareWriting(environment, subjects, rounds)
    const ended = await endToEnd(environment, sentences)
    const rate = (side: string) => sides[side]?.per_second ?? Number.NaN
    const native = environment.name === 'native'
    return {
      data: { rows: documents * Math.min(perDocument, rows), documents, dimensions, ...ended.data },
      sides,
      rates: {
        renum_rows_per_second: rate('renum'),
        renum_with_vectors_rows_per_second: rate('renum_with_vectors'),
        ...(native && {
          copy_binary_rows_per_second: rate('copy_binary'),
          copy_binary_with_vectors_rows_per_second: rate('copy_binary_with_vectors'),
        }),
        documents_per_second: ended.documents_per_second,
        uploads_per_second: ended.uploads_per_second,
      },
      ratios: native
        ? {
            renum_to_copy_binary: rounded(rate('renum') / rate('copy_binary')),
            renum_to_copy_binary_with_vectors: rounded(rate('renum_with_vectors') / rate('copy_binary_with_vectors')),
          }
        : {},
      required: { renum_to_copy_binary: 'at least 0.5', renum_rows_per_second: 'at least 4,000 on native' },
    }
  },
}

interface Subject {
  document: Waiting
  chunks: NewChunk[]
}

/** Rows per second of each side, in turn; the table is emptied before each turn. */
async function compareWriting(
  environment: BenchEnvironment,
  subjects: { document: Waiting; chunks: SampleChunk[] }[],
  rounds: number,
): Promise<Record<string, Figures>> {
  const client = new pg.Client(environment.config)
  await client.connect()
  const words = subjects.map(({ document, chunks }) => ({
    document,
    chunks: chunks.map(({ embedded: _, ...chunk }) => chunk),
  }))
  const write = (subject: Subject) => publish(environment, subject)
  const copyIn = (subject: Subject) => copy(client, subject)
  // The embedded database knows no COPY from a client.
  const native = environment.name === 'native'
  const sides = [
    { name: 'renum', write, subjects: words },
    ...(native ? [{ name: 'copy_binary', write: copyIn, subjects: words }] : []),
    { name: 'renum_with_vectors', write, subjects },
    ...(native ? [{ name: 'copy_binary_with_vectors', write: copyIn, subjects }] : []),
  ]
  const seen = new Map(sides.map(({ name }) => [name, { rounds: [] as number[], times: [] as number[] }]))
  try {
    // The first round warms what there is to be warmed; it does not count.
    for (let round = -1; round < rounds; round++) {
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
        await empty(environment)
        const times: number[] = []
        for (const subject of side.subjects) {
          const started = performance.now()
          await side.write(subject)
          times.push(performance.now() - started)
        }
        await mustHaveWritten(environment, subjects)
        const seconds = times.reduce((sum, ms) => sum + ms, 0) / 1000
        const rows = subjects.reduce((sum, { chunks }) => sum + chunks.length, 0)
        if (round >= 0) seen.get(side.name)?.rounds.push(rows / seconds)
        if (round >= 0) seen.get(side.name)?.times.push(...times)
      }
    }
  } finally {
    await client.end()
  }
  return Object.fromEntries(
    [...seen].map(([name, { rounds, times }]) => {
      times.sort((a, b) => a - b)
      const [p50_ms, p95_ms] = [rounded(quantile(times, 0.5)), rounded(quantile(times, 0.95))]
      return [name, { per_second: Math.round(median(rounds)), p50_ms, p95_ms, rounds: rounds.map(Math.round) }]
    }),
  )
}

async function empty({ bare }: BenchEnvironment): Promise<void> {
  await bare.query(`update public.documents set status = 'processing', current_version = null, chunk_count = 0`)
  await bare.query('truncate public.document_chunks cascade')
  await bare.query('checkpoint')
}

async function mustHaveWritten({ bare }: BenchEnvironment, subjects: Subject[]): Promise<void> {
  const { rows } = await bare.query('select count(*)::int as count from public.document_chunks')
  const expected = subjects.reduce((sum, { chunks }) => sum + chunks.length, 0)
  if (rows[0].count !== expected) throw new Error(`${rows[0].count} chunks instead of ${expected}`)
}

async function publish({ database }: BenchEnvironment, { document, chunks }: Subject): Promise<void> {
  const { client_id, document_id } = document
  const published = await withTenant(database, { kind: 'job', client_id }, (tx) =>
    publishVersion(
      tx,
      { document_id, version_number: 1 },
      { language, chunks, warnings: [], embedder: { model, dimensions } },
    ),
  )
  if (!published) throw new Error('the document was not there to be published')
}

const chunkColumns = `client_id, id, document_id, collection_id, version_number, chunk_index, content, metadata, terms, term_keys`
const embeddingColumns = `client_id, chunk_id, document_id, collection_id, embedding_model, embedding_dimensions, embedding,
  embedding_id`
const signature = Buffer.concat([Buffer.from('PGCOPY\n\u00ff\r\n\0', 'latin1'), Buffer.alloc(8)])
const end = Buffer.from([0xff, 0xff])

async function copy(client: pg.Client, { document, chunks }: Subject): Promise<void> {
  const [client_id, document_id, collection_id] = [
    document.client_id,
    document.document_id,
    document.collection_id,
  ].map(binaryUuid) as [Buffer, Buffer, Buffer]
  const of = { term_salt: 0, name: 'bench' }
  const ids = chunks.map(() => binaryUuid(randomUUID()))
  await client.query('begin')
  await copyRows(client, `document_chunks (${chunkColumns})`, chunks, ({ content, location }, i) => {
    const { ids: terms, weights, keys } = chunkTerms(of, content, location)
    const own = [binaryInt4(i), binaryText(content), binaryJsonb(location)]
    const words = [binarySparseVector(termSpace, terms, weights), binaryArray('int4', keys.map(binaryInt4))]
    return [client_id, ids[i] as Buffer, document_id, collection_id, binaryInt4(1), ...own, ...words]
  })
  const vectors = chunks.flatMap(({ embedded }, i) => (embedded ? [{ ...embedded, id: ids[i] as Buffer }] : []))
  if (vectors.length > 0)
    await copyRows(
      client,
      `document_chunk_embeddings (${embeddingColumns})`,
      vectors,
      ({ embedding, embedding_id, id }) => {
        const own = [binaryText(model), binaryInt4(dimensions), binaryVector(embedding), binaryText(embedding_id)]
        return [client_id, id, document_id, collection_id, ...own]
      },
    )
  await client.query('commit')
}

function tuple(fields: readonly Buffer[]): Buffer {
  const bytes = Buffer.allocUnsafe(fields.reduce((sum, field) => sum + 4 + field.length, 2))
  let at = bytes.writeInt16BE(fields.length, 0)
  for (const field of fields) {
    at = bytes.writeInt32BE(field.length, at)
    at += field.copy(bytes, at)
  }
  return bytes
}

async function copyRows<T>(
  client: pg.Client,
  to: string,
  rows: readonly T[],
  fieldsOf: (row: T, i: number) => Buffer[],
): Promise<void> {
  const stream = client.query(copyFrom(`copy public.${to} from stdin (format binary)`))
  stream.write(signature)
  for (const [i, row] of rows.entries()) if (!stream.write(tuple(fieldsOf(row, i)))) await once(stream, 'drain')
  stream.end(end)
  await once(stream, 'finish')
}
