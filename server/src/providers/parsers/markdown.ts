import type { Section } from './parse.ts'

/** The sections of a Markdown text: one from each ATX heading to the next, outside fenced code. */
export function markdownSections(text: string): Section[] {
  const sections: Section[] = []
  const path: string[] = []
  let current: Section = { start: 0, end: 0 }
  let fence: string | undefined
  for (const match of text.matchAll(/[^\n]*(\n|$)/g)) {
    const line = match[0].trimEnd()
    if (match[0] === '') break
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence ? mark?.startsWith(fence) : mark) {
      fence = fence ? undefined : mark
      continue
    }
    const heading = fence ? null : /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$/.exec(line)
    if (!heading) continue
    const [, marks = '', title = ''] = heading
    sections.push({ ...current, end: match.index })
    path.length = Math.min(path.length, marks.length - 1)
    while (path.length < marks.length - 1) path.push('')
    path.push(title)
    current = { start: match.index, end: match.index }
    const titles = path.filter(Boolean).join(' > ')
    if (titles) current.heading = titles
  }
  sections.push({ ...current, end: text.length })
  return sections.filter(({ start, end }) => text.slice(start, end).trim() !== '')
}
