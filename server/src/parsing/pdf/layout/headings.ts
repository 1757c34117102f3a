import type { Block, Line } from './types.ts'

/** Longer ones are text that looks like a heading. */
const maxHeadingLength = 200
/** How much larger than the text a heading's letters are, at least. */
const larger = 1.15

/**
 * Makes headings of blocks by how they look: set in larger letters than most of the text, or in bold and apart from it.
 * The larger, the higher the level; below them bold ones; "2.1" is one level below "2".
 *
 * @param isBold of a font, by its name in the lines
 */
export function markHeadingsByStyle(blocks: readonly Block[], isBold: (font: string) => boolean): void {
  const lines = blocks.flatMap(({ cells }) => cells.flat())
  const body = mostCommonSize(lines)
  const bold = (some: readonly Line[]) => some.every(({ fonts }) => fonts.every(isBold))
  const boldCharacters = characters(lines.filter((line) => bold([line])))
  const boldIsRare = boldCharacters < 0.3 * characters(lines)

  const candidates = blocks.flatMap((block) => {
    const [only = [], other] = block.cells
    const size = only[0]?.size ?? 0
    if (other || !saysLittle(only)) return []
    const isLarge = size >= larger * body
    const isBoldTitle =
      boldIsRare && bold(only) && size >= 0.95 * body && only.length <= 2 && !/[.:;,]$/.test(only.at(-1)?.text ?? '')
    return isLarge || isBoldTitle ? [{ block, rank: isLarge ? Math.round(size * 2) / 2 : 0 }] : []
  })
  const ranks = [...new Set(candidates.map(({ rank }) => rank))].sort((a, b) => b - a)
  for (const { block, rank } of candidates) {
    const numbers = /^(\d{1,3}(?:\.\d{1,3})*)\.?\s/.exec(block.cells[0]?.[0]?.text ?? '')?.[1]
    block.kind = 'heading'
    block.level = Math.min(6, ranks.indexOf(rank) + 1 + (numbers?.split('.').length ?? 1) - 1)
  }
}

/** Symbols and single letters may be large, too. */
function saysLittle(lines: readonly Line[]): boolean {
  const text = lines.map((line) => line.text).join(' ')
  return lines.length <= 3 && text.length <= maxHeadingLength && /\p{L}{3}/u.test(text) && !/[,;]$/.test(text)
}

function characters(lines: readonly Line[]): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0)
}

function mostCommonSize(lines: readonly Line[]): number {
  const sizes = new Map<number, number>()
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2
    sizes.set(rounded, (sizes.get(rounded) ?? 0) + text.length)
  }
  return [...sizes].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0]
}
