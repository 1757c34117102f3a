import type { PageLayout } from '../../document/page-layout.ts'
import { type Heading, type Section, sectionsOf } from '../../document/section.ts'
import { type Block, hasListLabel, type Line } from '../layout/types.ts'
import { endsInWord, withoutLineHyphen, wordsOf } from './hyphens.ts'
import { lineLayout } from './line-layout.ts'

interface Composed {
  text: string
  sections: Section[]
  pages: number[]
  layout: PageLayout[]
}

/** What a line adds to the text; what has no line stands between lines. */
interface Part {
  text: string
  line?: Line
}

/** Words after which no paragraph ends. */
const leadsOn =
  /(?:^| )(?:a|o|as|os|e|ou|de|d[aeo]s?|em|n[ao]s?|aos?|à|às|por|pel[ao]s?|com|para|que|uma?|the|of|and|to|in|for|with)$/

/**
 * The text of a document from what its pages show: the lines of a paragraph joined, also over the end of a page, blank
 * lines between paragraphs, a table's rows as lines of "cell | cell".
 *
 * @param sizes of the pages, in points
 */
export function compose(blocks: readonly Block[], sizes: readonly { width: number; height: number }[]): Composed {
  const words = wordsOf(blocks)
  const pages: number[] = []
  const headings: Heading[] = []
  const parts: string[] = []
  const layout = sizes.map(({ width, height }, i): PageLayout => ({ page: i + 1, width, height, lines: [] }))
  let length = 0
  function add(part: string): void {
    parts.push(part)
    length += part.length
  }
  function turnTo(page: number, offset: number): void {
    while (pages.length <= page) pages.push(offset)
  }

  function dropSoftHyphen(): void {
    const last = parts.at(-1)
    if (!last?.endsWith('\u00ad')) return
    parts[parts.length - 1] = last.slice(0, -1)
    length--
  }

  let above: Block | undefined
  for (const block of blocks) {
    const lines = partsOf(block, words)
    const first = lines[0]?.text ?? ''
    const last = parts.at(-1) ?? ''
    const goesOn = above !== undefined && continuesOver(above, block)
    if (goesOn && endsInWord(last)) {
      parts[parts.length - 1] = withoutLineHyphen(last, first, words)
      length += (parts.at(-1)?.length ?? 0) - last.length
      // What is left of the word belongs to the page that it began on.
      const rest = first.indexOf(' ')
      turnTo(block.page, length + (rest === -1 ? first.length : rest + 1))
    } else {
      dropSoftHyphen()
      if (above) add(goesOn ? ' ' : isTight(above, block) ? '\n' : '\n\n')
      turnTo(block.page, length)
    }
    if (block.kind === 'heading')
      headings.push({ level: block.level ?? 1, title: lines.map(({ text }) => text).join(''), start: length })
    for (const { text, line } of lines) {
      if (line) layout[block.page]?.lines.push(lineLayout(line, length, text.trimEnd().length))
      add(text)
    }
    above = block
  }
  dropSoftHyphen()
  turnTo(sizes.length - 1, length)
  const text = parts.join('')
  const shown = layout.filter(({ lines }) => lines.length > 0)
  for (const page of shown) {
    page.width = Math.round(page.width)
    page.height = Math.round(page.height)
  }
  return { text, sections: sectionsOf(text, headings), pages, layout: shown }
}

/** What the lines of a block are, one after the other, in its text. */
function partsOf({ kind, cells }: Block, words: ReadonlySet<string>): Part[] {
  const [first = []] = cells
  if (kind !== 'row') return joined(first, words)
  return cells.flatMap((lines, i) => [...(i === 0 ? [] : [{ text: ' | ' }]), ...joined(lines, words)])
}

function joined(lines: readonly Line[], words: ReadonlySet<string>): Part[] {
  return lines.map((line, i) => {
    const { text } = line
    const next = lines[i + 1]?.text
    if (next === undefined) return { text, line }
    return { line, text: endsInWord(text) && /^\p{L}/u.test(next) ? withoutLineHyphen(text, next, words) : `${text} ` }
  })
}

function isTight(above: Block, block: Block): boolean {
  if (above.kind === 'heading' || block.kind === 'heading') return false
  return (block.tight && block.page === above.page) || (block.kind === 'row' && above.kind === 'row')
}

/** Whether a block goes on, at the top of a column or page, with the paragraph that ended the one before. */
export function continuesOver(above: Block, block: Block): boolean {
  const opens = block.opens || block.page !== above.page
  const [last, first] = [above.cells[0]?.at(-1), block.cells[0]?.[0]]
  const areText = [above, block].every(({ kind }) => kind === 'paragraph' || kind === 'item')
  if (!opens || !areText || !last || !first || hasListLabel(first.text)) return false
  if (Math.abs(last.size - first.size) > 0.08 * last.size || /[.:;!?…]["”»)]*$/.test(last.text)) return false
  return /^\p{Ll}/u.test(first.text) || (!endsInWord(last.text) && (last.text.endsWith(',') || leadsOn.test(last.text)))
}
