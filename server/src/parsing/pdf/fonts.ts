import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Block } from './layout/types.ts'

/** Pages that are looked at for the names of their fonts; few documents have a font that none of the first shows. */
const mostPages = 50

/** Which of a document's fonts are bold, by the names that they have in its lines. */
export async function readBoldFonts(document: PDFDocumentProxy, blocks: readonly Block[]): Promise<Set<string>> {
  const firstPages = new Map<string, number>()
  for (const { page, cells } of blocks) {
    for (const font of cells.flat().flatMap(({ fonts }) => fonts)) {
      if (!firstPages.has(font)) firstPages.set(font, page)
    }
  }
  const bold = new Set<string>()
  for (const number of [...new Set(firstPages.values())].slice(0, mostPages)) {
    const page = await document.getPage(number + 1).catch(() => undefined)
    if (!page) continue
    // What the page draws is not needed, but only with it come the fonts.
    await page.getOperatorList().catch(() => undefined)
    for (const [font, first] of firstPages) {
      if (first !== number || !page.commonObjs.has(font)) continue
      const { name } = (page.commonObjs.get(font) ?? {}) as { name?: string }
      if (/bold|black|heavy|semibold|demi/i.test(name ?? '')) bold.add(font)
    }
    page.cleanup()
  }
  return bold
}
