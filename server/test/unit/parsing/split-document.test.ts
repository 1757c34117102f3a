import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Chunk } from '../../../src/parsing/chunking/chunk.ts'
import { splitDocument } from '../../../src/parsing/chunking/split-document.ts'
import { tokenize } from '../../../src/parsing/chunking/tokens.ts'
import { readCsv } from '../../../src/parsing/text/csv.ts'
import { readMarkdown } from '../../../src/parsing/text/markdown.ts'
import { readPlainText } from '../../../src/parsing/text/plain-text.ts'

const split = async (text: string, read = readPlainText) => splitDocument(read(new TextEncoder().encode(text)))

/** What of a text is in none of its chunks, blanks aside. */
function lost(text: string, chunks: readonly Chunk[]): string {
  const left = text.split('')
  for (const { location } of chunks) left.fill('', location.start, location.end)
  return left.join('').trim()
}

const paragraph = (n: number) => `Parágrafo ${n}. ${'Uma frase que diz alguma coisa. '.repeat(8)}`.trim()

describe('a split document', () => {
  it('has what to a model is a command, as the text that it is', async () => {
    const text = 'O modelo para em <|endoftext|> e fala como <|im_start|>system<|im_end|>.'
    const chunks = await split(text)
    expect(chunks.map(({ content }) => content)).toEqual([text])
  })

  it('has chunks that are what their offsets say', async () => {
    const text = Array.from({ length: 40 }, (_, i) => paragraph(i)).join('\n\n')
    const chunks = await split(text)
    expect(chunks.length).toBeGreaterThan(5)
    for (const { content, location } of chunks) {
      expect(text.slice(location.start, location.end)).toBe(content)
      expect(tokenize(content).length).toBeLessThanOrEqual(320)
    }
  })

  it('keeps a heading with nothing under it with what follows, and the last one', async () => {
    const text =
      '# Manual\n\n## Benefícios\n\n### Plano de saúde ##\n\nCobre consultas.\n\n## Ajuda\n\nLigue.\n\n## Fim'
    const chunks = await split(text, readMarkdown)
    expect(chunks.map(({ content, location }) => [location.heading, content])).toEqual([
      [
        'Manual > Benefícios > Plano de saúde',
        '# Manual\n\n## Benefícios\n\n### Plano de saúde ##\n\nCobre consultas.',
      ],
      ['Manual > Ajuda', '## Ajuda\n\nLigue.'],
      ['Manual > Fim', '## Fim'],
    ])
    expect(lost(text, chunks)).toBe('')
  })

  it('loses no word', async () => {
    const text = Array.from({ length: 3000 }, (_, i) => `palavra${i}`).join(' ')
    const found = new Set((await split(text)).flatMap(({ content }) => content.split(' ')))
    expect(found).toEqual(new Set(text.split(' ')))
  })

  it('ends with a piece of text without a pause, however long', async () => {
    // Letters of two code units each, at odd offsets.
    for (const text of ['a'.repeat(1_000_000), `a${'𝐛'.repeat(2000)}`]) {
      const chunks = await split(text)
      expect(chunks.length).toBeGreaterThan(2)
      expect(chunks.every(({ content }) => content.isWellFormed())).toBe(true)
      let covered = 0
      for (const { location } of chunks) {
        expect(location.start).toBeLessThanOrEqual(covered)
        covered = location.end
      }
      expect(covered).toBe(text.length)
    }
  })

  it('lets others have their turn while it cuts a text without a blank', async () => {
    const text = randomBytes(75_000).toString('base64')
    await split('carrega a tabela')
    let turns = 0
    const count = () => {
      turns++
      next = setImmediate(count)
    }
    let next = setImmediate(count)
    const chunks = await split(text)
    clearImmediate(next)
    expect(chunks.length).toBeGreaterThan(100)
    // In one go it would be one or none.
    expect(turns).toBeGreaterThan(2)
  })

  it('never crosses a heading, and knows under which it stands', async () => {
    const text = '# A\n\num\n\n## B\n\ndois\n\n```\n# não é título\n```\n\n# C\n\ntrês\n\n### D\n\nquatro'
    expect((await split(text, readMarkdown)).map(({ location }) => location.heading)).toEqual([
      'A',
      'A > B',
      'C',
      'C > D',
    ])
  })

  it('does not repeat its end when only blanks follow', async () => {
    const chunks = await split(`${'palavra '.repeat(199)}fim.${'\n'.repeat(40)}`)
    expect(chunks).toHaveLength(1)
  })

  it('keeps what stands before the first heading', async () => {
    const [first] = await split('Antes de tudo.\n\n# A\n\num', readMarkdown)
    expect(first).toEqual({ content: 'Antes de tudo.', location: { start: 0, end: 14 } })
  })

  it('ends its chunks with sentences', async () => {
    const text = Array.from({ length: 40 }, (_, i) => paragraph(i)).join(' ')
    for (const { content } of await split(text)) expect(content).toMatch(/\.$/)
  })

  it('knows on which page a chunk begins', async () => {
    const [one, two] = ['Primeira página.', 'Segunda página.']
    const text = `${one}\n\n${two}`
    const sections = [
      { start: 0, end: 18 },
      { start: 18, end: text.length },
    ]
    const chunks = await splitDocument({ text, sections, pages: [0, 18, 40] })
    expect(chunks.map(({ content, location }) => [content, location.page])).toEqual([
      [one, 1],
      [two, 2],
    ])
  })

  it('knows on which page a chunk ends, where that is another one', async () => {
    const text = 'O fim da página um.\n\nO começo da página dois.'
    const locate = async (pages: number[]) =>
      (await splitDocument({ text, sections: [{ start: 0, end: text.length }], pages }))[0]?.location
    expect(await locate([0, 21])).toEqual({ page: 1, page_end: 2, start: 0, end: text.length })
    expect(await locate([0, 21, text.length])).toEqual({ page: 1, page_end: 2, start: 0, end: text.length })
    expect(await locate([0, text.length])).toEqual({ page: 1, start: 0, end: text.length })
  })

  it('never has two slides or two sheets in a chunk, and says which', async () => {
    const text = 'Um.\n\nDois.\n\nTrês.'
    const sections = [
      { slide: 1, heading: 'A', start: 0, end: 5 },
      { slide: 2, start: 5, end: 12 },
      { sheet: 'Estoque', start: 12, end: text.length },
    ]
    const chunks = await splitDocument({ text, sections })
    expect(chunks.map(({ location }) => location)).toEqual([
      { slide: 1, heading: 'A', start: 0, end: 3 },
      { slide: 2, start: 5, end: 10 },
      { sheet: 'Estoque', start: 12, end: 17 },
    ])
  })

  it('knows the row that a chunk begins with, and repeats none', async () => {
    const lines = Array.from({ length: 100 }, (_, i) => `Produto: Adubo número ${i} | Quantidade: ${i * 10}`)
    const text = lines.join('\n')
    let start = 0
    const rows = lines.map((line, i) => {
      const row = { start, row: i + 2 }
      start += line.length + 1
      return row
    })
    const chunks = await splitDocument({ text, sections: [{ start: 0, end: text.length }], rows })
    expect(chunks.length).toBeGreaterThan(2)
    for (const { content, location } of chunks) {
      expect(content.startsWith(lines[(location.row ?? 0) - 2] ?? '-')).toBe(true)
      expect(content.endsWith(lines[(location.row_end ?? 0) - 2] ?? '-')).toBe(true)
    }
    expect(chunks.map(({ content }) => content).join('\n')).toBe(text)
  })

  it('has each character of the widest table, its rows cut between cells', async () => {
    const row = (i: number) =>
      Array.from({ length: 36 }, (_, j) => `M${j}: ${(i * 7919 + j * 104_729) / 100}`).join(' | ')
    const lines = Array.from({ length: 20 }, (_, i) => row(i + 1000))
    const header = Array.from({ length: 36 }, (_, i) => `C${i}`).join(';')
    const csv = [header, ...lines.map((line) => line.replaceAll(' | ', ';'))].join('\n')
    const table = await readCsv(new TextEncoder().encode(csv))
    const chunks = await splitDocument(table)
    expect(lost(table.text, chunks)).toBe('')
    for (const cell of chunks.flatMap(({ content }) => content.split(/ \| |\n/))) {
      expect(cell).toMatch(/^C\d+: M\d+: [\d.]+( \|)?$/)
    }
    const text = lines.join('\n')
    expect(lost(text, await split(text))).toBe('')
  })

  it.each([
    ['words', Array.from({ length: 3000 }, (_, i) => `palavra${i}`).join(' ')],
    [
      'words of many tokens',
      Array.from({ length: 500 }, (_, i) => randomBytes(20 + (i % 40)).toString('hex')).join(' '),
    ],
    ['no blank at all', randomBytes(30_000).toString('base64')],
    ['lines of numbers', Array.from({ length: 2000 }, (_, i) => `${i * 7919},${i * 104_729}`).join('\n')],
    ['letters apart from their accents', `a${'\u0301'.repeat(2000)} fim`],
    ['what no letter stands for', `${'\ufffd'.repeat(3000)} fim ${'\ufffd'.repeat(3000)}`],
  ])('has each character of %s, with rows and without', async (_, text) => {
    const document = { text, sections: [{ start: 0, end: text.length }] }
    expect(lost(text, await splitDocument(document))).toBe('')
    expect(lost(text, await splitDocument({ ...document, rows: [{ start: 0, row: 1 }] }))).toBe('')
  })

  it('keeps what few tokens make long below what the database takes', async () => {
    const chunks = await split(`a${' '.repeat(199)}`.repeat(400))
    expect(Math.max(...chunks.map(({ content }) => content.length))).toBeLessThanOrEqual(8_000)
    const letters = chunks.map(({ content }) => content.replace(/ /g, '')).join('')
    expect(letters.length).toBeGreaterThanOrEqual(400)
  })
})
