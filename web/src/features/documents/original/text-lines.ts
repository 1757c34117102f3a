export interface TextLine {
  kind: 'title' | 'heading' | 'subheading' | 'row' | 'rule' | 'item' | 'blank' | 'line' | 'prose'
  /** Where its text begins in the whole, in UTF-16 code units. */
  start: number
  /** Without the signs that say what it is. */
  text: string
}

/** The lines of a text; of Markdown as what they are, those of a paragraph to be run together. */
export function linesOf(text: string, markdown: boolean): TextLine[] {
  let offset = 0
  return text.split('\n').map((line) => {
    const start = offset
    offset += line.length + 1
    return markdown ? markdownLine(line, start) : { kind: line.trim() === '' ? 'blank' : 'line', start, text: line }
  })
}

function markdownLine(line: string, start: number): TextLine {
  if (line.trim() === '') return { kind: 'blank', start, text: line }
  const [signs = '', hashes = ''] = /^(#{1,6}) +/.exec(line) ?? []
  if (signs !== '') {
    const kind = hashes.length === 1 ? 'title' : hashes.length === 2 ? 'heading' : 'subheading'
    return { kind, start: start + signs.length, text: line.slice(signs.length) }
  }
  if (/^\s*\|?(\s*:?-{3,}:?\s*\|?)+\s*$/.test(line)) return { kind: 'rule', start, text: line }
  if (/^\s*\|/.test(line)) return { kind: 'row', start, text: line }
  if (/^\s*([-*+]|\d+[.)]) /.test(line)) return { kind: 'item', start, text: line.replace(/^(\s*)[-*+] /, '$1• ') }
  return { kind: 'prose', start, text: line }
}
