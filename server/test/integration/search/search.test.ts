import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOwner, startServer, type TestServer, textFile, waitForDocument } from '../../harness/harness.ts'

let server: TestServer
let token: string
let collection: string

const files = {
  'ferias.txt': 'Cada colaborador tem direito a trinta dias de férias por ano. Os pedidos são feitos no portal.',
  'precos.txt':
    'Tabela de preços dos cafés. CAF-0101: café torrado e moído, caixa com vinte pacotes, R$ 389,00 à vista.',
  'viagens.txt': 'As viagens são reembolsadas em até sete dias úteis. O teto da diária de hotel é de trezentos reais.',
  'hotel.txt': 'O hotel da empresa fica perto da praia e tem diária para funcionários que viajam nas férias de verão.',
  'english.txt':
    'Employees may carry over unused vacation days into the next year, when their managers have agreed to it.',
  'espanol.txt': 'Los empleados pueden solicitar sus vacaciones con una antelación mínima de treinta días naturales.',
}

beforeAll(async () => {
  server = await startServer()
  token = (await createOwner()).token
  const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })
  const path = `/v1/knowledge-bases/${base.body.id}/collections`
  collection = (await server.call('POST', path, { token, body: { name: 'C' } })).body.id
  for (const [name, content] of Object.entries(files)) {
    const { body } = await server.call('POST', `/v1/collections/${collection}/documents`, {
      token,
      body: textFile(name, content),
    })
    expect(await waitForDocument(server, token, body.id)).toMatchObject({ status: 'ready' })
  }
})
afterAll(() => server.close())

async function search(query: string, mode: string) {
  const { body } = await server.call('POST', '/v1/search', { token, body: { query, mode } })
  return body as { mode: string; results: { document_name: string; score: number; scores: Record<string, number> }[] }
}

const names = async (query: string, mode = 'full_text') =>
  (await search(query, mode)).results.map(({ document_name }) => document_name)

