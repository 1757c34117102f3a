import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOwner, startServer, type TestServer, textFile, waitForDocument } from '../../harness/harness.ts'

let server: TestServer
let token: string
let collection: string
beforeAll(async () => {
  server = await startServer()
  token = (await createOwner()).token
  const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'Base' } })
  const collections = `/v1/knowledge-bases/${base.body.id}/collections`
  collection = (await server.call('POST', collections, { token, body: { name: 'Coleção' } })).body.id
})
afterAll(() => server.close())

async function upload(file: string, name = file) {
  const bytes = new Uint8Array(await readFile(new URL(`../../files/${file}`, import.meta.url)))
  return server.call('POST', `/v1/collections/${collection}/documents`, { token, body: textFile(name, bytes) })
}

async function search(query: string) {
  return (await server.call('POST', '/v1/search', { token, body: { query, mode: 'full_text' } })).body.results[0]
}

const office = 'application/vnd.openxmlformats-officedocument'

describe('a document of another program is cited where it says so', () => {
  it.each([
    [
      'manual.docx',
      `${office}.wordprocessingml.document`,
      [
        'onze horas sem interrupção',
        { heading: 'Jornada > Tempo de descanso' },
        '1. Confira os pneus\n2. Confira o tacógrafo',
      ],
    ],
    [
      'politica-de-ferias.docx',
      `${office}.wordprocessingml.document`,
      ['abono pecuniário', { heading: 'Férias > Abono pecuniário' }, 'abono'],
    ],
    [
      'resultados.pptx',
      `${office}.presentationml.presentation`,
      ['sacas por hectare', { slide: 2, heading: 'Safra de soja' }, '• Colheita de 48 mil toneladas'],
    ],
    [
      'resultados.pptx',
      `${office}.presentationml.presentation`,
      ['silo de Palotina', { slide: 3, heading: 'Investimentos' }, 'Obra: Silo de Palotina | Valor: R$ 12 milhões'],
    ],
    [
      'estoque.xlsx',
      `${office}.spreadsheetml.sheet`,
      ['Osmar Lunardi', { sheet: 'Fornecedores', row: 2 }, 'Fornecedor: Mineração Tibagi | Cidade: Castro | Contato'],
    ],
    [
      'estoque.xlsx',
      `${office}.spreadsheetml.sheet`,
      [
        'calcário dolomítico',
        { sheet: 'Estoque', row: 1 },
        'Produto: Calcário dolomítico | Quantidade: 1200 | Validade: 2028-12-01',
      ],
    ],
    [
      'clientes.csv',
      'text/csv',
      [
        'mercado boleto',
        { row: 2 },
        'Cliente: Mercado Bom Preço | Município: Cianorte | Observação: paga com "boleto"',
      ],
    ],
    [
      'unidades.json',
      'application/json',
      ['carência exames de imagem', { heading: 'convenios' }, 'carencia: trinta dias'],
    ],
    [
      'politica-de-ferias.html',
      'text/html',
      ['licença-paternidade certidão de nascimento', { heading: 'Afastamentos' }, '20 dias'],
    ],
    [
      'politica-de-ferias.md',
      'text/markdown',
      [
        'licença-paternidade certidão de nascimento',
        { heading: 'Afastamentos' },
        'Motivo: Licença-paternidade | Prazo: 20 dias | Documento: Certidão de nascimento',
      ],
    ],
    [
      'politica-de-ferias.md',
      'text/markdown',
      ['atestados aceitos sem avaliação', { heading: 'Afastamentos > Saúde' }, '-   Atestados de três a quinze dias'],
    ],
    [
      'politica-de-ferias.txt',
      'text/plain',
      ['converter um terço em abono pecuniário', { start: 1123 }, 'É facultado converter um terço das férias em abono'],
    ],
  ] as const)('%s (%s)', async (file, file_type, [query, location, content]) => {
    const uploaded = await upload(file)
    expect(uploaded).toMatchObject({ status: 202, body: { file_type } })
    const ended = await waitForDocument(server, token, uploaded.body.id)
    expect(ended).toMatchObject({ status: 'ready', error_code: null, language: expect.stringMatching(/pt|simple|es/) })
    const best = await search(query)
    expect(best.citation).toMatchObject({ document_name: file, location })
    expect(best.content).toContain(content)
    await server.call('DELETE', `/v1/documents/${uploaded.body.id}`, { token })
  })

  it('and a formula of a table is its own text', async () => {
    const uploaded = await upload('clientes.csv')
    await waitForDocument(server, token, uploaded.body.id)
    expect((await search('Hotel Jacutinga')).content).toContain("Observação: =cmd|'/C calc'!A0")
  })
})

