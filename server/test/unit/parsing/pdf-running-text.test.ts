import { describe, expect, it } from 'vitest'
import { findRunningText } from '../../../src/parsing/pdf/layout/running-text.ts'
import type { Line } from '../../../src/parsing/pdf/layout/types.ts'

const line = (text: string, y: number): Line => ({ text, x: 70, right: 300, y, size: 10, fonts: [] })

/** What is left of pages of 800 points, each given as the texts of its lines and their heights. */
function kept(pages: [string, number][][]): string[] {
  const read = pages.map((lines) => ({ upright: lines.map(([text, y]) => line(text, y)), turned: [], height: 800 }))
  const furniture = findRunningText(read)
  return read.flatMap(({ upright }) => upright.filter((one) => !furniture.has(one)).map(({ text }) => text))
}

const body = (page: number): [string, number] => [`texto da página ${page * 7 + 3}`, 400]

describe('what pages repeat at their edges', () => {
  it('is left out: headers, page numbers, also where left and right pages differ', () => {
    const pages = [1, 2, 3, 4, 5, 6, 7, 8].map((n): [string, number][] => [
      [n % 2 ? 'Política de férias' : 'Cooperativa Jatobá', 40],
      body(n),
      [`Página ${n + 4} de 12`, 780],
    ])
    expect(kept(pages)).toEqual(pages.map((lines) => lines[1]?.[0]))
  })

  it('is left out when it counts in Roman numbers', () => {
    const pages = ['vii', 'viii', 'ix', 'x'].map((roman, n): [string, number][] => [body(n), [roman, 780]])
    expect(kept(pages)).toHaveLength(4)
  })

  it('stays where it stands elsewhere, or is not repeated', () => {
    const pages = [1, 2, 3, 4].map((n): [string, number][] => [
      [['Férias', 'Abono', 'Viagens', 'Saúde'][n - 1] ?? '', 40],
      ['Veja o anexo.', 300 + n * 20],
      [`R$ ${n * 13},00`, 780],
    ])
    expect(kept(pages)).toHaveLength(12)
  })

  it('stays where a document has one page', () => {
    expect(kept([[['Cooperativa Jatobá', 40], body(1), ['1', 780]]])).toHaveLength(3)
  })
})
