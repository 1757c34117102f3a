// Compares what is read of PDFs with what pdftotext reads of them, word by word: compare-words.ts FOLDER [--verbose].
// Prints the lane's sentence; exit 1 where more than 0.5 % of the words are lost or invented.
import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { rowsOfPage } from '../../server/src/parsing/pdf/build-document.ts'
import { findRunningText } from '../../server/src/parsing/pdf/layout/running-text.ts'
import { readPages } from '../../server/src/parsing/pdf/read-pages.ts'
import { openPdf, readPdf } from '../../server/src/parsing/pdf/read-pdf.ts'

const run = promisify(execFile)
/** The share of all words that may be lost, or invented. */
const most = 0.005
const [folder = '', verbose] = process.argv.slice(2)

/**
 * The words of a text, counted. A hyphen at a line's end is the line's or the word's, which the two readers decide each in
 * its way: none counts. Nor do bullets, and what a font draws as letters of its own.
 */
function wordsOf(text: string): Map<string, number> {
  const solid = text
    .normalize('NFKC')
    .replace(/[-‐‑\u00ad]\s*\n\s*/g, '')
    .replace(/[-‐‑\u00ad]/g, '')
  const words = new Map<string, number>()
  for (const [word] of solid.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) words.set(word, (words.get(word) ?? 0) + 1)
  return words
}

function without(words: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): string[] {
  return [...words].flatMap(([word, count]) =>
    Array.from({ length: Math.max(0, count - (others.get(word) ?? 0)) }, () => word),
  )
}

/** What pages repeat, and is not said by the text. */
async function repeatedIn(bytes: Uint8Array): Promise<string> {
  const task = openPdf(bytes, false)
  const pages = await readPages(await task.promise, { ocr: false, onProgress() {} })
  const { lines, said } = findRunningText(pages.map(rowsOfPage))
  for (const { row } of said) for (const line of row.lines) lines.delete(line)
  await task.destroy()
  return [...lines].map(({ text }) => text).join('\n')
}

const total = { files: 0, words: 0, lost: 0, invented: 0 }
for (const name of (await readdir(folder)).filter((name) => name.endsWith('.pdf')).sort()) {
  const path = join(folder, name)
  const options = { ocr: false, onProgress() {}, onRecognise() {}, onRecognised() {} }
  const bytes = await readFile(path)
  const { text } = await readPdf(new Uint8Array(bytes), options)
  const repeated = await repeatedIn(new Uint8Array(bytes))
  const { stdout } = await run('pdftotext', ['-enc', 'UTF-8', path, '-'], { maxBuffer: 100e6 })
  const [ours, theirs] = [wordsOf(`${text}\n\n${repeated}`), wordsOf(stdout)]
  const [lost, invented] = [without(theirs, ours), without(ours, theirs)]
  const words = [...theirs.values()].reduce((sum, count) => sum + count, 0)
  total.files++
  total.words += words
  total.lost += lost.length
  total.invented += invented.length
  if (verbose && lost.length + invented.length > 0) {
    const say = (some: string[]) => some.slice(0, 12).join(' ')
    process.stderr.write(
      `${name}: ${words} words, lost ${lost.length} (${say(lost)}), invented ${invented.length} (${say(invented)})\n`,
    )
  }
}
const percent = (count: number) => `${((100 * count) / total.words).toFixed(2)} %`
process.stdout.write(
  `${total.files} files, ${total.words} words: ${percent(total.lost)} lost, ${percent(total.invented)} invented\n`,
)
if (total.files === 0 || total.lost > most * total.words || total.invented > most * total.words) process.exit(1)
process.exit(0)
