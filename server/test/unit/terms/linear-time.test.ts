import { describe, expect, it } from 'vitest'
import { compareLetters } from '../../../src/features/search/compare-letters.ts'
import { compareWords, readPassage } from '../../../src/features/search/compare-words.ts'
import { readQuery } from '../../../src/features/search/read-query.ts'
import { passageTerms } from '../../../src/terms/passage-terms.ts'

/** Texts that a pattern of ours might read again from every place of theirs. */
const pieces = [
  'a',
  'é',
  '1',
  '_',
  '-',
  '.',
  '/',
  '@',
  '+',
  ':',
  '<',
  '(',
  ')',
  '&',
  ';',
  '=',
  '"',
  "'",
  ' ',
  '?',
  '#',
  'º',
  '中',
  '\u0301',
]
const words = ['<!--', 'http://', 'www.', '(11) ', '1e', '\n', '1234', '“']

/** Repeatable: which patterns are tried is the same in every run. */
function* patterns(count: number): Generator<string> {
  let state = 42
  const next = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
  const all = [...pieces, ...words]
  yield* ['a_', 'a-', '1.', '<!-- ', 'a_é-', '1234 ', '(11) 12345']
  for (let i = 0; i < count; i++) yield Array.from({ length: 1 + next(5) }, () => all[next(all.length)]).join('')
}

/** Milliseconds, the least of three: something else may have been in the way of one. */
async function timeOf(work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < 3; i++) {
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
  return Math.min(...times)
}

const make = (pattern: string, length: number) => pattern.repeat(length).slice(0, length)

describe('a text that is made to take long', () => {
  it.each([
    ['its terms', (text: string) => passageTerms(text)],
    ['a query', (text: string) => readQuery(text)],
    [
      'a comparison with itself',
      async (text: string) => {
        const [query, passages] = [readQuery(text.slice(0, 10_000)), [readPassage(text)]]
        await compareWords(query, { total: 1, of: new Map() }, passages)
        await compareLetters(query, { total: 1, of: new Map() }, passages)
      },
    ],
  ])('takes a time that grows with its length, whatever it repeats: %s', async (_, work) => {
    const slow: string[] = []
    for (const pattern of patterns(300)) {
      const short = await timeOf(() => work(make(pattern, 2_500)))
      const long = await timeOf(() => work(make(pattern, 20_000)))
      // Eight times the length: 64 times the time where each place is read from anew.
      if (long > 40 * Math.max(short, 1)) slow.push(`${JSON.stringify(pattern)}: ${short} ms, ${long} ms`)
    }
    expect(slow).toEqual([])
  })
})
