/** What `normalise` changes: most texts have none of it. */
const changed = /[\u00ad\u200b-\u200d\u2060\ufeff\ufb00-\ufb06]/
/** Where a word could be divided, or must not be: nothing that is seen, and nothing that is typed. */
const invisible = /[\u00ad\u200b\u2060\ufeff]|(?<=[\p{sc=Latin}\p{Nd}])[\u200c\u200d](?=[\p{sc=Latin}\p{Nd}])/gu

/**
 * A text as it would be typed: without what divides words invisibly, ligatures as their letters, accents on their letters
 * (NFC). Joiners stay where they belong to what is seen, as in emoji and Arabic.
 */
export function normalise(text: string): string {
  const clean = changed.test(text)
    ? text.replace(invisible, '').replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC'))
    : text
  return clean.normalize('NFC')
}
