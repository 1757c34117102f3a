import { describe, expect, it } from 'vitest'
import { markdownSections } from './markdown.ts'

const titles = (text: string) => markdownSections(text).map(({ heading }) => heading)

describe('the headings of Markdown', () => {
  it.each([
    ['# A\n\n## B', ['A', 'A > B']],
    ['Férias\n======\n\num\n\nVenda\n---\n', ['Férias', 'Férias > Venda']],
    ['# Linguagem C#\n\num', ['Linguagem C#']],
    ['# Título ##\n\num', ['Título']],
    ['#hashtag\n\num', [undefined]],
    ['# A\n\n```npm ci``` roda\n\n# B\n\num', ['A', 'B']],
    ['# A\n\n```js\n# não\n```js\n# nem este\n```\n\n# B', ['A', 'B']],
    ['# A\n\n~~~~\n```\n# não\n~~~\n~~~~\n\n# B', ['A', 'B']],
    ['- item\n---\n\n> citação\n---\n\num\n\n---\n', [undefined]],
    ['# A\r\n\r\num\r\n\r\n## B\r\n\r\ndois', ['A', 'A > B']],
  ])('of %j are found', (text, expected) => {
    expect(titles(text)).toEqual(expected)
  })

  it('do not make a document of themselves', () => {
    const [first] = markdownSections(`# ${'a '.repeat(100_000)}\n\num`)
    expect(first?.heading?.length).toBeLessThanOrEqual(300)
  })

  it('take a time that grows with the text, not faster', () => {
    const lines = [
      '#'.padEnd(200_000, ' '),
      `# ${'a#'.repeat(50_000)}\u2028x`,
      `# ${'#'.repeat(100_000)}x`,
      '`'.repeat(100_000),
    ]
    const started = performance.now()
    for (const line of lines) markdownSections(`${line}\u2028x`)
    // Seconds, where the backtracking of a careless expression takes hours.
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
