import type { Embedder } from './embedder.ts'

const dimensions = 384

/**
 * The built-in embedder: the character n-grams of words, hashed into 384 dimensions. It needs no model and no
 * network, gives the same vector for the same text everywhere, and finds what shares words or word stems with the
 * query, not what means the same.
 *
 * Feature hashing with signs after Weinberger et al. 2009 (arXiv:0902.2206); a feature that occurs n times weighs
 * 1 + ln n.
 */
export function createLexicalEmbedder(): Embedder {
  return {
    provider: 'lexical',
    model: 'lexical-1',
    dimensions,
    mode: 'lexical',
    embed: async (texts) => texts.map(embed),
  }
}

function countFeatures(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const feature of features(text)) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  return counts
}

function embed(text: string): Float32Array {
  const counts = countFeatures(text)
  const vector = new Float32Array(dimensions)
  for (const [feature, count] of counts) {
    const hash = fnv1a(feature)
    const at = hash % dimensions
    // The highest bit has no part in the position.
    vector[at] = (vector[at] ?? 0) + (hash >>> 31 ? -1 : 1) * (1 + Math.log(count))
  }
  const length = Math.hypot(...vector)
  // A text without a letter or digit: some direction, for cosine knows no zero vector.
  if (length === 0) vector[0] = 1
  else for (let i = 0; i < dimensions; i++) vector[i] = (vector[i] ?? 0) / length
  return vector
}

/** The 3- to 5-grams of each word, without case and accents, bounds marked. */
function* features(text: string): Generator<string> {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  for (const [word] of folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    // A megabyte without a blank is data, not a word.
    const bounded = `<${word.slice(0, 64)}>`
    for (let n = 3; n <= 5; n++) {
      for (let i = 0; i + n <= bounded.length; i++) yield bounded.slice(i, i + n)
    }
  }
}

/** FNV-1a, 32 bits, over UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash >>> 0
}
