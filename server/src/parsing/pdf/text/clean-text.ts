/** Accents that old TeX fonts draw apart from their letter, and what makes one character of the two. */
const accents: Record<string, string> = {
  '´': '\u0301',
  ˆ: '\u0302',
  '˜': '\u0303',
  '¨': '\u0308',
  '¸': '\u0327',
  '`': '\u0300',
}

/** Bullets of symbol fonts, which have no character of their own. */
const bullets = /[\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0a8\uf071]/g

/** What no text has, and Postgres in part refuses; private-use characters, which have no meaning outside their font; marks without width. */
const unreadable = /(?![\t\n\r])\p{Cc}|\p{Co}|[\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffc]/gu

/** What TeX's fonts have in the places of control characters, where no table says what that is: OT1, then T1. */
const ligatures: Record<string, string> = {
  ...{ '\u000b': 'ff', '\u000c': 'fi', '\r': 'fl', '\u000e': 'ffi', '\u000f': 'ffl' },
  ...{ '\u001b': 'ff', '\u001c': 'fi', '\u001d': 'fl', '\u001e': 'ffi', '\u001f': 'ffl' },
  ...{ '\u0010': '“', '\u0011': '”', '\u0015': '–', '\u0016': '—' },
}

/** What a page writes, with the ligatures and dashes of fonts that do not say what their letters are. */
export function withLigatures(text: string): string {
  if (plain.test(text)) return text
  return text.replace(/\p{Cc}/gu, (letters) => ligatures[letters] ?? letters)
}

/** Of ASCII and the letters of Western Europe: most of all texts. */
const plain = /^[ -~¡-ɏ]*$/

/** What `tidyLine` may change. */
const untidy = /[´ˆ˜¨¸`\u00ad]|[^\n -ɏ]|[.·] *[.·]|\d [.,]| {2}|^ | $/

/** A run's characters without those that no text has; no halves of a pair, and one kind of space. */
export function cleanText(text: string): string {
  if (plain.test(text)) return text
  return text.toWellFormed().replace(bullets, '•').replace(unreadable, '').replace(/\s/g, ' ')
}

/**
 * A line's text: accents on their letters, the dots that lead to a number cut short, numbers whole, and no marks for
 * where a word could be divided, but for the one at its end.
 */
export function tidyLine(text: string): string {
  if (!untidy.test(text)) return text
  return text
    .replace(/([´ˆ˜¨¸]|(?<=\p{L})`) ?([a-zA-Zı])/gu, (_, accent: string, letter: string) => {
      const composed = `${letter === 'ı' ? 'i' : letter}${accents[accent]}`.normalize('NFC')
      return composed.length === 1 ? composed : `${accent}${letter}`
    })
    .normalize('NFC')
    .replace(/(?:[.·] *){4,}/g, ' … ')
    .replace(/(\d) ([.,]\d)/g, '$1$2')
    .replace(/\u00ad(?!$)/g, '')
    .replace(/ {2,}/g, ' ')
    .trim()
}
