/** What a terminal obeys, or what turns the direction of the text behind it: controls but tab and line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const obeyed = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** A text for a terminal or a log: what a stranger wrote is seen, as `\u001b`, and not obeyed. JSON stays the same JSON. */
export function printable(text: string): string {
  return text.replace(obeyed, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
