import { beforeAll, describe, expect, it } from 'vitest'
import { asAdmin, createOwner, startServer, type TestServer, textFile, waitForDocument } from '../../harness/harness.ts'

/** What stands in a document, and how people look for it. */
const written: [text: string, ...queries: string[]][] = [
  ['Os cartões são bloqueados', 'cartão', 'cartao', 'cartoes bloqueado'],
  ['As reuniões são às terças', 'reunião', 'reuniao'],
  ['A licitação foi aberta em maio', 'licitacao', 'licitações'],
  ['CPF do titular: 807.290.222-79', '80729022279', '807.290.222-79', '807 290 222 79'],
  ['CNPJ da filial: 45.723.174/0001-10', '45723174000110', '45.723.174/0001-10'],
  ['Telefone do suporte: (41) 98765-4321', '41987654321', '98765-4321', '(41) 98765 4321'],
  ['Pedido PED-37003/E faturado', 'PED37003E', 'ped-37003/e', 'ped 37003'],
  ['A norma NR-35 trata de trabalho em altura', 'NR35', 'nr 35', 'NR-35'],
  ['O manual da impressora ZX900 acompanha a caixa', 'ZX-900', 'zx 900'],
  ['Envie um e-mail ao setor de compras', 'email'],
  ['O CEP da matriz é 80420-210', '80420210'],
]

let server: TestServer
let token: string
const ids = new Map<string, string>()

beforeAll(async () => {
  server = await startServer()
  token = (await createOwner()).token
  const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })
  const path = `/v1/knowledge-bases/${base.body.id}/collections`
  const collection = (await server.call('POST', path, { token, body: { name: 'C' } })).body.id
  for (const [i, [text]] of written.entries()) {
    const body = textFile(`anotação ${'abcdefghijk'[i]}.txt`, text)
    const created = await server.call('POST', `/v1/collections/${collection}/documents`, { token, body })
    expect(await waitForDocument(server, token, created.body.id)).toMatchObject({ status: 'ready' })
    ids.set(text, created.body.id)
  }
  return () => server.close()
})

describe('what is written in one way', () => {
  it.each(written.flatMap(([text, ...queries]) => queries.map((query) => [query, text])))(
    'is found first by %j: %s',
    async (query, text) => {
      for (const mode of ['full_text', 'hybrid']) {
        const { body } = await server.call('POST', '/v1/search', { token, body: { query, mode } })
        expect(body.results[0]?.document_id, mode).toBe(ids.get(text))
      }
    },
  )
})

describe('a word that is still being typed', () => {
  it('finds what begins with it, once the terms have been counted', async () => {
    const find = async (query: string) => {
      const { body } = await server.call('POST', '/v1/search', {
        token,
        body: { query, mode: 'full_text', prefix: true },
      })
      return body.results.map(({ document_id }: { document_id: string }) => document_id)
    }
    await expect
      .poll(() => find('norma de trab'), { timeout: 10_000 })
      .toContain(ids.get('A norma NR-35 trata de trabalho em altura'))
    await expect
      .poll(() => find('impr'), { timeout: 10_000 })
      .toContain(ids.get('O manual da impressora ZX900 acompanha a caixa'))
    // A word with something behind it is done.
    expect(await find('impr?')).toEqual([])
  })
})

describe('a word of a document that is gone', () => {
  it('is counted no more', async () => {
    const collection = await server.call('GET', `/v1/documents/${[...ids.values()][0]}`, { token })
    const path = `/v1/collections/${collection.body.collection_id}/documents`
    const created = await server.call('POST', path, { token, body: textFile('segredo.txt', 'O zyxwvutron é secreto') })
    await waitForDocument(server, token, created.body.id)
    const counted = () => asAdmin(`select chunk_count from collection_terms where term like 'zyxw%'`)
    await expect.poll(counted, { timeout: 10_000 }).toEqual([{ chunk_count: 1 }])
    expect((await server.call('DELETE', `/v1/documents/${created.body.id}`, { token })).status).toBe(204)
    await expect.poll(counted, { timeout: 15_000 }).toEqual([])
  })
})

describe('a word of a document that moves', () => {
  it('is counted in the collection that it stands in', async () => {
    const from = (await server.call('GET', `/v1/documents/${[...ids.values()][0]}`, { token })).body.collection_id
    const { body } = await server.call('GET', `/v1/collections/${from}`, { token })
    const path = `/v1/knowledge-bases/${body.knowledge_base_id}/collections`
    const to = (await server.call('POST', path, { token, body: { name: 'Elsewhere' } })).body.id
    const upload = `/v1/collections/${from}/documents`
    const created = await server.call('POST', upload, { token, body: textFile('tema.txt', 'O qwyxbarato mudou-se') })
    await waitForDocument(server, token, created.body.id)
    const counted = () => asAdmin(`select collection_id, chunk_count from collection_terms where term like 'qwyx%'`)
    await expect.poll(counted, { timeout: 10_000 }).toEqual([{ collection_id: from, chunk_count: 1 }])
    const moved = await server.call('PATCH', `/v1/documents/${created.body.id}`, { token, body: { collection_id: to } })
    expect(moved.status).toBe(200)
    await expect.poll(counted, { timeout: 15_000 }).toEqual([{ collection_id: to, chunk_count: 1 }])
    expect((await server.call('DELETE', `/v1/documents/${created.body.id}`, { token })).status).toBe(204)
  })
})

describe('an explanation', () => {
  it('says what was looked for, each place in each leg, and what was left out and why', async () => {
    const body = { query: 'a norma do cartão', explain: true, top_k: 1 }
    const answer = await server.call('POST', '/v1/search', { token, body })
    const { results, explanation } = answer.body
    expect(results[0].ranks).toMatchObject({ full_text: expect.any(Number), lexical: expect.any(Number) })
    expect(explanation.passages).toBe(written.length)
    expect(explanation.terms).toContainEqual({ term: 'norm', weight: 1, passages: 1 })
    expect(explanation.terms.find(({ term }: { term: string }) => term === 'a')).toMatchObject({ weight: 0.1 })
    expect(explanation.left_out.length).toBeGreaterThan(0)
    expect(explanation.left_out[0]).toMatchObject({ reason: 'beyond_top_k', score: expect.any(Number) })
    const strict = await server.call('POST', '/v1/search', { token, body: { ...body, min_score: 0.99 } })
    expect(strict.body.results).toEqual([])
    expect(strict.body.explanation.left_out[0]).toMatchObject({ reason: 'below_min_score' })
    const plain = await server.call('POST', '/v1/search', { token, body: { query: 'norma' } })
    expect(plain.body.explanation).toBeUndefined()
    expect(plain.body.results[0].ranks).toBeUndefined()
  })
})
