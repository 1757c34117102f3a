import type { Found } from './search.repository.ts'

/** One way of searching: its results, best first, under the name that its scores are shown by. */
export interface Leg {
  name: 'full_text' | 'lexical' | 'semantic'
  results: Found[]
}

/** A result with the score that it is ranked by, and the scores of every leg that found it. */
export type Scored = Found & { scores: Record<string, number> }

/** How deep each leg is looked into; a result that both have below this is no answer. */
export const depth = 50

/** Reciprocal rank fusion's constant (Cormack, Clarke and Büttcher 2009). */
const k = 60

/** Reciprocal rank fusion: a result is worth 1 / (60 + rank) in each leg. Best first. */
export function fuse(legs: readonly Leg[]): Scored[] {
  const fused = new Map<string, Scored>()
  for (const { name, results } of legs) {
    results.slice(0, depth).forEach((result, i) => {
      const known = fused.get(result.chunk_id) ?? { ...result, score: 0, scores: {} }
      known.score += 1 / (k + i + 1)
      known.scores[name] = result.score
      fused.set(result.chunk_id, known)
    })
  }
  // Stable: of equal ones the legs' order stays.
  return [...fused.values()].sort((a, b) => b.score - a.score)
}