describe('full-text search', () => {
  it('knows the language of each document', async () => {
    const { body } = await server.call('GET', `/v1/collections/${collection}/documents`, { token })
    const languages = Object.fromEntries(
      body.data.map(({ name, language }: { name: string; language: string }) => [name, language]),
    )
    expect(languages).toMatchObject({ 'ferias.txt': 'pt', 'english.txt': 'en', 'espanol.txt': 'es' })
  })

  it.each([
    ['reembolso de uma viagem', 'viagens.txt'],
    ['FERIAS do colaborador', 'ferias.txt'],
    ['pediu no portal', 'ferias.txt'],
    ['managers agreeing', 'english.txt'],
    ['solicitud de vacación', 'espanol.txt'],
    ['CAF-0101', 'precos.txt'],
    ['caf-0101', 'precos.txt'],
    ['389,00', 'precos.txt'],
    ['caf0101', 'precos.txt'],
    ['CAF 0101', 'precos.txt'],
    ['empleado', 'espanol.txt'],
    ['vacations', 'english.txt'],
    ['hotéis', 'hotel.txt'],
  ])(
    'finds %j in %s: whatever its form, with and without accents, codes however they are written',
    async (query, expected) => {
      expect((await names(query))[0]).toBe(expected)
    },
  )

  it('joins words by or, and ranks what has more of them first', async () => {
    const found = await names('diária de hotel nas férias')
    expect(found[0]).toBe('hotel.txt')
    expect(found).toEqual(expect.arrayContaining(['ferias.txt', 'viagens.txt']))
  })

  it('puts what has a quoted phrase as it stands before what has its words', async () => {
    expect(await names('"diária de hotel"')).toEqual(['viagens.txt', 'hotel.txt'])
    expect((await names('"sete dias úteis" trinta férias'))[0]).toBe('viagens.txt')
    expect((await names('"hotel da empresa" diária reembolsada'))[0]).toBe('hotel.txt')
  })

  it('costs no more, and weighs nothing more, for a phrase that is quoted a thousand times', async () => {
    const [once, often] = [await search('"férias"', 'full_text'), await search('"férias" '.repeat(1_000), 'full_text')]
    expect(often.results.map(({ score }) => score)).toEqual(once.results.map(({ score }) => score))
    const all = Array.from({ length: 350 }, (_, i) => `"férias por ano ${i}"`).join(' ')
    expect((await search(all, 'full_text')).results.length).toBeGreaterThan(0)
  })

  it('takes whatever is typed', async () => {
    for (const query of [
      `'; drop table x --`,
      '& | ! ( ) : * <->',
      `a'b\\c:*`,
      '"',
      '"" férias',
      'C:\\dir\\arquivo',
      '%_',
    ]) {
      const answer = await server.call('POST', '/v1/search', { token, body: { query, mode: 'full_text' } })
      expect([200, 400], query).toContain(answer.status)
    }
    expect(await names('"" férias')).toContain('ferias.txt')
  })

  it('finds accents however they are written', async () => {
    const name = 'macos.txt'
    const body = textFile(name, 'A prorrogação do estágio probatório'.normalize('NFD'))
    const upload = await server.call('POST', `/v1/collections/${collection}/documents`, { token, body })
    await waitForDocument(server, token, upload.body.id)
    for (const form of ['NFC', 'NFD']) expect(await names('estágio probatório'.normalize(form)), form).toEqual([name])
    await server.call('DELETE', `/v1/documents/${upload.body.id}`, { token })
  })

  it('is not stopped by a text and a query that repeat each other’s words', async () => {
    const words = Array.from({ length: 60 }, (_, i) => `q${i}`)
    const text = Array.from({ length: 60_000 }, (_, i) => words[(i * 7 + (i >> 5)) % 60]).join(' ')
    const upload = await server.call('POST', `/v1/collections/${collection}/documents`, {
      token,
      body: textFile('monótono.txt', text),
    })
    expect(await waitForDocument(server, token, upload.body.id)).toMatchObject({ status: 'ready' })
    // Far above what it takes, far below the watchdog's limit, which would end it with 503.
    const query = Array.from({ length: 3_000 }, (_, i) => words[(i * 11) % 60]).join(' ')
    const answer = await server.call('POST', '/v1/search', {
      token,
      body: { query: query.slice(0, 10_000), mode: 'full_text', top_k: 1 },
    })
    expect(answer.status).toBe(200)
    await server.call('DELETE', `/v1/documents/${upload.body.id}`, { token })
  })

  it('takes an id in capital letters for the same one', async () => {
    const collection_ids = [collection, collection.toUpperCase()]
    const answer = await server.call('POST', '/v1/search', { token, body: { query: 'férias', collection_ids } })
    expect(answer.status).toBe(200)
  })

  it('looks for words of grammar only where there is nothing else, and refuses what has no words', async () => {
    expect(await names('férias de que para')).toEqual(await names('férias'))
    expect(await names('para que os')).toContain('hotel.txt')
    const { status, body } = await server.call('POST', '/v1/search', { token, body: { query: '?! …' } })
    expect([status, body.code, body.field]).toEqual([400, 'query_without_words', 'query'])
  })

  it('finds a document by its name, also by a new one', async () => {
    const upload = `/v1/collections/${collection}/documents`
    const { body } = await server.call('POST', upload, {
      token,
      body: textFile('Manual do XR-900.txt', 'Vale dois anos.'),
    })
    const { id } = await waitForDocument(server, token, body.id)
    expect(await names('xr900')).toEqual(['Manual do XR-900.txt'])
    const renamed = await server.call('PATCH', `/v1/documents/${id}`, { token, body: { name: 'Guia do zurpilante' } })
    expect(renamed.status).toBe(200)
    expect(await names('zurpilantes')).toEqual(['Guia do zurpilante'])
    expect(await names('xr900')).toEqual([])
    const [chunk] = (await server.call('GET', `/v1/documents/${id}/chunks`, { token })).body.data
    const words = { content: 'Vale três décadas.' }
    expect((await server.call('PATCH', `/v1/chunks/${chunk.id}`, { token, body: words })).status).toBe(200)
    expect(await names('década')).toEqual(['Guia do zurpilante'])
    expect(await names('zurpilante')).toEqual(['Guia do zurpilante'])
    await server.call('DELETE', `/v1/documents/${id}`, { token })
  })
})

