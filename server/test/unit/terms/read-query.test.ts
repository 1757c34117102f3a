import { describe, expect, it } from 'vitest'
import { readQuery } from '../../../src/features/search/read-query.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz'

describe('a query', () => {
  it('looks for no more than the database counts in a moment, and for what it says before what it may mean', () => {
    const codes = Array.from(
      { length: 64 },
      (_, i) => `${letters[i % 26]}${i % 10}${letters[(i * 7) % 26]}${(i * 3) % 10}`,
    )
    const compounds = Array.from({ length: 64 }, (_, i) => `k${i}-j${i}`)
    const { terms, words } = readQuery([...codes, ...compounds].join(' '))
    expect(terms.size).toBe(96)
    for (const { id } of words) expect(terms.get(id)?.share).toBe(1)
  })

  it('has its words of grammar where there are no others', () => {
    const { words, terms } = readQuery('o que é que')
    expect(words.length).toBeGreaterThan(0)
    expect([...terms.values()].every(({ share }) => share === 1)).toBe(true)
    expect(readQuery('o que é o prazo').words.map(({ folded }) => folded)).toEqual(['prazo'])
  })
})
