import { lineOf } from '../document/line-of.ts'
import { pageNumberIn } from '../pdf/layout/page-numbers.ts'
import type { OfficePackage, Relationship } from './opc-package.ts'
import { readXml } from './xml.ts'

/** What has no words of its own, or has them a second time. */
const skipped = new Set(['Fallback', 'del', 'moveFrom', 'instrText', 'docPart'])

/**
 * What the headers (or footers) of a document's pages say, each line once, and nothing that only counts pages: a code, a
 * revision, a registration number often stands nowhere else. Empty where there are none. Raises what `readXml` raises.
 */
export async function readPageText(
  file: Pick<OfficePackage, 'read'>,
  related: readonly Relationship[],
  type: 'header' | 'footer',
): Promise<string> {
  const lines = new Map<string, string>()
  for (const { target } of related.filter((one) => one.type === type)) {
    for (const text of await readLines(file.read(target))) {
      const line = lineOf(text)
      // A field keeps the number of the page on which it was last seen, whichever that was.
      const said = pageNumberIn(line, 0, 0)?.rest ?? line
      const key = said.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
      if (/\p{L}{2}|\d{4}/u.test(said) && !lines.has(key)) lines.set(key, line)
    }
  }
  return [...lines.values()].join('\n')
}

/** The paragraphs of a header; the cells of a table's row are one. */
async function readLines(source: ReturnType<OfficePackage['read']>): Promise<string[]> {
  const lines: string[] = []
  if (!source) return lines
  let [skip, rows, line, inText] = [0, 0, '', false]
  const end = () => {
    lines.push(line)
    line = ''
  }
  await readXml(source, {
    open(name) {
      if (skip > 0 || skipped.has(name)) skip++
      else if (name === 't') inText = true
      else if (name === 'tr') rows++
      else if (name === 'tab' || name === 'br') line += ' '
      else if (name === 'tc' && line.trim() !== '') line += ' | '
    },
    close(name) {
      if (skip > 0) skip--
      else if (name === 't') inText = false
      else if (name === 'tr') {
        rows--
        if (rows === 0) end()
      } else if (name === 'p') {
        if (rows === 0) end()
        else line += ' '
      }
    },
    text(text) {
      if (skip === 0 && inText) line += text
    },
  })
  return lines
}
