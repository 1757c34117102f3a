import { readFile } from 'node:fs/promises'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { chunkDocument } from '../../../src/parsing/chunk-document.ts'
import type { ParsedDocument } from '../../../src/parsing/document/parsed-document.ts'
import { readPdf } from '../../../src/parsing/pdf/read-pdf.ts'

const read = (name: string) => readFile(new URL(`../../files/${name}`, import.meta.url))
const parsePdf = (bytes: Uint8Array) =>
  readPdf(new Uint8Array(bytes), { ocr: false, onProgress() {}, onRecognise() {}, onRecognised() {} })
const chunkPdf = (bytes: Uint8Array, signal?: AbortSignal) => chunkDocument(bytes, 'application/pdf', { signal })
const parse = async (name: string) => parsePdf(await read(name))
const headings = ({ sections }: ParsedDocument) => sections.map(({ heading }) => heading)

/** The page, from 1, that a text begins on. */
function pageOf({ text, pages = [] }: ParsedDocument, part: string): number {
  const at = text.indexOf(part)
  if (at === -1) throw new Error(`not in the text: ${part}`)
  return pages.findLastIndex((start) => start <= at) + 1
}

describe('a document of an office program', () => {
  it.each(['writer-tagged.pdf', 'writer-untagged.pdf', 'writer-outline.pdf'])(
    'is read as a person reads it: %s',
    async (name) => {
      const parsed = await parse(name)
      expect(parsed.text).toContain(
        'O colaborador que tiver mais de cinco faltas injustificadas no período perde dias de descanso, na proporção fixada em lei; o departamento responsável comunica essa redução por escrito, com antecedência mínima de sessenta dias, para que a pessoa interessada possa contestá-la.\n\nO gozo das férias',
      )
      expect(parsed.text).toContain(
        '1. combine as datas com a pessoa que coordena sua equipe;\n2. registre o pedido no sistema com quarenta e cinco dias de antecedência;\n3. aguarde',
      )
      expect(parsed.text).toContain(
        '\n\nMotivo | Prazo | Documento\nCasamento | 5 dias | Certidão de casamento\nFalecimento de familiar | 3 dias | Certidão de óbito\n',
      )
      expect(parsed.text).toContain(
        '• Consultas de rotina durante o expediente são abonadas até o limite de quatro por semestre.',
      )
      for (const word of [
        'segunda-feira',
        'guarda-chuva',
        'Considera-se',
        'torna-se',
        'e-mail',
        'licença-maternidade',
      ]) {
        expect(parsed.text).toContain(word)
      }
      expect(parsed.text).not.toMatch(/Página \d|\u00ad/)
      expect(parsed.text.match(/Cooperativa Jatobá — Gestão de Pessoas\n/g)).toHaveLength(1)
    },
  )

  it.each([
    ['writer-tagged.pdf', ''],
    ['writer-outline.pdf', ''],
    ['writer-untagged.pdf', 'Política de Férias e Afastamentos > '],
  ])('has the headings that its tags, its outline or its letters say: %s', async (name, title) => {
    const paths = [
      'Férias',
      'Férias > Período aquisitivo',
      'Férias > Fracionamento',
      'Férias > Abono pecuniário',
      'Afastamentos',
      'Afastamentos > Saúde',
      'Afastamentos > Maternidade e adoção',
      'Disposições finais',
    ]
    const [, ...found] = headings(await parse(name))
    expect(found).toEqual(paths.map((path) => title + path))
  })

  it.each(['writer-tagged.pdf', 'writer-untagged.pdf'])(
    'joins what the end of a page divides, and knows its pages: %s',
    async (name) => {
      const parsed = await parse(name)
      expect(parsed.pages).toHaveLength(3)
      expect(parsed.text).toContain('não prejudicam a contagem do período aquisitivo.')
      expect(parsed.text).toContain('disponível para consulta por cinco anos.\n\nCasos omissos')
      expect(pageOf(parsed, 'Período aquisitivo')).toBe(1)
      expect(pageOf(parsed, 'contagem do período')).toBe(1)
      expect(pageOf(parsed, 'do período aquisitivo. Os prazos')).toBe(2)
      expect(pageOf(parsed, 'Casos omissos')).toBe(3)
    },
  )
})

