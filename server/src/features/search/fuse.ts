import type { Found } from './search.repository.ts'

/** How each leg sees a candidate, as a share of what could be expected: 0 and up, comparable between queries. */
export interface Candidate {
  found: Found
  words: number
  /** Undefined where letters were not compared. */
  letters?: number | undefined
  /** Of the sentence model; undefined where the candidate has no vector of it. */
  meaning?: number | undefined
  /** The model's own similarity. */
  cosine?: number | undefined
}

type Leg = 'full_text' | 'lexical' | 'semantic'

/** A result with the score that it is ranked by, 0 to 1, and each leg's score of it and place from 1. */
export type Scored = Found & { scores: LegScores; ranks: LegScores }

type LegScores = Partial<Record<Leg, number>>

/** Of letters beside words. On FaQuAD they may have 0.3 to 0.6: nDCG@10 0.934 to 0.937. */
const lettersWeight = 0.5
/** Of meaning beside both. With the model in the box it may have 0.2 to 0.5: nDCG@10 0.946 to 0.949. */
const meaningWeight = 0.4

/** What has no vector yet probably means some of what it says: less than what is known to, more than what is known not to. */
const unknownMeaning = 0.5

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
  const ranked = candidates
    .filter(
      ({ words, letters = 0, meaning = 0, cosine = 0 }) =>
        words > 0 || letters >= leastLetters || meaning > 0 || (mode === 'semantic' && cosine > 0),
    )
    .map((candidate) => ({ share: shareOf(candidate, mode, second), result: resultOf(candidate, mode, second) }))
    .filter(({ share }) => share > 0)
    .sort((one, other) => other.share - one.share)
    .map(({ share, result }) => ({
      ...result,
      score: mode === 'semantic' && second === 'semantic' ? share : toScore(share),
    }))
  return withRanks(ranked)
}

function shareOf(
  { words, letters = 0, meaning, cosine = 0 }: Candidate,
  mode: 'hybrid' | 'full_text' | 'semantic',
  second: 'lexical' | 'semantic',
): number {
  if (mode === 'full_text') return words
  if (mode === 'semantic') return second === 'lexical' ? letters : cosine
  const said = (1 - lettersWeight) * words + lettersWeight * letters
  return second === 'lexical' ? said : (1 - meaningWeight) * said + meaningWeight * (meaning ?? unknownMeaning * said)
}

function resultOf(
  { found, words, letters = 0, cosine }: Candidate,
  mode: 'hybrid' | 'full_text' | 'semantic',
  second: 'lexical' | 'semantic',
): Omit<Scored, 'ranks'> {
  const scores: LegScores = {}
  if (words > 0 && mode !== 'semantic') scores.full_text = toScore(words)
  if (letters > 0 && (mode === 'hybrid' || second === 'lexical')) scores.lexical = toScore(letters)
  if (cosine !== undefined && mode !== 'full_text') scores.semantic = Math.max(0, cosine)
  return { ...found, scores }
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
