/** A text as it is compared: without accents and case. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

export interface Segment {
  text: string
  marked: boolean
}

/** Words that every question has: marked, they would say nothing. */
const small = new Set(
  plain(
    'a o as os um uma de do da dos das em no na nos nas por para com sem que qual quais quanto quantos quantas como quando onde e ou se ao aos é são ser tem há foi the an of in on at to for with and or is are be was what which how many much when where who does do it',
  ).split(' '),
)

/** A passage in parts, those marked that a question's words are in, in any of their forms. */
export function highlight(passage: string, query: string): Segment[] {
  const wanted = wordsOf(query).filter((word) => !small.has(word) && (word.length > 1 || /\d/.test(word)))
  if (wanted.length === 0) return [{ text: passage, marked: false }]
  const segments: Segment[] = []
  let end = 0
  for (const match of passage.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const word = plain(match[0])
    if (!wanted.some((one) => areForms(one, word))) continue
    if (match.index > end) segments.push({ text: passage.slice(end, match.index), marked: false })
    segments.push({ text: match[0], marked: true })
    end = match.index + match[0].length
  }
  if (end < passage.length) segments.push({ text: passage.slice(end), marked: false })
  return joined(segments)
}

function wordsOf(text: string): string[] {
  return plain(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Whether two words look like forms of one: what they begin with is most of both. */
function areForms(a: string, b: string): boolean {
  if (a === b) return true
  const shorter = Math.min(a.length, b.length)
  if (shorter < 4 || /\d/.test(a)) return false
  let shared = 0
  while (shared < shorter && a[shared] === b[shared]) shared++
  return shared >= Math.max(4, shorter - 2) && Math.max(a.length, b.length) - shared <= 4
}

/** Marked words with nothing but a blank between them read as one. */
function joined(segments: Segment[]): Segment[] {
  const out: Segment[] = []
  for (let i = 0; i < segments.length; i++) {
    const [before, segment, next] = [out.at(-1), segments[i] as Segment, segments[i + 1]]
    if (!segment.marked && segment.text === ' ' && before?.marked && next?.marked) {
      before.text += ` ${next.text}`
      i++
    } else out.push({ ...segment })
  }
  return out
}
