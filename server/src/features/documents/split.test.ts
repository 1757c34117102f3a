import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../providers/parsers/parse.ts'
import { splitDocument } from './split.ts'

const split = (text: string, type: 'text/plain' | 'text/markdown' = 'text/plain') =>
  splitDocument(parseDocument(new TextEncoder().encode(text), type))

const paragraph = (n: number) => `Parágrafo ${n}. ${'Uma frase que diz alguma coisa. '.repeat(8)}`.trim()

describe('a split document', () => {
  it('has chunks that are what their offsets say', () => {
    const text = Array.from({ length: 40 }, (_, i) => paragraph(i)).join('\n\n')
    const chunks = split(text)
    expect(chunks.length).toBeGreaterThan(5)
    for (const { content, location } of chunks) {
      expect(text.slice(location.start, location.end)).toBe(content)
      expect(content.length).toBeLessThanOrEqual(1600)
    }
  })

  it('loses no word', () => {
    const text = Array.from({ length: 3000 }, (_, i) => `palavra${i}`).join(' ')
    const found = new Set(split(text).flatMap(({ content }) => content.split(' ')))
    expect(found).toEqual(new Set(text.split(' ')))
  })

  it('ends with a piece of text without a pause, however long', () => {
    const words = split('a'.repeat(1_000_000))
    expect(words.length).toBe(625)
    // Letters of two code units each, at odd offsets.
    const wide = split(`a${'𝐛'.repeat(2000)}`)
    expect(wide.length).toBeGreaterThan(2)
    expect(wide.every(({ content }) => content.isWellFormed())).toBe(true)
    expect(wide.map(({ content }) => content).join('')).toBe(`a${'𝐛'.repeat(2000)}`)
  })

  it('never crosses a heading, and knows under which it stands', () => {
    const text = '# A\n\num\n\n## B\n\ndois\n\n```\n# não é título\n```\n\n# C\n\ntrês\n\n### D\n\nquatro'
    expect(split(text, 'text/markdown').map(({ location }) => location.heading)).toEqual(['A', 'A > B', 'C', 'C > D'])
  })

  it('does not repeat its end when only blanks follow', () => {
    const chunks = split(`${'palavra '.repeat(199)}fim.${'\n'.repeat(40)}`)
    expect(chunks).toHaveLength(1)
  })

  it('keeps what stands before the first heading', () => {
    const [first] = split('Antes de tudo.\n\n# A\n\num', 'text/markdown')
    expect(first).toEqual({ content: 'Antes de tudo.', location: { start: 0, end: 14 } })
  })
})
