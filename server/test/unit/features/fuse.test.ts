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

const near: Candidate = { found: found('near'), words: 0, other: 0.5, cosine: 0.9 }
const far: Candidate = { found: found('far'), words: 0.4, other: 0, cosine: 0.8 }

it('a search by meaning keeps the farthest candidate, each with the model’s own similarity', () => {
  const ranked = rankCandidates([far, near], 'semantic', 'semantic')
  expect(ranked.map(({ chunk_id, score }) => [chunk_id, score])).toEqual([
    ['near', 0.9],
    ['far', 0.8],
  ])
})

it('both legs are mixed, and each shows its score and its place', () => {
  const [first, second] = rankCandidates([near, far], 'hybrid', 'semantic')
  expect(first).toMatchObject({ chunk_id: 'near', score: 0.25, scores: { semantic: 0.9 }, ranks: { semantic: 1 } })
  expect(second).toMatchObject({ chunk_id: 'far', ranks: { semantic: 2, full_text: 1 } })
  expect(second?.score).toBeCloseTo((1 - Math.exp(-0.6)) / 2, 10)
})

it('a few letters in common are no result, a word is', () => {
  const letters: Candidate = { found: found('letters'), words: 0, other: 0.1 }
  const word: Candidate = { found: found('word'), words: 0.1, other: 0.1 }
  expect(rankCandidates([letters, word], 'hybrid', 'lexical').map(({ chunk_id }) => chunk_id)).toEqual(['word'])
})
