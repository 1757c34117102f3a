/**
 * How wide letters are in most fonts, in parts of the font's size: enough to tell where in a text whose width is known
 * one of its letters stands.
 */
export function letterWidth(letter: string): number {
  if (/[ijltfrI.,;:'|!()[\]/\s-]/.test(letter)) return 0.29
  if (/[mwMW@%—]/.test(letter)) return 0.87
  return /\p{Lu}/u.test(letter) ? 0.69 : 0.54
}

/** The width of a text, in parts of its font's size. */
export function textWidth(text: string): number {
  let width = 0
  for (const letter of text) width += letterWidth(letter)
  return width
}