describe('a page printed by a browser', () => {
  it.each(['chromium-tagged.pdf', 'ghostscript.pdf'])('has its words whole and its table in rows: %s', async (name) => {
    const parsed = await parse(name)
    expect(parsed.text).toContain('PROPOSTA Nº 118\n\nA Oficina Ipê apresenta à Cooperativa Jatobá as condições')
    expect(parsed.text).toContain('incluem impostos, deslocamento e peças de reposição')
    expect(parsed.text).toContain(
      'Belém | 14 câmaras frias e 6 balcões, incluídas as duas câmaras do entreposto da avenida beira-rio | R$ 12.480,00\nSantarém | 5 câmaras frias | R$ 4.150,00\n',
    )
    expect(parsed.text).toContain('via do cliente')
    expect(headings(parsed)).toEqual([
      'PROPOSTA Nº 118',
      'PROPOSTA Nº 118 > Escopo',
      'PROPOSTA Nº 118 > Escopo > O que fica de fora',
      'PROPOSTA Nº 118 > Preços',
      'PROPOSTA Nº 118 > Condições',
    ])
    expect(pageOf(parsed, 'Condições')).toBe(2)
  })

  it('has its list, with a mark also where the browser drew it', async () => {
    const { text } = await parse('chromium-tagged.pdf')
    expect(text).toContain('• visita preventiva mensal, com relatório assinado;\n• atendimento corretivo')
  })
})

describe('a page with two columns', () => {
  it('is read column by column, below its title', async () => {
    const parsed = await parse('chromium-columns.pdf')
    const order = [
      'Boletim da Cooperativa',
      'Edição de outubro',
      'Safra de castanha',
      'Cozinha comunitária',
      'As turmas',
      'Energia solar',
    ]
    const places = order.map((part) => parsed.text.indexOf(part))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(parsed.text).toContain(
      'voltou a funcionar depois de seis meses de reforma. O espaço agora tem câmara fria, bancadas de aço',
    )
  })

  it('goes on in the next column and on the next page, and has numbered headings', async () => {
    const parsed = await parse('groff-columns.pdf')
    expect(parsed.text).toContain('propor medidas de interesse da sociedade; solicitar informações')
    expect(parsed.text).toContain('(b) a formação em gestão, finanças e segurança do trabalho;\n(c) o aproveitamento')
    expect(headings(parsed)).toContain('Estatuto Social > 3. Cooperados > 3.2. Direitos')
    expect(pageOf(parsed, '6. Disposições gerais')).toBe(2)
  })
})

describe('a form', () => {
  it('says what was filled in', async () => {
    const { text } = await parse('form.pdf')
    expect(text).toContain('Nome: | Raimunda Castanheira\nCidade: | Marabá')
    expect(text).toContain('Aceita receber mensagens [x]')
  })
})

describe('every text', () => {
  it.each(['writer-tagged.pdf', 'chromium-tagged.pdf', 'groff-columns.pdf', 'ghostscript.pdf', 'part-scanned.pdf'])(
    'is fit to be kept, in sections and pages that are in order: %s',
    async (name) => {
      const { text, sections, pages = [] } = await parse(name)
      expect(text.isWellFormed()).toBe(true)
      expect(text).not.toMatch(/(?!\n)\p{Cc}/u)
      expect([...pages].sort((a, b) => a - b)).toEqual(pages)
      let end = 0
      for (const section of sections) {
        expect(section.start).toBeGreaterThanOrEqual(end)
        expect(section.end).toBeLessThanOrEqual(text.length)
        end = section.end
      }
    },
  )
})