describe('what is only to be seen', () => {
  it('is told of a document that is ready all the same, with what to do', async () => {
    const sent = await upload('part-scanned.pdf')
    await ended(sent.body.id)
    const path = `/v1/documents/${sent.body.id}`
    const document = (await server.call('GET', path, { token })).body
    expect(document).toMatchObject({ status: 'ready', warnings: [{ code: 'pages_without_text', pages: [1] }] })
    expect(document.warnings[0].message).toMatch(
      /^Sem texto: página 1\. .*"ocr": true.* processe o documento de novo\.$/,
    )
    const headers = { 'Accept-Language': 'en' }
    const english = (await server.call('GET', path, { token, headers })).body
    expect(english.warnings[0].message).toMatch(/^Without text: page 1\. /)
    const whole = (await upload('politica-de-ferias.md')).body
    expect(await ended(whole.id)).toMatchObject({ status: 'ready', warnings: [] })
  })

  it('is read where the collection’s OCR is on, and otherwise says how to switch it on', async () => {
    const off = await upload('scan.png')
    expect(off).toMatchObject({ status: 202, body: { file_type: 'image/png' } })
    const failed = await waitForDocument(server, token, off.body.id)
    expect(failed).toMatchObject({ status: 'failed', error_code: 'image_only' })
    expect(failed.error_message).toContain('"ocr": true')

    const changed = await server.call('PATCH', `/v1/collections/${collection}`, { token, body: { ocr: true } })
    expect(changed).toMatchObject({ status: 200, body: { ocr: true } })
    await server.call('POST', `/v1/documents/${off.body.id}/reprocess`, { token })
    const [image, photo, pages, columns] = [
      off.body.id,
      (await upload('scan.jpg')).body.id,
      (await upload('part-scanned-portuguese.pdf')).body.id,
      (await upload('scanned-columns.pdf')).body.id,
    ]
    for (const id of [image, photo, pages, columns]) {
      expect(await ended(id)).toMatchObject({ status: 'ready', error_code: null })
    }
    const chunks = (await server.call('GET', `/v1/documents/${pages}/chunks`, { token })).body.data
    type Seen = { metadata: { page: number; page_end?: number } }
    const seen = chunks.filter(({ metadata: { page, page_end = page } }: Seen) => page_end === 2)
    const text = seen.map(({ content }: { content: string }) => content).join('\n')
    expect(text).toContain('Atestados de até dois dias são aceitos')
    // Of a table, also what stands in a narrow column.
    expect(text).toContain('Licença-paternidade 20 dias Certidão de nascimento')
    // Of two columns, one after the other.
    const [first] = (await server.call('GET', `/v1/documents/${columns}/chunks`, { token })).body.data
    expect(first.content).toContain('O preço médio pago às famílias foi de R$ 5,80 por quilo')
    const scanned = (await server.call('GET', `/v1/documents/${image}/chunks`, { token })).body.data
    expect(scanned[0]).toMatchObject({ metadata: { page: 1 } })
    expect(scanned[0].content).toContain('Esta política vale para todas as pessoas')
  }, 300_000)
})

/** Recognising takes its time where the machine is busy. */
async function ended(id: string) {
  for (;;) {
    const document = await waitForDocument(server, token, id).catch(() => undefined)
    if (document) return document
  }
}
