import { expect, it } from 'vitest'
import { type Candidate, rankCandidates } from '../../../src/features/search/fuse.ts'

const found = (chunk_id: string) => ({
  chunk_id,
  document_id: 'd',
  document_name: 'n',
  collection_id: 'c',
  version: 1,
  content: '',
  score: 0,
  metadata: { start: 0, end: 0 },
})

const near: Candidate = { found: found('near'), words: 0, letters: 0.1, meaning: 0.9, cosine: 0.9 }
const far: Candidate = { found: found('far'), words: 0.4, letters: 0.2, meaning: 0, cosine: 0.7 }
const order = (
  candidates: Candidate[],
  ...how: [mode: 'hybrid' | 'semantic' | 'full_text', second: 'lexical' | 'semantic']
) => rankCandidates(candidates, ...how).map(({ chunk_id }) => chunk_id)

it('a search by meaning keeps the farthest candidate, each with the model’s own similarity', () => {
  const ranked = rankCandidates([far, near], 'semantic', 'semantic')
  expect(ranked.map(({ chunk_id, score }) => [chunk_id, score])).toEqual([
    ['near', 0.9],
    ['far', 0.7],
  ])
})

it('all legs are mixed, and each shows its score and its place', () => {
  const [first, second] = rankCandidates([far, near], 'hybrid', 'semantic')
  expect(first).toMatchObject({ chunk_id: 'near', scores: { semantic: 0.9 }, ranks: { semantic: 1, lexical: 2 } })
  expect(first?.score).toBeCloseTo(1 - Math.exp(-1.5 * (0.6 * 0.05 + 0.4 * 0.9)), 10)
  expect(second).toMatchObject({ chunk_id: 'far', ranks: { semantic: 2, full_text: 1, lexical: 1 } })
})

it('without a vector a candidate is found by its words, and less well than with one that agrees', () => {
  const waiting: Candidate = { found: found('waiting'), words: 0.8, letters: 0.8 }
  const agreed: Candidate = { ...waiting, found: found('agreed'), meaning: 0.5, cosine: 0.85 }
  expect(order([waiting, agreed, far], 'hybrid', 'semantic')).toEqual(['agreed', 'waiting', 'far'])
})

it('a few letters in common are no result, a word or a meaning is', () => {
  const letters: Candidate = { found: found('letters'), words: 0, letters: 0.1 }
  const word: Candidate = { found: found('word'), words: 0.1, letters: 0.1 }
  const meant: Candidate = { found: found('meant'), words: 0, letters: 0, meaning: 0.1, cosine: 0.8 }
  expect(order([letters, word], 'hybrid', 'lexical')).toEqual(['word'])
  expect(order([letters, meant, word], 'hybrid', 'semantic')).toEqual(['word', 'meant'])
})
