/** A passage as it is read in a list: without the signs of Markdown, without empty lines, and its sentences whole. */
export function passageText(content: string): string {
  return (
    content
      .replace(/^#{1,6} +/gm, '')
      .replace(/^\s*\|?(\s*:?-{3,}:?\s*\|?)+\s*$/gm, '')
      .replace(/\n\s*\n+/g, '\n')
      // Lines that an editor wrapped.
      .replace(/(?<=[^|\s.:;]) *\n(?=\p{Ll})/gu, ' ')
      .trim()
  )
}
