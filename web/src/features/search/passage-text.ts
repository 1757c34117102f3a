/** A passage as it is read in a list: without the signs of Markdown, and without empty lines. */
export function passageText(content: string): string {
  return content
    .replace(/^#{1,6} +/gm, '')
    .replace(/^\s*\|?(\s*:?-{3,}:?\s*\|?)+\s*$/gm, '')
    .replace(/\n\s*\n+/g, '\n')
    .trim()
}
