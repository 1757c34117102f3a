import type { Found } from './search.repository.ts'

/** How each leg sees a candidate, as a share of what could be expected: 0 and up, comparable between queries. */
export interface Candidate {
  found: Found
  words: number
  /** Of the lexical comparison or of the sentence model, as it is mixed; undefined where the leg did not look at it. */
  other?: number | undefined
  /** The sentence model's own similarity, where it has looked. */
  cosine?: number | undefined
}

type Leg = 'full_text' | 'lexical' | 'semantic'

/** A result with the score that it is ranked by, 0 to 1, and each leg's score of it and place from 1. */
export type Scored = Found & { scores: LegScores; ranks: LegScores }

type LegScores = Partial<Record<Leg, number>>

/** Of the second leg in the mix. On FaQuAD the lexical one may have 0.3 to 0.6: nDCG@10 0.934 to 0.937. */
const weights = { lexical: 0.5, semantic: 0.5 }

/** Letters in common without a word in common: below it they are those that any two texts share. */
const leastLetters = 0.2

/** A share of what could be expected as a score below 1: the whole of it is 0.78, and what has it twice 0.95. */
function toScore(share: number): number {
  return 1 - Math.exp(-1.5 * Math.max(0, share))
}

/** Candidates of the modes as results, best first; of equal ones the order that they come in stays. */
export function rankCandidates(
  candidates: readonly Candidate[],
  mode: 'hybrid' | 'full_text' | 'semantic',
  second: 'lexical' | 'semantic',
): Scored[] {
  const byChance = ({ words, other = 0 }: Candidate) => second === 'lexical' && words === 0 && other < leastLetters
  const weight = mode === 'hybrid' ? weights[second] : mode === 'semantic' ? 1 : 0
  const ranked = candidates
    .filter((candidate) => !byChance(candidate))
    .map(({ found, words, other = 0, cosine }) => {
      const scores: LegScores = {}
      if (words > 0 && mode !== 'semantic') scores.full_text = toScore(words)
      if (second === 'semantic' && cosine !== undefined && mode !== 'full_text') scores.semantic = Math.max(0, cosine)
      if (second === 'lexical' && other > 0) scores.lexical = toScore(other)
      if (second === 'lexical') {
        const share = (1 - weight) * words + weight * other
        return { share, result: { ...found, score: toScore(share), scores } }
      }
      const similar = mode === 'semantic' ? (scores.semantic ?? 0) : other
      const score = (1 - weight) * (scores.full_text ?? 0) + weight * similar
      return { share: score, result: { ...found, score, scores } }
    })
    .filter(({ share }) => share > 0)
    .sort((one, other) => other.share - one.share)
    .map(({ result }) => result)
  return withRanks(ranked)
}

function withRanks(results: readonly Omit<Scored, 'ranks'>[]): Scored[] {
  const ranked = results.map((result): Scored => ({ ...result, ranks: {} }))
  for (const leg of ['full_text', 'lexical', 'semantic'] as const) {
    const found = ranked.filter(({ scores }) => scores[leg] !== undefined)
    found.sort((one, other) => (other.scores[leg] ?? 0) - (one.scores[leg] ?? 0))
    found.forEach(({ ranks }, i) => {
      ranks[leg] = i + 1
    })
  }
  return ranked
}
