import { type Heading, type Section, sectionsOf } from '../section.ts'

/** The sections of a Markdown text: one from each heading to the next, outside fenced code. CommonMark's headings. */
export function markdownSections(text: string): Section[] {
  return sectionsOf(text, headings(text))
}

function* headings(text: string): Generator<Heading> {
  let fence: string | undefined
  let paragraph: { start: number; line: string } | undefined
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const next = newline === -1 ? text.length : newline + 1
    const line = text.slice(start, next).trimEnd()
    const before = paragraph
    paragraph = undefined
    if (fence !== undefined) {
      if (closesFence(line, fence)) fence = undefined
    } else if (opensFence(line)) {
      fence = opensFence(line)
    } else if (/^ {0,3}#{1,6}(?=[ \t]|$)/.test(line)) {
      const marks = line.trimStart()
      const level = /^#+/.exec(marks)?.[0].length ?? 1
      yield { level, title: withoutClosingMarks(marks.slice(level).trim()), start }
    } else if (before && /^ {0,3}(=+|-+)$/.test(line)) {
      yield { level: line.includes('=') ? 1 : 2, title: before.line.trim(), start: before.start }
    } else if (line !== '' && /^ {0,3}[^ \t>|+*-]/.test(line)) {
      // Only a paragraph of one line is taken for a title; a list, a quote or a table is none.
      paragraph = before ? undefined : { start, line }
    }
    start = next
  }
}

/** The mark of a fence that this line opens. One of backticks has none in what follows it. */
function opensFence(line: string): string | undefined {
  const [before, mark] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? []
  return mark?.startsWith('`') && line.slice(before?.length).includes('`') ? undefined : mark
}

function closesFence(line: string, fence: string): boolean {
  const mark = line.trim()
  return /^ {0,3}\S/.test(line) && mark.length >= fence.length && mark === (fence[0] ?? '').repeat(mark.length)
}

/** `Title ##` is "Title", `C#` stays what it is. */
function withoutClosingMarks(title: string): string {
  let end = title.length
  while (title[end - 1] === '#') end--
  if (end === 0) return ''
  return end < title.length && /[ \t]/.test(title[end - 1] ?? '') ? title.slice(0, end).trimEnd() : title
}
