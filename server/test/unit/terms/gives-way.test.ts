import { expect, it } from 'vitest'
import { compareLetters } from '../../../src/features/search/compare-letters.ts'
import { compareWords, readPassage } from '../../../src/features/search/compare-words.ts'
import { readQuery } from '../../../src/features/search/read-query.ts'

/** Turns that everything else gets while a comparison is under way. */
async function turnsDuring(compare: () => Promise<unknown>): Promise<number> {
  let turns = 0
  let next = setImmediate(function turn() {
    turns++
    next = setImmediate(turn)
  })
  await compare()
  clearImmediate(next)
  return turns
}

it('the longest query and the longest passages let others go first', async () => {
  const words = Array.from({ length: 160 }, (_, i) => i.toString(36).padStart(2, 'q').repeat(30)).join(' ')
  const query = readQuery(words)
  const passages = Array.from({ length: 140 }, (_, i) => readPassage(`${i} ${words}`.slice(0, 4_000)))
  const frequencies = { total: 1_000, of: new Map<number, number>() }
  expect(await turnsDuring(() => compareLetters(query, frequencies, passages))).toBeGreaterThan(3)
  const short = Array.from({ length: 140 }, () => readPassage('a1 b2 c3 d4 e5 f6 g7 h8 '.repeat(160)))
  const repeated = readQuery('a1 b2 c3 d4 e5 f6 g7 h8 h8 g7 f6 e5 d4 c3 b2 a1 "a1 b2 c3 d4 e5 f6 g7 a1"')
  expect(await turnsDuring(() => compareWords(repeated, frequencies, short))).toBeGreaterThan(3)
  expect(await compareWords(query, frequencies, passages)).toHaveLength(passages.length)
})
