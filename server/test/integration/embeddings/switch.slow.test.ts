import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { withTenant } from '../../../src/db/tenant.ts'
import { embedPending } from '../../../src/features/chunks/chunks.ts'
import { insertChunks } from '../../../src/features/chunks/insert-chunks.ts'
import { align, changeOverWhenComplete } from '../../../src/features/collection-models/align-collection.ts'
import { changeModel, restoreModel } from '../../../src/features/collection-models/collection-models.ts'
import { search as searchPassages } from '../../../src/features/search/search.ts'
import type { Embedder } from '../../../src/providers/embeddings/embedder.ts'
import { asAdmin } from '../../harness/harness.ts'
import { owner, services, startWithoutWorker } from '../../harness/without-worker.ts'

startWithoutWorker()

const dimensions = 16
const total = 20_000
const perDocument = 500

/**
 * Two models of the same length, each of which puts all texts and questions on an axis of its own: within one model all
 * similarities are 1, between the two they are 0. Whatever else a search answers has been mixed.
 */
const modelOn = (model: string, axis: number): Embedder => ({
  provider: 'http',
  model,
  dimensions,
  mode: 'semantic',
  async embed(texts) {
    await sleep(1)
    return texts.map(() => Float32Array.from({ length: dimensions }, (_, i) => (i === axis ? 1 : 0)))
  },
})
const old = modelOn('http:old@16', 0)
const next = modelOn('http:next@16', 1)
const find = (model: string) => [old, next].find((one) => one.model === model)

async function makeCollection(client_id: string): Promise<string> {
  const [row] = await asAdmin<{ id: string }>(
    `with b as (insert into knowledge_bases (client_id, name) values ($1, 'B') returning client_id, id)
     insert into knowledge_collections (client_id, knowledge_base_id, name, embedding_model, embedding_dimensions)
       select client_id, id, 'C', $2, $3 from b returning id`,
    [client_id, old.model, dimensions],
  )
  const collection_id = row?.id ?? ''
  const [embedding] = await old.embed(['a'], 'passage')
  if (!embedding) throw new Error('no vector')
  for (let from = 0; from < total; from += perDocument) {
    const document_id = randomUUID()
    await asAdmin(
      `with d as (
         insert into documents (client_id, id, collection_id, name, source_type, file_type, file_size, content_hash, status)
         values ($1, $2, $3, 'a.txt', 'file', 'text/plain', 1, repeat('a', 64), 'processing')
         returning client_id, id, collection_id)
       insert into document_versions (client_id, document_id, collection_id, version_number, change_type, storage_path,
         file_type, file_size, content_hash)
       select client_id, id, collection_id, 1, 'created', $4, 'text/plain', 1, repeat('a', 64) from d`,
      [client_id, document_id, collection_id, `${client_id}/${document_id}/${randomUUID()}`],
    )
    const chunks = Array.from({ length: perDocument }, (_, i) => ({
      content: `trecho ${from + i} sobre a capivara número ${(from + i) % 997}`,
      location: { start: i, end: i + 1 },
      embedded: { embedding_id: 'a'.repeat(64), embedding },
    }))
    const of = { client_id, document_id, collection_id, version_number: 1, embedder: old, name: 'a.txt' }
    await withTenant(services.database, { kind: 'job', client_id }, (tx) => insertChunks(tx, of, chunks))
    await asAdmin(`update documents set status = 'ready', current_version = 1, chunk_count = $2 where id = $1`, [
      document_id,
      perDocument,
    ])
  }
  return collection_id
}

it('20,000 chunks go over to another model and back under search: none fails, none is mixed', {
  timeout: 900_000,
}, async () => {
  const { client_id, principal } = owner
  const upgraded = { ...services, embedders: { current: next, find } }
  const collection_id = await makeCollection(client_id)
  const told = { searches: 0, failed: 0, mixed: 0, incomplete: 0, slowest_ms: 0 }
  const by: Record<string, number> = {}
  let over = false
  const search = async () => {
    while (!over) {
      const started = performance.now()
      try {
        const asked = { query: 'capivara', collection_ids: [collection_id], top_k: 10 }
        const found = await searchPassages(upgraded, principal, { ...asked, mode: 'semantic' })
        const { results, model, embedded_share } = found
        told.searches++
        by[model] = (by[model] ?? 0) + 1
        const isOfOne = results.every(({ scores }) => Math.abs((scores.semantic ?? 0) - 1) < 1e-6)
        if (results.length !== 10 || !isOfOne) told.mixed++
        if (embedded_share !== 1) told.incomplete++
      } catch (error) {
        told.failed++
        process.stdout.write(`${String(error)}\n`)
      }
      told.slowest_ms = Math.max(told.slowest_ms, Math.round(performance.now() - started))
      await sleep(20)
    }
  }
  const searching = [search(), search()]
  const never = new AbortController().signal
  const key = { client_id, collection_id }
  const times: Record<string, number> = {}
  const timed = async (what: string, work: () => Promise<unknown>) => {
    const started = performance.now()
    await work()
    times[what] = Math.round(performance.now() - started)
  }
  try {
    await changeModel(upgraded, principal, collection_id)
    await timed('listed_ms', () => align(upgraded, key, never))
    await timed('embedded_ms', () =>
      Promise.all([0, 1, 2, 3].map((shard) => embedPending(upgraded, { client_id, shard }, never))),
    )
    await timed('switched_ms', async () => expect(await changeOverWhenComplete(upgraded, key)).toBe(true))
    await sleep(1_000)
    await timed('restored_ms', () => restoreModel(upgraded, principal, collection_id))
    await sleep(1_000)
    await timed('aligned_ms', () => align(upgraded, key, never))
    // And forward again: its vectors are still there.
    await changeModel(upgraded, principal, collection_id)
    await timed('again_ms', () => align(upgraded, key, never))
    await sleep(500)
  } finally {
    over = true
    await Promise.all(searching)
  }
  process.stdout.write(`${JSON.stringify({ chunks: total, ...told, by, ...times })}\n`)
  expect(told).toMatchObject({ failed: 0, mixed: 0, incomplete: 0 })
  expect(Object.keys(by).sort()).toEqual([next.model, old.model])
  const [counted] = await asAdmin(
    `select count(*)::int as vectors, count(distinct (chunk_id, embedding_model))::int as different
       from document_chunk_embeddings where collection_id = $1`,
    [collection_id],
  )
  expect(counted).toEqual({ vectors: 2 * total, different: 2 * total })
})
