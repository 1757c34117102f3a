import { beforeAll, describe, expect, it, vi } from 'vitest'
import { createOwner, startServer, type TestServer, textFile, waitForDocument } from '../../harness/harness.ts'

let server: TestServer
let token: string

const passages = {
  reembolso: 'O reembolso das despesas de viagem é pedido pelo portal até o quinto dia útil.',
  ferias: 'As férias são divididas em até três períodos, um deles de quatorze dias.',
  licitacao: 'A licitação é publicada no diário oficial com oito dias de antecedência.',
  warranty: 'The warranty covers manufacturing defects for twenty-four months.',
  garantia: 'A garantia não cobre quedas nem contato com líquidos.',
  rescisao: 'A rescisão do contrato exige aviso com sessenta dias.',
}

beforeAll(async () => {
  server = await startServer()
  ;({ token } = await createOwner())
  const base = (await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })).body.id
  const path = `/v1/knowledge-bases/${base}/collections`
  const collection = (await server.call('POST', path, { token, body: { name: 'C' } })).body.id
  for (const [name, text] of Object.entries(passages)) {
    const body = textFile(`${name}.txt`, text)
    const { id } = (await server.call('POST', `/v1/collections/${collection}/documents`, { token, body })).body
    await waitForDocument(server, token, id)
  }
  // The words of a collection are counted behind its documents.
  await vi.waitFor(async () => expect((await found('rescizao', 'full_text'))[0]).toBe('rescisao.txt'), 20_000)
  return () => server.close()
})

async function found(query: string, mode: string): Promise<string[]> {
  const { body } = await server.call('POST', '/v1/search', { token, body: { query, mode } })
  return body.results.map(({ document_name }: { document_name: string }) => document_name)
}

describe('a word with a typing error', () => {
  it.each([
    ['resmbolso de viajem', 'reembolso.txt'],
    ['férais', 'ferias.txt'],
    ['fériass', 'ferias.txt'],
    ['prazo da viaegm', 'reembolso.txt'],
    ['licitaçao publicda', 'licitacao.txt'],
    ['warrenty', 'warranty.txt'],
    ['wararnty defcets', 'warranty.txt'],
    ['garanta líquidos', 'garantia.txt'],
    ['recisão', 'rescisao.txt'],
    ['erscisão', 'rescisao.txt'],
  ])('%s finds %s by its words, and by all there is', async (query, name) => {
    expect((await found(query, 'full_text'))[0]).toBe(name)
    expect((await found(query, 'hybrid'))[0]).toBe(name)
  })

  it('is told as what was looked for', async () => {
    const body = { query: 'resmbolso', mode: 'full_text', explain: true }
    const { explanation } = (await server.call('POST', '/v1/search', { token, body })).body
    expect(explanation.terms).toMatchObject([
      { term: 'resmbols', passages: 0 },
      { term: 'reembols', passages: 1 },
    ])
  })

  it('is not found where no word is near, nor in the name of a code', async () => {
    expect(await found('xilofone', 'full_text')).toEqual([])
    expect(await found('KX4471', 'full_text')).toEqual([])
  })
})