describe('hybrid search', () => {
  it('is the default, and shows what each leg gave', async () => {
    const { body } = await server.call('POST', '/v1/search', { token, body: { query: 'férias de trinta dias' } })
    expect(body.mode).toBe('hybrid')
    const [best] = body.results
    expect(best.document_name).toBe('ferias.txt')
    expect(best.scores).toEqual({ full_text: expect.any(Number), lexical: expect.any(Number) })
    // Half of each, and all of them scores that a person can read: all that was asked for is nearly 1.
    expect(best.score).toBeGreaterThan(Math.min(best.scores.full_text, best.scores.lexical))
    expect(best.score).toBeLessThan(Math.max(best.scores.full_text, best.scores.lexical))
    expect(best.score).toBeGreaterThan(0.6)
    expect(best.score).toBeLessThan(1)
    const other = await server.call('POST', '/v1/search', { token, body: { query: 'férias na lua com foguetes' } })
    expect(other.body.results[0].score).toBeLessThan(best.score - 0.2)
  })

  it('is never called semantic without a sentence model', async () => {
    const { mode, results } = await search('férias', 'semantic')
    expect(mode).toBe('lexical')
    expect(results[0]?.scores).toEqual({ lexical: expect.any(Number) })
  })
})

describe('a search within limits', () => {
  async function within(body: object): Promise<string[]> {
    const query = 'férias hotel vacation vacaciones'
    const answer = await server.call('POST', '/v1/search', { token, body: { query, ...body } })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer.body.results.map(({ document_name }: { document_name: string }) => document_name).sort()
  }

  it.each(['hybrid', 'full_text', 'semantic'])('finds only what passes its filters (%s)', async (mode) => {
    const { body } = await server.call('GET', `/v1/collections/${collection}/documents`, { token })
    const ids = Object.fromEntries(body.data.map(({ name, id }: { name: string; id: string }) => [name, id]))
    expect(await within({ mode, filters: { languages: ['en', 'es'] } })).toEqual(['english.txt', 'espanol.txt'])
    expect(await within({ mode, filters: { document_ids: [ids['hotel.txt']] } })).toEqual(['hotel.txt'])
    expect(await within({ mode, filters: { file_types: ['application/pdf'] } })).toEqual([])
    const long_ago = '2020-01-01T00:00:00Z'
    expect(await within({ mode, filters: { created_before: long_ago } })).toEqual([])
    const both = { languages: ['pt'], document_ids: [ids['english.txt'], ids['ferias.txt']], created_after: long_ago }
    expect(await within({ mode, filters: both })).toEqual(['ferias.txt'])
    expect(await within({ mode, filters: {} })).toEqual(await within({ mode }))
  })

  it('leaves out what is scored below its minimum', async () => {
    const ask = async (body: object) => {
      const answer = await server.call('POST', '/v1/search', { token, body: { query: 'férias hotel', ...body } })
      return answer.body.results as { score: number }[]
    }
    const all = await ask({ mode: 'full_text' })
    const min_score = all[0]?.score ?? 0
    expect(all.length).toBeGreaterThan(1)
    expect(await ask({ mode: 'full_text', min_score })).toEqual(all.filter(({ score }) => score >= min_score))
    expect(await ask({ min_score: 1 })).toEqual([])
  })

  it.each([
    [{ filters: { language: 'pt' } }, 'filters.language'],
    [{ filters: { languages: ['tlh'] } }, 'filters.languages.0'],
    [{ filters: { document_ids: ['x'] } }, 'filters.document_ids.0'],
    [{ filters: { created_after: 'ontem' } }, 'filters.created_after'],
    [{ min_score: 'alto' }, 'min_score'],
    [{ min_score: 1.5 }, 'min_score'],
  ])('refuses %o by its field', async (body, field) => {
    const answer = await server.call('POST', '/v1/search', { token, body: { query: 'a', ...body } })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input', field } })
  })
})
