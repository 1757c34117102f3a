import { describe, expect, it } from 'vitest'
import { readMarkdown } from '../../../src/parsing/text/markdown.ts'

const read = (text: string) => readMarkdown(new TextEncoder().encode(text))
/** Of this process, whatever else the machine does meanwhile. */
function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1_000
}
const titles = (text: string) => read(text).sections.map(({ heading }) => heading)

describe('the headings of Markdown', () => {
  it.each([
    ['# A\n\n## B', ['A', 'A > B']],
    ['Férias\n======\n\num\n\nVenda\n---\n', ['Férias', 'Férias > Venda']],
    ['# Linguagem C#\n\num', ['Linguagem C#']],
    ['# Título ##\n\num', ['Título']],
    ['# **Férias** e [abono](https://renum.example) com `13º`\n\num', ['Férias e abono com 13º']],
    ['#hashtag\n\num', [undefined]],
    ['# A\n\n```npm ci``` roda\n\n# B\n\num', ['A', 'B']],
    ['# A\n\n```js\n# não\n```js\n# nem este\n```\n\n# B', ['A', 'B']],
    ['# A\n\n~~~~\n```\n# não\n~~~\n~~~~\n\n# B', ['A', 'B']],
    ['# A\n\n<!--\n# não\n-->\n\n    # nem este\n\n# B', ['A', 'B']],
    ['- item\n---\n\n> # citação\n---\n\num\n\n---\n', [undefined]],
    ['# A\r\n\r\num\r\n\r\n## B\r\n\r\ndois', ['A', 'A > B']],
    ['---\ntitle: Manual\ntags: [rh]\n---\n\n# A\n\num', [undefined, 'A']],
    ['# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## B\n\num', ['A', 'A > B']],
  ])('of %j are found', (text, expected) => {
    expect(titles(text)).toEqual(expected)
  })

  it('stand where their sections begin, also after a table', () => {
    const { text, sections } = read('# A\n\n| x | y |\n|---|---|\n| um | dois |\n| três | |\n\n## B\n\num\n')
    expect(sections.map(({ start, end }) => text.slice(start, end))).toEqual([
      '# A\n\nx: um | y: dois\nx: três\n\n',
      '## B\n\num\n',
    ])
  })

  it('do not make a document of themselves', () => {
    const [first] = read(`# ${'a '.repeat(100_000)}\n\num`).sections
    expect(first?.heading?.length).toBeLessThanOrEqual(300)
  })
})

describe('a table of Markdown', () => {
  it('has a line for each row, in which each value stands beside the name of its column', () => {
    const table =
      '| Produto | **Preço** | Nota |\n|:--|--:|---|\n| Adubo<br>NPK | R$ 10 \\| 12 | |\n| Ureia | | à vista |\n'
    expect(read(`Antes.\n\n${table}\nDepois.`).text).toBe(
      'Antes.\n\nProduto: Adubo NPK | Preço: R$ 10 | 12\nProduto: Ureia | Nota: à vista\n\nDepois.',
    )
  })

  it('is read within a list and a quotation', () => {
    const lines = ['| a | b |', '|---|---|', '| 1 | 2 |']
    expect(read(`- item\n\n${lines.map((line) => `  ${line}`).join('\n')}`).text).toBe('- item\n\na: 1 | b: 2\n')
    expect(read(lines.map((line) => `> ${line}`).join('\n')).text).toBe('a: 1 | b: 2\n')
  })

  it.each([
    'um | dois\n\ntrês',
    '```\n| a | b |\n|---|---|\n| 1 | 2 |\n```\n',
    '- um\n- dois\n  1. três\n\n> citação\n\n**negrito** e [link](https://renum.example)\n',
  ])('is nothing else: %j stays as it is', (text) => {
    expect(read(text).text).toBe(text)
  })

  it('may have nothing but the names of its columns', () => {
    expect(read('| Nome | Idade |\n|---|---|\n').text).toBe('Nome | Idade\n')
    expect(read('| Nome | Assinatura |\n|---|---|\n| | |\n').text).toBe('Nome | Assinatura\n')
  })

  it('loses nothing: not the name of a column without values, not a cell beyond the last column', () => {
    expect(read('| Item | Visto |\n|---|---|\n| Extintor | |\n| Saída | | de emergência |\n').text).toBe(
      'Item | Visto\nItem: Extintor\nItem: Saída | de emergência\n',
    )
  })

  it('may be the frame of a text, which is no name', () => {
    const long = 'palavra '.repeat(300).trim()
    expect(read(`| ${long} |\n|---|\n| um |\n`).text).toBe(`${long}\num\n`)
    expect(read(`| ${long} |\n|---|\n`).text).toBe(`${long}\n`)
  })

  it('is no longer than a document may be, its names repeated', () => {
    const text = `${'n'.repeat(200)}|\n-|\n${'a\n'.repeat(60_000)}`
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'document_too_long' }))
  })
})

it('takes little where tables leave most of their cells out, and there are many of them', () => {
  const [width, height] = [209, 315]
  const table = `${'|'.repeat(width)}a\n${'-|'.repeat(width)}\n${'x\n'.repeat(height)}\n`
  const text = table.repeat(23)
  expect(text.length).toBeLessThan(30_000)
  const started = process.cpuUsage()
  expect(read(text).text).toContain('x\nx\n')
  // It is read in the worker's own process: filled up, these are a million and a half cells, and 15 s.
  expect(cpuMs(started)).toBeLessThan(2_000)
})

it('takes a time that grows with the text, not faster', () => {
  const parts = [
    '>',
    '- ',
    '> - ',
    '[',
    '[a]: b "',
    '`',
    '<a ',
    '<!--\n',
    '# a',
    '|',
    'a|',
    '*',
    '_ ',
    '\\|',
    '  - a\n',
  ]
  const texts = parts.map((part) => part.repeat(200_000 / part.length))
  texts.push(`# ${'#'.repeat(100_000)}x`, `# ${'['.repeat(100_000)}`, '- a\n'.repeat(50_000))
  texts.push(Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}- a`).join('\n'))
  const table = (width: number) => `${'a|'.repeat(width)}\n${'-|'.repeat(width)}\n${'x\n'.repeat(100_000)}`
  texts.push(table(10_000))
  const started = process.cpuUsage()
  for (const text of texts) read(`${text}\n\nx`)
  // Seconds, where the backtracking of a careless expression takes hours.
  expect(cpuMs(started)).toBeLessThan(15_000)
})
