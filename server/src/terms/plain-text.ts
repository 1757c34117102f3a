/** Latin letters with and without accents end here. */
const afterLatin = 0x250
/** Quotation marks, dashes, bullets, currencies: no letters, nothing invisible, nothing that joins what is around it. */
const unplain = /[^\0-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u20c0]/

const isLetter = Uint8Array.from({ length: afterLatin }, (_, code) =>
  /[\p{L}\p{N}]/u.test(String.fromCharCode(code)) && !'ºª'.includes(String.fromCharCode(code)) ? 1 : 0,
)

/** Whether a text is written in Latin letters alone, each in one character: all that most texts have. */
export function isPlain(text: string): boolean {
  return !unplain.test(text)
}

/** As a power of two; half of it is used. */
const places = 2 ** 17
/** Places that one word is looked for in: texts can be made whose words all want the same ones. */
const mostProbes = 16

/**
 * Words that are known, found by a hash of their characters as they stand in a text: without making a string of each, which takes
 * most of the time that reading words does.
 */
export function createPlainReader<Word extends { written: string }>(
  wordOf: (written: string) => Word,
): (text: string) => Word[] {
  let known: (Word | undefined)[] = Array.from({ length: places })
  let count = 0

  function find(text: string, start: number, end: number, hash: number): Word {
    let place = hash & (places - 1)
    let probes = 0
    for (let word = known[place]; word && probes < mostProbes; word = known[place], probes++) {
      if (isAt(text, start, end, word.written)) return word
      place = (place + 1) & (places - 1)
    }
    if (probes === mostProbes) return wordOf(text.slice(start, end))
    const word = wordOf(text.slice(start, end))
    // A word that is cut would not be found again.
    if (word.written.length !== end - start) return word
    if (++count > places / 2) {
      known = Array.from({ length: places })
      count = 1
      place = hash & (places - 1)
    }
    known[place] = word
    return word
  }

  return (text) => {
    const words: Word[] = []
    let start = -1
    let hash = 0
    for (let i = 0; i <= text.length; i++) {
      const code = i < text.length ? text.charCodeAt(i) : 0
      if (code < afterLatin && isLetter[code] === 1) {
        if (start < 0) {
          start = i
          hash = 0x811c9dc5
        }
        hash = Math.imul(hash ^ code, 0x01000193)
      } else if (start >= 0) {
        words.push(find(text, start, i, hash ^ (hash >>> 15)))
        start = -1
      }
    }
    return words
  }
}

function isAt(text: string, start: number, end: number, written: string): boolean {
  if (written.length !== end - start) return false
  for (let i = start, at = 0; i < end; i++, at++) if (text.charCodeAt(i) !== written.charCodeAt(at)) return false
  return true
}
