import { describe, expect, it } from 'vitest'
import { findRunningText, type PageRow, type PageRows } from '../../../src/parsing/pdf/layout/running-text.ts'
import type { Line } from '../../../src/parsing/pdf/layout/types.ts'

/** A row of cells with its height, and the size of its letters. */
type Given = [string | string[], number, number?]

const rowOf = ([text, y, size = 10]: Given): PageRow => ({
  lines: [text]
    .flat()
    .map((one, i): Line => ({ text: one, x: 70 + 200 * i, right: 230 + 200 * i, y, size, fonts: [] })),
  isText: false,
})
const textOf = ({ lines }: PageRow) => lines.map(({ text }) => text).join(' | ')

/** What pages of 800 points say, and what is said once, of the texts of their rows. */
function read(pages: Given[][]): { kept: string[]; said: string[] } {
  const rows = pages.map((page): PageRows => {
    return { height: 800, upright: page.map(rowOf), turned: [], artifacts: [] }
  })
  const { lines, said } = findRunningText(rows)
  const kept = rows.flatMap(({ upright }) =>
    upright.map((row) => ({ ...row, lines: row.lines.filter((line) => !lines.has(line)) })),
  )
  return { kept: kept.filter((row) => row.lines.length > 0).map(textOf), said: said.map(({ row }) => textOf(row)) }
}

const words = 'alfa beta gama delta épsilon zeta eta teta iota capa lambda mi ni csi omicron pi rô sigma tau'.split(' ')
const text = (page: number): Given[] =>
  [0, 1, 2, 3].map((line) => [
    `texto ${words[(page * 4 + line) % 19]} ${words[(page * 7 + line * 3) % 19]} que segue em frente e`,
    300 + 14 * line + page,
  ])

const said = (pages: Given[][]) => pages.flatMap((page) => page.map(([line]) => line))

describe('what pages repeat at their edges', () => {
  it('is said once: headers, also where left and right pages differ; page numbers are not', () => {
    const bodies = [0, 1, 2, 3, 4, 5, 6, 7].map(text)
    const pages = bodies.map((body, n): Given[] => [
      [n % 2 ? 'Política de férias' : 'Cooperativa Jatobá – CNPJ 12.345.678/0001-95', 40],
      ...body,
      [`Página ${n + 4} de 12`, 780],
    ])
    const { kept, said: once } = read(pages)
    expect(kept).toEqual(said(bodies))
    expect(once).toEqual(['Cooperativa Jatobá – CNPJ 12.345.678/0001-95', 'Política de férias'])
  })

  it.each([
    ['Roman numbers', ['vii', 'viii', 'ix', 'x']],
    ['numbers between dashes', ['- 9 -', '- 10 -', '- 11 -', '- 12 -']],
    ['numbers of all', ['3/20', '4/20', '5/20', '6/20']],
    ['numbers with their name', ['fl. 98', 'fl. 99', 'fl. 100', 'fl. 101']],
  ])('is left out where it counts: %s', (_, numbers) => {
    const { kept, said: once } = read(numbers.map((number, n): Given[] => [...text(n), [number, 780]]))
    expect(kept).toEqual(said([0, 1, 2, 3].map(text)))
    expect(once).toEqual([])
  })

  it('is not said where the text says it, and a number beside a changing title goes alone', () => {
    const titles = ['Férias', 'Férias', 'Férias', 'Férias', 'Abono', 'Viagens']
    const pages = titles.map((title, n): Given[] => [
      [[title, String(n + 10)], 40],
      ...(n === 0 ? [['2. Das férias', 200, 14] as Given] : []),
      ...text(n % 4).map(([t, y]): Given => [`${t} ${title}`, y + n]),
    ])
    const { kept, said: once } = read(pages)
    expect(once).toEqual([])
    expect(kept.filter((line) => !line.startsWith('texto'))).toEqual(['2. Das férias', 'Abono', 'Viagens'])
  })
})

describe('what stays on each page', () => {
  it.each<[string, Given[][]]>([
    [
      'a form that was filled in for each',
      ['Ana Modelo', 'Bruno Teste', 'Carla Demo', 'Davi Amostra'].map((name, n) => [
        ['Padaria Exemplo Ltda. – Recibo de pagamento', 40],
        ['Competência: 10/2026', 60],
        [`Funcionário: ${name}`, 90],
        ['Salário base: 3200', 104],
        [`Faltas: ${n}`, 118],
        ['Assinatura', 780],
      ]),
    ],
    [
      'copies of one page',
      [0, 1, 2].map(() => [
        ['Recibo nº 4471', 60],
        ['Recebi de Mercado Modelo a quantia de R$ 1.250,00', 90],
      ]),
    ],
    ['the numbers of invoices, which rise', [0, 1, 2, 3].map((n) => [[`Fatura nº ${1001 + n}`, 40], ...text(n)])],
    ['months', [0, 1, 2, 3].map((n) => [[`Extrato ${n + 3}/2026`, 40], ...text(n)])],
    ['sums', [0, 1, 2, 3].map((n) => [['Mensalidade: R$ 310,00', 40], ...text(n)])],
    ['what stands close to the text', [0, 1, 2].map((n) => [['Sala 12, bloco B', 286 + n], ...text(n)])],
    [
      'the head of a table that goes on',
      [0, 1, 2, 3].map((n) => [
        [['Código', 'Descrição', 'Fornecedor'], 40],
        ...[0, 1, 2].map(
          (row): Given => [[`${n}${row}7`, words[n * 3 + row] ?? '', words[15 - n - row] ?? ''], 58 + 18 * row],
        ),
      ]),
    ],
    [
      'titles of slides',
      [0, 1, 2, 3, 4, 5].map((n) => [
        [n < 4 ? 'Resultados' : `Metas ${words[n]}`, 60, 28],
        ...text(n % 4).map(([t, y]): Given => [`${t}${n}`, y + n]),
      ]),
    ],
    ['two pages with one header', [0, 1].map((n) => [['Cooperativa Jatobá', 40], ...text(n)])],
    ['one page', [[['Cooperativa Jatobá', 40], ...text(0), ['1', 780]]]],
    [
      'lines that stand elsewhere on each page, or are not repeated',
      [0, 1, 2, 3].map((n) => [
        [['Férias', 'Abono', 'Viagens', 'Saúde'][n] ?? '', 40],
        ['Veja o anexo.', 300 + n * 20],
        [`R$ ${n * 13},00`, 780],
      ]),
    ],
  ])('%s', (_, pages) => {
    const { kept } = read(pages)
    expect(kept).toEqual(pages.flatMap((page) => page.map(([line]) => [line].flat().join(' | '))))
  })

  it('a page that has nothing but what others repeat', () => {
    const pages = [0, 1, 2, 3, 4].map((n): Given[] => [['Cooperativa Jatobá', 40], ...(n === 2 ? [] : text(n % 4))])
    expect(read(pages).kept.filter((line) => line === 'Cooperativa Jatobá')).toHaveLength(1)
  })
})
