/** A sentence of an answer; `start` and `end` are UTF-16 offsets in it, its citations included. */
export interface Sentence {
  start: number
  end: number
  text: string
  /** The numbers that it cites, as `[1]`, in their order and each once. */
  citations: number[]
}

const marker = /\[(\d{1,3})\]/g
const end = /[.!?…]+["'”’»)\]*_]*(?:[ \t]*\[\d{1,3}\][,;]?)*[.!?]?(?=\s|$)/g
/** What stands before a full stop that ends no sentence. */
const abbreviation =
  /(?:^|[\s(])(?:arts?|inc|al|sr|sra|srs|sras|dr|dra|drs|prof|profa|eng|n|no|nº|núm|num|p|pp|pág|págs|pag|cap|ex|aprox|obs|tel|ramal|av|r|mín|máx|fig|vs|mr|mrs|ms|st|approx|sec|ed|vol|e\.g|i\.e|p\.ex|jan|fev|feb|mar|abr|apr|mai|jun|jul|ago|aug|set|sep|sept|out|oct|nov|dez|dec|\p{Lu})$/iu

/**
 * The sentences of an answer, in order. A line is at least one; a marker behind a full stop belongs to what stands before it.
 *
 * @param text as it is so far
 * @param ended false where more may come: a sentence counts once something else has begun behind it
 */
export function splitSentences(text: string, { ended = true }: { ended?: boolean } = {}): Sentence[] {
  const sentences: Sentence[] = []
  let lineStart = 0
  for (const line of text.split('\n')) {
    const isLast = lineStart + line.length === text.length
    let from = 0
    for (const match of line.matchAll(end)) {
      const before = line.slice(from, match.index)
      const next = /^\s*(\S)/.exec(line.slice(match.index + match[0].length))?.[1]
      if (next === undefined && isLast && !ended) continue
      // `1. Peça` begins an entry of a list.
      if (
        match[0].startsWith('.') &&
        !match[0].startsWith('..') &&
        (abbreviation.test(before) || /^\s*\d{1,2}$/.test(before))
      )
        continue
      if (next !== undefined && /\p{Ll}/u.test(next)) continue
      if (isWithinQuote(before, line.slice(match.index), ended)) continue
      add(lineStart + from, lineStart + match.index + match[0].length)
      from = match.index + match[0].length
    }
    if (!isLast || ended) add(lineStart + from, lineStart + line.length)
    lineStart += line.length + 1
  }
  // Behind these nothing has begun: a marker of theirs may be on its way.
  return ended ? sentences : sentences.filter((one) => !/^\s*(?:\[\d{0,3}\]?[\s,;]*)*$/.test(text.slice(one.end)))

  function add(start: number, stop: number) {
    const raw = text.slice(start, stop)
    if (!/[\p{L}\p{N}]/u.test(raw.replace(marker, ''))) {
      // Markers alone, on a line of their own or behind a blank, belong to what stands before them.
      const last = sentences.at(-1)
      if (last && marker.test(raw)) {
        marker.lastIndex = 0
        last.end = start + raw.trimEnd().length
        last.text = text.slice(last.start, last.end)
        last.citations = citationsOf(last.text)
      }
      marker.lastIndex = 0
      return
    }
    const lead = raw.length - raw.trimStart().length
    const own = raw.trim()
    sentences.push({ start: start + lead, end: start + lead + own.length, text: own, citations: citationsOf(own) })
  }
}

/** A quote of several sentences is cited behind its end. One that never ends is none. */
function isWithinQuote(before: string, rest: string, ended: boolean): boolean {
  if (before.lastIndexOf('“') <= before.lastIndexOf('”')) return false
  const close = rest.indexOf('”')
  // Behind the full stop that it ends with it is closed.
  return close < 0 ? !ended : !/^[.!?…]+["'”’»)]*”|^[.!?…]*”/.test(rest)
}

function citationsOf(text: string): number[] {
  return [...new Set(Array.from(text.matchAll(marker), ([, number]) => Number(number)))]
}
