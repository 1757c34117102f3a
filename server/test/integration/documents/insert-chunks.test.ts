import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  binaryArray,
  binaryInt4,
  binaryJsonb,
  binaryText,
  binaryVector,
} from '../../../src/db/connection/binary-array.ts'
import type { Database } from '../../../src/db/pool.ts'
import { queries } from '../../../src/db/query-builder.ts'
import { type TenantTx, withTenant } from '../../../src/db/tenant.ts'
import { insertChunks, type NewChunk } from '../../../src/features/chunks/insert-chunks.ts'
import { asAdmin, createOwner, openTestDatabase } from '../../harness/harness.ts'

let database: Database
let types: { vector: number; sparsevec: number }

beforeAll(async () => {
  database = openTestDatabase()
  const [row] = await asAdmin<typeof types>(
    `select 'extensions.vector'::regtype::oid as vector, 'extensions.sparsevec'::regtype::oid as sparsevec`,
  )
  types = row ?? { vector: 0, sparsevec: 0 }
})
afterAll(() => database.close())

/** A document with its first version, which waits for its chunks. */
async function makeDocument() {
  const { client_id } = await createOwner()
  const [collection] = await asAdmin<{ id: string }>(
    `with b as (insert into knowledge_bases (client_id, name) values ($1, 'Base') returning client_id, id)
     insert into knowledge_collections (client_id, knowledge_base_id, name, embedding_model, embedding_dimensions)
       select client_id, id, 'Coleção', 'test', 3 from b returning id`,
    [client_id],
  )
  const document_id = randomUUID()
  const collection_id = collection?.id ?? ''
  await asAdmin(
    `insert into documents (client_id, id, collection_id, name, source_type, file_type, file_size, content_hash, status)
       values ($1, $2, $3, 'a.txt', 'file', 'text/plain', 1, repeat('a', 64), 'processing')`,
    [client_id, document_id, collection_id],
  )
  await asAdmin(
    `insert into document_versions
       (client_id, document_id, collection_id, version_number, change_type, storage_path, file_type, file_size, content_hash)
       values ($1, $2, $3, 1, 'created', $4, 'text/plain', 1, repeat('a', 64))`,
    [client_id, document_id, collection_id, `${client_id}/${document_id}/${randomUUID()}`],
  )
  return {
    client_id,
    document_id,
    collection_id,
    version_number: 1,
    embedder: { model: 'test', dimensions: 3 },
    name: 'Férias.txt',
  }
}

const chunk = (content: string, embedding: number[] = [1, 0, 0]) => ({
  content,
  location: { heading: `"${content.slice(0, 20)}" \\ 'x'`, start: 0, end: content.length },
  embedded: { embedding_id: 'a'.repeat(64), embedding: Float32Array.from(embedding) },
})

async function write(of: Awaited<ReturnType<typeof makeDocument>>, chunks: NewChunk[], as = of.client_id) {
  await withTenant(database, { kind: 'job', client_id: as }, (tx) => insertChunks(tx, of, chunks))
}

function read(document_id: string) {
  return asAdmin(
    `select chunk_index, content, metadata, embedding_id, embedding::real[] as embedding, embedding_model, embedding_dimensions,
            version_number, terms::text, term_keys
       from document_chunks c left join document_chunk_embeddings e on e.client_id = c.client_id and e.chunk_id = c.id
      where c.document_id = $1 order by chunk_index`,
    [document_id],
  )
}

describe('writing chunks', () => {
  it('keeps each of them as it was, in their order, over several batches', async () => {
    const of = await makeDocument()
    const odd = [
      '{"a","b\\}',
      'aspas " e \\ barra',
      'NULL',
      '  ',
      'árvore 🌳 \u{1F9E1}',
      'linha\nnova\ttab',
      "d'água; --",
    ]
    const chunks = Array.from({ length: 1_203 }, (_, i) => chunk(odd[i] ?? `Trecho ${i}`, [i, -i / 3, 1e-38]))
    await write(of, chunks)
    const rows = await read(of.document_id)
    expect(rows.map(({ chunk_index }) => chunk_index)).toEqual(chunks.map((_, i) => i))
    expect(rows.map(({ content }) => content)).toEqual(chunks.map(({ content }) => content))
    expect(rows.map(({ metadata }) => metadata)).toEqual(chunks.map(({ location }) => location))
    expect(rows.map(({ embedding }) => [...Float32Array.from(embedding)])).toEqual(
      chunks.map(({ embedded }) => [...embedded.embedding]),
    )
    const same = { embedding_model: 'test', embedding_dimensions: 3, version_number: 1 }
    expect(rows[1_202]).toMatchObject({
      ...same,
      embedding_id: 'a'.repeat(64),
      terms: expect.stringMatching(/^\{\d+:[\d.]+(,\d+:[\d.]+)+\}\/536870912$/),
    })
  })

  it('writes nothing where there is nothing, and nothing at all where one of them cannot be', async () => {
    const of = await makeDocument()
    await write(of, [])
    const some = Array.from({ length: 600 }, (_, i) => chunk(`Trecho ${i}`))
    const refused = [chunk('a', [1, 2]), chunk('a\u0000b'), chunk(''), chunk('a', [Number.NaN, 0, 0])]
    for (const bad of refused) await expect(write(of, [...some, bad])).rejects.toThrow()
    for (const bad of refused) await expect(write(of, [bad, ...some])).rejects.toThrow()
    expect(await read(of.document_id)).toEqual([])
    await write(of, some)
    expect(await read(of.document_id)).toHaveLength(600)
  })

  it('writes into no other client', async () => {
    const of = await makeDocument()
    const { client_id } = await createOwner()
    await expect(write(of, [chunk('a')], client_id)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await read(of.document_id)).toEqual([])
  })
})

describe('a binary array', () => {
  const ask =
    <Row>(query: (tx: TenantTx) => Promise<Row>) =>
    async () => {
      const { client_id } = await createOwner()
      return withTenant(database, { kind: 'job', client_id }, query)
    }

  it('is what Postgres reads as its own', async () => {
    const [row] = await ask((tx) =>
      tx.run(
        sql<{ ints: number[]; texts: string[]; json: unknown; vectors: string; none: string[] }>`select
          ${binaryArray('int4', [-1, 0, 2_147_483_647].map(binaryInt4))}::int[] as ints,
          ${binaryArray('text', ['', 'é', '{,}'].map(binaryText))}::text[] as texts,
          to_jsonb(${binaryArray('jsonb', [{ a: ['"'] }, null].map(binaryJsonb))}::jsonb[]) as json,
          ${binaryArray(
            { oid: types.vector },
            [
              [1.5, -2],
              [0, 1],
            ].map((v) => binaryVector(Float32Array.from(v))),
          )}::extensions.vector[]::text as vectors,
          ${binaryArray('text', [])}::text[] as none`.compile(queries),
      ),
    )()
    expect(row).toEqual({
      ints: [-1, 0, 2_147_483_647],
      texts: ['', 'é', '{,}'],
      json: [{ a: ['"'] }, null],
      vectors: '{"[1.5,-2]","[0,1]"}',
      none: [],
    })
  })

  it('reads a vector that is a part of a larger buffer', () => {
    const all = Float32Array.of(9, 1, 2, 9)
    expect(binaryVector(all.subarray(1, 3))).toEqual(binaryVector(Float32Array.of(1, 2)))
    expect([...all]).toEqual([9, 1, 2, 9])
  })
})
