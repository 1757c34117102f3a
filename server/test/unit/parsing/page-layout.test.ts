import { readFile } from 'node:fs/promises'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, it } from 'vitest'
import { onPage, type Rectangle } from '../../../src/features/page-layouts/page-layouts.ts'
import type { ParsedDocument } from '../../../src/parsing/document/parsed-document.ts'
import type { FileType } from '../../../src/parsing/file-types.ts'
import { readDocument } from '../../../src/parsing/readers.ts'

const bytesOf = async (name: string) => new Uint8Array(await readFile(new URL(`../../files/${name}`, import.meta.url)))
const read = async (name: string, type: FileType = 'application/pdf') =>
  readDocument(await bytesOf(name), type, { ocr: true, onProgress() {}, onRecognise() {}, onRecognised() {} })

/** The rectangles of a text that the document says once, with their pages. */
function rectanglesOf({ text, layout = [] }: ParsedDocument, part: string) {
  const start = text.indexOf(part)
  expect(start, part).not.toBe(-1)
  return layout
    .map((page) => onPage(page, { start, end: start + part.length }))
    .filter(({ rectangles }) => rectangles.length > 0)
}

interface Item extends Rectangle {
  text: string
}

/** What pdf.js says of upright text: pages of items with their places. */
async function itemsOf(name: string): Promise<Item[][]> {
  const task = getDocument({ data: await bytesOf(name), verbosity: 0 })
  const document = await task.promise
  const pages: Item[][] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const [, , , height = 0] = page.view
    const { items } = await page.getTextContent()
    pages.push(
      items.flatMap((item) => {
        if (!('str' in item) || item.transform[1] !== 0) return []
        const [, , , size, x, y] = item.transform as [number, number, number, number, number, number]
        return [{ text: item.str, x, y: height - y - size, width: item.width, height: size }]
      }),
    )
  }
  await task.destroy()
  return pages
}

/** What stands under a rectangle: of each item the letters that do, all being as wide as the others. */
function textUnder(items: readonly Item[], { x, y, width, height }: Rectangle, slack = 12): string {
  return items
    .filter((item) => Math.abs(item.y + item.height / 2 - y - height / 2) < height / 2)
    .map((item) => {
      const letter = item.width / item.text.length
      return item.text.slice(
        Math.max(0, Math.floor((x - slack - item.x) / letter)),
        Math.max(0, Math.ceil((x + width + slack - item.x) / letter)),
      )
    })
    .join('')
}

describe('the places of a text', () => {
  it.each(['writer-tagged.pdf', 'writer-untagged.pdf', 'groff-columns.pdf', 'chromium-columns.pdf', 'ghostscript.pdf'])(
    'are where a page shows it: each word of %s that is said once',
    async (name) => {
      const parsed = await read(name)
      const items = await itemsOf(name)
      const words = [...parsed.text.matchAll(/\p{L}{6,}/gu)].map(([word]) => word)
      const rare = words.filter((word) => parsed.text.split(word).length === 2)
      expect(rare.length).toBeGreaterThan(50)
      const missed = rare.filter((word) => {
        const found = rectanglesOf(parsed, word)
        const [page] = found
        const [only, ...others] = found.flatMap(({ rectangles }) => rectangles)
        // One that the end of a line divides has two.
        if (!page || !only || others.length > 0) return others.length !== 1
        const under = textUnder(items[page.page - 1] ?? [], only).replace(/\s/g, '')
        return !under.includes(word)
      })
      // Accents that old fonts draw apart, and ligatures, are other characters there.
      expect(missed.length, missed.join(' ')).toBeLessThanOrEqual(0.02 * rare.length)
    },
  )

  it('are narrow: a word has no more than its part of the line', async () => {
    const parsed = await read('writer-untagged.pdf')
    const [page] = rectanglesOf(parsed, 'contestá-la')
    expect(page).toMatchObject({ page: 1, width: 595, height: 842 })
    const [{ width = 0, height = 0 } = {}] = page?.rectangles ?? []
    expect(width).toBeGreaterThan(40)
    expect(width).toBeLessThan(70)
    expect(height).toBeGreaterThan(8)
    expect(height).toBeLessThan(16)
  })

  it('are found of text at an angle', async () => {
    const parsed = await read('chromium-tagged.pdf')
    const [page] = rectanglesOf(parsed, 'via do cliente')
    const [{ width = 0, height = 0 } = {}] = page?.rectangles ?? []
    expect(height).toBeGreaterThan(width)
  })

  it('are those of the page as it is shown where it was recognised', async () => {
    const parsed = await read('part-scanned-portuguese.pdf')
    const scanned = rectanglesOf(parsed, 'participação nos resultados do exercício')
    const [written] = rectanglesOf(await read('writer-untagged.pdf'), 'participação nos resultados do exercício')
    expect(scanned.map(({ page }) => page)).toEqual([2])
    const [a, b] = [scanned[0]?.rectangles[0], written?.rectangles[0]]
    for (const side of ['x', 'y', 'width'] as const)
      expect(Math.abs((a?.[side] ?? 0) - (b?.[side] ?? 99))).toBeLessThan(6)
  })
})
