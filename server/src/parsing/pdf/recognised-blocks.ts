import type { SeenLine } from '../ocr/recognised-page.ts'
import type { Block, Line } from './layout/types.ts'

/** The blocks of a page that was recognised: its paragraphs. @param page from 0 */
export function recognisedBlocks(paragraphs: readonly (readonly SeenLine[])[], page: number): Block[] {
  return paragraphs.map((lines) => ({
    kind: 'paragraph',
    page,
    // All alike: what its letters measure says little, and no heading is guessed from it.
    cells: [lines.map((line): Line => ({ ...line, size: 12, fonts: [] }))],
    tight: false,
    opens: false,
  }))
}
