import { isStopWord } from '../../terms/stop-words.ts'
import { currencies, labels, qualifiers, units } from './vocabulary.ts'

/** A number and what it counts. */
export interface NumberClaim {
  kind: 'number'
  /** What it may mean: `1.234` is one thousand or one. */
  values: number[]
  unit?: string | undefined
  qualifier?: string | undefined
  currency?: string | undefined
  percent?: true | undefined
  /** What it stands behind: `article`, `page`. */
  label?: string | undefined
  /** Something else stands behind it: `312 funcionários`. */
  counts?: true
}

const behind = (words: string) => new RegExp(`^[ \\u00a0-]?(${words})(?![\\p{L}\\p{N}])`, 'u')
const multiplier = behind('mil|thousand|k|milhao|milhoes|millions?|mi|bilhao|bilhoes|billions?|bi')
const unit = behind([...Object.keys(units), ...Object.keys(qualifiers)].join('|'))

/**
 * What a number counts, by what stands around it.
 *
 * @param folded lower case, without accents
 * @returns with where all of it begins and ends
 */
export function describeNumber(
  folded: string,
  start: number,
  end: number,
  values: number[],
): { claim: NumberClaim; start: number; end: number } {
  const claim: NumberClaim = { kind: 'number', values }
  let from = start
  let stop = end
  const eat = (pattern: RegExp) => {
    const match = pattern.exec(folded.slice(stop))
    if (match) stop += match[0].length
    return match?.[1]
  }
  const sign = /(r\$|us\$|\$|€|£|(?<!\p{L})(?:brl|usd|eur|gbp)) ?$/u.exec(folded.slice(Math.max(0, start - 5), start))
  if (sign) {
    claim.currency = currencies[sign[1] as string]
    from -= sign[0].length
  } else {
    const ahead = /(\p{L}+|§)\.? ?(?:n[.o ]{0,2} ?)?$/u.exec(folded.slice(Math.max(0, start - 24), start))?.[1] ?? ''
    claim.label = ahead === '§' ? 'paragraph' : labels[ahead]
  }
  eat(/^(?:st|nd|rd|th)(?![\p{L}\p{N}])/u)
  const times = eat(multiplier)
  if (times) claim.values = values.map((value) => value * factorOf(times))
  // `30 (trinta) dias`
  eat(/^ ?\([^)\d]{2,40}\)(?= \p{L})/u)
  if (/^ ?(?:%|por cento|per ?cent|pct)/u.test(folded.slice(stop))) {
    eat(/^ ?(?:%|por cento|per ?cent|pct)/u)
    claim.percent = true
    return { claim, start: from, end: stop }
  }
  const word = /^(?: de)?(?: ?-| )(\p{L}+)/u.exec(folded.slice(stop))
  const currency = word ? currencies[word[1] as string] : undefined
  if (word && currency && (word[1] !== 'real' || values.includes(1))) {
    claim.currency ??= currency
    return { claim, start: from, end: stop + word[0].length }
  }
  for (let i = 0; i < 3; i++) {
    const before = stop
    const next = eat(unit)
    if (next === undefined) break
    if (qualifiers[next]) claim.qualifier = qualifiers[next]
    else if (claim.unit === undefined) claim.unit = units[next]
    else {
      stop = before
      break
    }
  }
  const thing = claim.unit === undefined ? /^ (\p{Ll}{3,})/u.exec(folded.slice(stop))?.[1] : undefined
  if (thing !== undefined && !isStopWord(thing)) claim.counts = true
  return { claim, start: from, end: stop }
}

function factorOf(word: string): number {
  if (/^(?:mil|thousand|k)$/.test(word)) return 1e3
  return word.startsWith('m') ? 1e6 : 1e9
}