describe('a file that cannot be read', () => {
  it.each([
    ['password.pdf', 'encrypted_file'],
    ['scanned.pdf', 'image_only'],
    ['truncated.pdf', 'broken_file'],
    ['garbage.pdf', 'broken_file'],
    ['no-pages.pdf', 'no_text'],
  ])('%s raises %s', async (name, code) => {
    await expect(parse(name)).rejects.toThrow(expect.objectContaining({ code }))
  })

  it('is not one that is only restricted, or has text on some of its pages', async () => {
    expect((await parse('restricted.pdf')).text).toBe((await parse('groff-columns.pdf')).text)
    const parsed = await parse('part-scanned.pdf')
    expect(pageOf(parsed, 'Casos omissos')).toBe(2)
  })

  it('is not one of which a page is damaged: that is named, and the others are read', async () => {
    const page = (text: string) => `BT /F 12 Tf 72 700 Td (${text}) Tj ET`
    const file = pdf([page('Uma frase.'), '', page('Outra frase.'), page('Some.')]).toString('latin1')
    // What it was is no page any more, and as long.
    const broken = file.replace(/(?<=\n11 0 obj\n)[\s\S]*?(?=\nendobj)/, (page) => '42'.padEnd(page.length))
    const { text, broken: pages, unread } = await parsePdf(Buffer.from(broken, 'latin1'))
    expect(text).toBe('Uma frase.\n\nOutra frase.')
    expect([pages, unread]).toEqual([[4], [2]])
  })

  it('has too many pages', async () => {
    const found = expect.objectContaining({ code: 'too_many_pages' })
    await expect(parsePdf(pdf(Array.from({ length: 2_001 }, () => '')))).rejects.toThrow(found)
  })

  it('has too much text', async () => {
    const line = `(${'palavra '.repeat(20)}) Tj T* `
    const page = `BT /F 2 Tf 2 TL 9 830 Td ${line.repeat(400)} ET`
    const found = expect.objectContaining({ code: 'document_too_long' })
    await expect(parsePdf(pdf(Array.from({ length: 170 }, () => page)))).rejects.toThrow(found)
  })

  it('unpacks to more than there is memory for, and ends nothing but itself', async () => {
    const text = Buffer.alloc(200_000_000, 'a')
    text.write('BT /F 9 Tf (')
    text.write(') Tj ET', text.length - 7)
    const found = expect.objectContaining({ code: 'document_too_complex' })
    await expect(chunkPdf(pdf([text]))).rejects.toThrow(found)
  })
})

describe('reading', () => {
  it('tells how many of its pages are done', async () => {
    const told: [number, number][] = []
    const page = (text: string, y: number) => `BT /F 12 Tf 72 ${y} Td (${text}) Tj ET`
    const onProgress = (done: number, total: number) => void told.push([done, total])
    await readPdf(new Uint8Array(pdf([page('Uma frase.', 500), '', page('Outra coisa.', 400)])), {
      ocr: false,
      onProgress,
      onRecognise() {},
      onRecognised() {},
    })
    expect(told).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ])
  })

  it('ends with the signal’s reason when it is aborted', async () => {
    const reason = new Error('stop')
    await expect(chunkPdf(pdf(['']), AbortSignal.abort(reason))).rejects.toBe(reason)
    const items = Array.from({ length: 300_000 }, (_, i) => `1 0 0 1 ${i % 500} ${i % 800} Tm (a) Tj `).join('')
    const stop = new AbortController()
    const parsed = chunkPdf(pdf([`BT /F 1 Tf ${items} ET`]), stop.signal)
    setTimeout(() => stop.abort(reason), 500)
    await expect(parsed).rejects.toBe(reason)
  })

  it('takes a page on which each letter stands alone', async () => {
    const items = Array.from(
      { length: 100_000 },
      (_, i) => `1 0 0 1 ${(i * 7) % 590} ${(i * 11) % 840} Tm (a) Tj `,
    ).join('')
    const { text } = await parsePdf(pdf([`BT /F 1 Tf ${items} ET`]))
    expect(text.length).toBeGreaterThan(50_000)
  })
})

/** A document with one font, whose pages draw what is given. */
function pdf(pages: (string | Buffer)[]): Buffer {
  const objects: Buffer[] = [Buffer.from('<</Type/Catalog/Pages 2 0 R>>'), Buffer.alloc(0)]
  objects.push(Buffer.from('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'))
  const kids = pages.map((content) => {
    const stream = deflateSync(content)
    const head = Buffer.from(`<</Length ${stream.length}/Filter/FlateDecode>>stream\n`)
    objects.push(Buffer.concat([head, stream, Buffer.from('\nendstream')]))
    const resources = '/Resources<</Font<</F 3 0 R>>>>'
    objects.push(
      Buffer.from(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]${resources}/Contents ${objects.length} 0 R>>`),
    )
    return `${objects.length} 0 R`
  })
  objects[1] = Buffer.from(`<</Type/Pages/Count ${kids.length}/Kids[${kids.join(' ')}]>>`)
  let file = Buffer.from('%PDF-1.4\n')
  const parts = [file]
  const offsets: string[] = []
  let length = file.length
  objects.forEach((object, i) => {
    offsets.push(`${String(length).padStart(10, '0')} 00000 n \n`)
    file = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')])
    parts.push(file)
    length += file.length
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer<</Size ${size}/Root 1 0 R>>\n`
  parts.push(Buffer.from(`${table}startxref\n${length}\n%%EOF`))
  return Buffer.concat(parts)
}
