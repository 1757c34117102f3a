import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Run } from '../layout/types.ts'

/** Whether letters are set so far apart that each looks like a word: "T Í T U L O". */
export function isSpacedOut(text: string): boolean {
  if (text.length < 7) return false
  const words = text.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word))
  return words.length >= 4 && words.filter((word) => [...word].length === 1).length >= words.length * 0.7
}

/**
 * The words of letters that are set apart, told by the spaces that the page writes between them. A text that cannot be
 * found, or that really has single letters, stays as it is.
 *
 * @param drawn see `readDrawnText`
 */
export function restoreWords(runs: Run[], drawn: string): void {
  // A program that writes no spaces, but moves on, does not tell.
  if (!drawn.includes(' ')) return
  const positions: number[] = []
  for (let i = 0; i < drawn.length; i++) if (drawn[i] !== ' ') positions.push(i)
  const solid = drawn.replaceAll(' ', '')
  for (const run of runs) {
    if (!isSpacedOut(run.text)) continue
    const letters = run.text.replaceAll(' ', '')
    const at = solid.indexOf(letters)
    if (at === -1) continue
    const end = positions[at + letters.length - 1] ?? 0
    run.text = drawn.slice(positions[at], end + 1).replace(/ +/g, ' ')
  }
}

/** All that a page writes, in the order in which it does, with the spaces that it writes and no others. */
export async function readDrawnText(page: PDFPageProxy, showText: number): Promise<string> {
  const { fnArray, argsArray } = await page.getOperatorList()
  const parts: string[] = []
  fnArray.forEach((operator, i) => {
    if (operator !== showText) return
    for (const glyph of (argsArray[i]?.[0] ?? []) as ({ unicode?: string } | number | null)[]) {
      if (typeof glyph === 'object' && glyph?.unicode) parts.push(glyph.unicode)
    }
  })
  return parts.join('').normalize('NFC').replace(/\s/g, ' ')
}
