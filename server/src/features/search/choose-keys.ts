import { termKey } from '../../terms/term-id.ts'
import { type Frequencies, inverseFrequency } from './compare-words.ts'
import type { Query } from './read-query.ts'

/** Passages that are looked at one by one, without their terms being looked up. */
export const fewPassages = 1_000
/** Passages that the rarest terms may have together, but for the very first. */
const mostCandidates = 4_000
/** Enough of them, once they have most of what the query says. */
const enoughCandidates = 200
const enoughWeight = 0.6

/**
 * The terms that passages are looked up by: the rarest first, until passages without any of them could hardly be among the best.
 * On 10,000 and 50,000 passages these have all and 99 % of the best ten (docs/decisions/0007). Undefined where every passage is
 * looked at.
 */
export function chooseKeys(query: Query, frequencies: Frequencies, client_id: string): number[] | undefined {
  if (frequencies.total <= fewPassages) return undefined
  const terms = [...query.terms]
    .filter(([, { selective }]) => selective)
    .map(([id, { share }]) => {
      const n = frequencies.of.get(id) ?? 0
      return { id, n, weight: share * inverseFrequency(frequencies, n) }
    })
    .sort((one, other) => one.n - other.n)
  if (terms.length === 0) return undefined
  // A term that nobody has counted yet may be there since a moment ago, and looking for it costs nothing.
  const all = terms.reduce((sum, { n, weight }) => sum + (n > 0 ? weight : 0), 0)
  const keys: number[] = []
  let found = 0
  let weight = 0
  for (const term of terms) {
    if (found > 0 && (found + term.n > mostCandidates || (found >= enoughCandidates && weight >= enoughWeight * all)))
      break
    keys.push(termKey(term.id, client_id))
    found += term.n
    if (term.n > 0) weight += term.weight
  }
  return keys
}
