/** What `normalise` changes: most texts have none of it. */
const changed = /[\u00a0\u00ad\u180e\u2007\u200b-\u200f\u202a-\u202f\u2060-\u2069\ufeff\ufb00-\ufb06]/
/** Where a word could be divided, or must not be: nothing that is seen, and nothing that is typed. */
const invisible =
  /[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?<=[\p{sc=Latin}\p{Nd}])[\u200c\u200d](?=[\p{sc=Latin}\p{Nd}])/gu

/**
 * A text as it would be typed: without what divides words invisibly, with one kind of blank, ligatures as their letters,
 * accents on their letters (NFC). Joiners stay where they belong to what is seen, as in emoji and Arabic.
 */
export function normalise(text: string): string {
  const clean = changed.test(text)
    ? text
        .replace(invisible, '')
        .replace(/[\u00a0\u2007\u202f]/g, ' ')
        .replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC'))
    : text
  return clean.normalize('NFC')
}
