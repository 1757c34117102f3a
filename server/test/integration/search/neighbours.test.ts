import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { asAdmin, createOwner, startServer, type TestServer, textFile, waitForDocument } from '../../harness/harness.ts'

const manual = new URL('../../../../examples/demo/manual-do-colaborador.md', import.meta.url)
const questions = [
  'Quantos dias de férias o colaborador pode vender?',
  'quando o vale-transporte é pago ao colaborador?',
  'desconto no salário por falta sem justificativa',
  'o que a empresa paga do plano de saúde dos dependentes?',
]

let server: TestServer

beforeAll(async () => {
  server = await startServer()
  return () => server.close()
})

async function company(text: string, owner?: Awaited<ReturnType<typeof createOwner>>) {
  owner ??= await createOwner()
  const { token } = owner
  const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })
  const path = `/v1/knowledge-bases/${base.body.id}/collections`
  const collection = (await server.call('POST', path, { token, body: { name: 'C' } })).body.id
  const upload = `/v1/collections/${collection}/documents`
  const { body } = await server.call('POST', upload, { token, body: textFile('manual.md', text) })
  expect(await waitForDocument(server, token, body.id)).toMatchObject({ status: 'ready' })
  return { ...owner, document: body.id as string }
}

/** Rows of one statement: a longer one keeps other tests waiting for its locks. */
const atOnce = 5_000

/** Copies the chunks of a client's only document behind themselves, until there are so many more. */
async function multiply(document: string, chunks: number): Promise<number> {
  let made = 0
  while (made < chunks) {
    const [row] = await asAdmin<{ n: number }>(
      `with had as (
         select c.*, row_number() over (order by chunk_index) as n, count(*) over () as all_chunks,
                (select max(chunk_index) from document_chunks where document_id = $1) as last
           from document_chunks c where document_id = $1 and chunk_index < 1_000),
       made as (
         insert into document_chunks (client_id, document_id, collection_id, version_number, chunk_index, content, metadata,
           terms, term_keys)
         select client_id, document_id, collection_id, version_number, last + times * all_chunks + n, content, metadata,
           terms, term_keys
           from had, generate_series(0, $2::int / (select max(all_chunks)::int from had)) as times limit $2
         returning client_id, id, document_id, collection_id),
       embedded as (
         insert into document_chunk_embeddings (client_id, chunk_id, document_id, collection_id, embedding_model,
           embedding_dimensions, embedding, embedding_id)
         select m.client_id, m.id, m.document_id, m.collection_id, embedding_model, embedding_dimensions, embedding, embedding_id
           from made m
           cross join lateral (
             select * from document_chunk_embeddings e
              where e.client_id = m.client_id and e.chunk_id = (select id from had limit 1)) e)
       select count(*)::int as n from made`,
      [document, Math.min(atOnce, chunks - made)],
    )
    if (!row || row.n === 0) break
    made += row.n
  }
  return made
}

async function searchAll(token: string, mode: string) {
  const answers = questions.map((query) =>
    server.call('POST', '/v1/search', { token, body: { query, mode, explain: true } }),
  )
  return (await Promise.all(answers)).map(({ body }) => ({ ...body, took_ms: 0 }))
}

describe('another client’s chunks of the same words', () => {
  it('change neither what is found nor how it is scored', async () => {
    const text = await readFile(manual, 'utf8')
    const [own, other, last] = [await company(text), await company(text), await company(text)]
    const search = (mode: string) => searchAll(own.token, mode)
    const before = { full_text: await search('full_text'), hybrid: await search('hybrid') }
    for (const { results } of before.full_text) expect(results).toHaveLength(10)
    expect(await multiply(other.document, 10_000)).toBeGreaterThan(9_000)
    expect({ full_text: await search('full_text'), hybrid: await search('hybrid') }).toEqual(before)
    expect(await multiply(last.document, 10_000)).toBeGreaterThan(9_000)
    expect({ full_text: await search('full_text'), hybrid: await search('hybrid') }).toEqual(before)
    // And it is found by the last one, who has more than are counted one by one, before anybody has counted.
    const { body } = await server.call('POST', '/v1/search', { token: last.token, body: { query: questions[0] } })
    expect(body.results[0].content).toBe(before.hybrid[0].results[0].content)
  })
})

/** The table that a client's chunks lie in, with their indexes. */
async function leafOf(client_id: string): Promise<number> {
  const [row] = await asAdmin<{ leaf: number }>(
    `select leaf from generate_series(0, 31) as leaf where satisfies_hash_partition('document_chunks'::regclass, 32, leaf, $1::uuid)`,
    [client_id],
  )
  return row?.leaf ?? -1
}

// Minutes on the embedded database.
const isNative = inject('environment').name === 'native' && process.env.SLOW_TESTS === '1'
describe.runIf(isNative)('200 of 200,000 chunks', () => {
  it('are found as if they were alone, before and after 10,000 of the same words came to their table', async () => {
    const names = [
      'manual-do-colaborador',
      'politica-de-viagens',
      'politica-comercial-e-credito',
      'codigo-de-conduta-e-lgpd',
    ]
    const texts = await Promise.all(
      names.map((name) => readFile(new URL(`../../../../examples/demo/${name}.md`, import.meta.url), 'utf8')),
    )
    const text = texts.join('\n\n')
    const own = await company(text)
    const [{ n: chunks = 0 } = {}] = await asAdmin<{ n: number }>(
      'select count(*)::int as n from document_chunks where client_id = $1',
      [own.client_id],
    )
    expect(await multiply(own.document, 200 - chunks)).toBe(200 - chunks)
    const alone = { full_text: await searchAll(own.token, 'full_text'), hybrid: await searchAll(own.token, 'hybrid') }
    for (const { results } of [...alone.full_text, ...alone.hybrid]) expect(results).toHaveLength(10)

    const leaf = await leafOf(own.client_id)
    let beside = await createOwner()
    while ((await leafOf(beside.client_id)) !== leaf) beside = await createOwner()
    const neighbour = await company(text, beside)
    const others = [neighbour]
    while (others.length < 11) others.push(await company(text))
    for (const { document } of others) await multiply(document, document === neighbour.document ? 10_000 : 19_000)
    const there = { full_text: await searchAll(own.token, 'full_text'), hybrid: await searchAll(own.token, 'hybrid') }
    expect(there).toEqual(alone)
    expect(await multiply(neighbour.document, 10_000)).toBe(10_000)
    expect({
      full_text: await searchAll(own.token, 'full_text'),
      hybrid: await searchAll(own.token, 'hybrid'),
    }).toEqual(alone)
    const [{ n = 0 } = {}] = await asAdmin<{ n: number }>('select count(*)::int as n from document_chunks')
    expect(n).toBeGreaterThan(200_000)
    // Row by row the foreign keys would take minutes, and other tests wait.
    const theirs = `client_id in (${others.map(({ client_id }) => `'${client_id}'`).join()})`
    await asAdmin(`begin; set local session_replication_role = replica;
      delete from document_chunk_embeddings where ${theirs}; delete from document_chunks where ${theirs}; commit`)
  }, 600_000)
})
