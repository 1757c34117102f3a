import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
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

async function company(text: string) {
  const owner = await createOwner()
  const { token } = owner
  const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })
  const path = `/v1/knowledge-bases/${base.body.id}/collections`
  const collection = (await server.call('POST', path, { token, body: { name: 'C' } })).body.id
  const upload = `/v1/collections/${collection}/documents`
  const { body } = await server.call('POST', upload, { token, body: textFile('manual.md', text) })
  expect(await waitForDocument(server, token, body.id)).toMatchObject({ status: 'ready' })
  return { ...owner, document: body.id as string }
}

/** Copies the chunks of a client's only document behind themselves, until there are so many. */
async function multiply(document: string, chunks: number): Promise<number> {
  const [row] = await asAdmin<{ n: number }>(
    `with had as (select c.*, count(*) over () as n from document_chunks c where document_id = $1),
     made as (
       insert into document_chunks (client_id, document_id, collection_id, version_number, chunk_index, content, metadata,
         terms, term_keys)
       select client_id, document_id, collection_id, version_number, chunk_index + times * n, content, metadata,
         terms, term_keys
         from had, generate_series(1, $2::int / (select max(n)::int from had)) as times
       returning *),
     embedded as (
       insert into document_chunk_embeddings (client_id, chunk_id, document_id, collection_id, embedding_model,
         embedding_dimensions, embedding, embedding_id)
       select m.client_id, m.id, m.document_id, m.collection_id, embedding_model, embedding_dimensions, embedding, embedding_id
         from made m
         join had h on h.chunk_index = m.chunk_index % h.n
         join document_chunk_embeddings e on e.client_id = h.client_id and e.chunk_id = h.id)
     select count(*)::int as n from made`,
    [document, chunks],
  )
  return row?.n ?? 0
}

describe('another client’s chunks of the same words', () => {
  it('change neither what is found nor how it is scored', async () => {
    const text = await readFile(manual, 'utf8')
    const [own, other, last] = [await company(text), await company(text), await company(text)]
    const search = async (mode: string) => {
      const answers = questions.map((query) =>
        server.call('POST', '/v1/search', { token: own.token, body: { query, mode, explain: true } }),
      )
      return (await Promise.all(answers)).map(({ body }) => ({ ...body, took_ms: 0 }))
    }
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
