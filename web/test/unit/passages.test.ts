import { describe, expect, it } from 'vitest'
import { changed } from '../../src/api/optimistic.ts'
import { readCsv } from '../../src/features/documents/original/read-csv.ts'
import { linesOf } from '../../src/features/documents/original/text-lines.ts'
import { locate } from '../../src/features/documents/span.ts'
import { highlight } from '../../src/features/search/highlight.ts'
import { passageText } from '../../src/features/search/passage-text.ts'

const marked = (passage: string, query: string) =>
  highlight(passage, query)
    .filter((segment) => segment.marked)
    .map(({ text }) => text)

describe('a passage', () => {
  it('has the words of a question marked, in their forms, without regard to accents, and no small words', () => {
    expect(marked('As férias são de 30 dias; cada dia conta.', 'quantos dias de ferias')).toEqual(['férias', 'dias'])
    expect(marked('O contratante paga o contrário', 'contratos')).toEqual(['contratante'])
    expect(marked('A entrega atrasou: entregas atrasadas pagam multa.', 'multa por entrega atrasada')).toEqual([
      'entrega atrasou',
      'entregas atrasadas',
      'multa',
    ])
    expect(marked('NR-35 e NR-12', 'NR-35')).toEqual(['NR', '35', 'NR'])
  })

  it('keeps every letter, marked or not', () => {
    const text = 'Política de férias, cap. 2:  dias corridos.'
    expect(
      highlight(text, 'dias de férias')
        .map((segment) => segment.text)
        .join(''),
    ).toBe(text)
    expect(highlight(text, '')).toEqual([{ text, marked: false }])
  })

  it('is read without the signs of Markdown', () => {
    expect(passageText('## Férias\n\nTrinta dias.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |')).toBe(
      'Férias\nTrinta dias.\n| a | b |\n| 1 | 2 |',
    )
  })

  it('is found in its file though blanks and marks differ, at the place that is meant', () => {
    const file = '# Um\n\nTrinta   dias\nde **férias**.\n\n# Dois\n\nTrinta dias de férias.\n'
    const found = locate(file, 'Trinta dias de férias.', file.length)
    expect(file.slice(found?.start, found?.end)).toBe('Trinta dias de férias.')
    const first = locate(file, 'Trinta dias de férias.', 0)
    expect(file.slice(first?.start, first?.end)).toBe('Trinta   dias\nde **férias**.')
    expect(locate(file, 'nada disso', 0)).toBeNull()
  })

  it('of a table that was read row by row is found by the lines around it', () => {
    const file = '## Alçadas\n\n| Quem | Até |\n| --- | --- |\n| Gerência | 8 % |\n\nA soma nunca passa de 12 %.\n'
    const found = locate(file, '## Alçadas\n\nQuem: Gerência | Até: 8 %\n\nA soma nunca passa de 12 %.', 0)
    expect(file.slice(found?.start, found?.end)).toBe(file.slice(file.indexOf('Alçadas'), file.indexOf('.') + 1))
  })
})

describe('a file', () => {
  it('of Markdown is shown as what it means, each line knowing where it stands', () => {
    const text = '# Título\n\nUma frase\nlonga.\n- item'
    const lines = linesOf(text, true)
    expect(lines.map(({ kind }) => kind)).toEqual(['title', 'blank', 'prose', 'prose', 'item'])
    expect(text.slice(lines[0]?.start)).toMatch(/^Título/)
    expect(text.slice(lines[3]?.start)).toMatch(/^longa/)
  })

  it('of CSV is read by its own separator, with quoted cells', () => {
    expect(readCsv('a;b\r\n"x;1";"diz ""oi"""\r\n')).toEqual([
      ['a', 'b'],
      ['x;1', 'diz "oi"'],
    ])
    expect(readCsv('a,b\n1,2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })
})

describe('a change that is shown at once', () => {
  it('reaches the row in lists, pages of lists and pages of pages, and no other', () => {
    const rows = [
      { id: '1', name: 'a' },
      { id: '2', name: 'b' },
    ]
    const after = [
      { id: '1', name: 'c' },
      { id: '2', name: 'b' },
    ]
    expect(changed(rows, '1', { name: 'c' })).toEqual(after)
    expect(changed({ data: rows }, '1', { name: 'c' })).toEqual({ data: after })
    expect(changed({ pages: [{ data: rows }], pageParams: [] }, '1', { name: 'c' })).toEqual({
      pages: [{ data: after }],
      pageParams: [],
    })
    expect(changed([{ user_id: '1', role: 'user' }], '1', { role: 'admin' })).toEqual([{ user_id: '1', role: 'admin' }])
    expect(changed(undefined, '1', {})).toBeUndefined()
  })
})
