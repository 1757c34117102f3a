// Looks whether the figures of tables stand in their columns: compare-tables.ts FOLDER [--verbose]. The PDFs are those that
// make-files.ts made of the examples' Markdown. Prints the lane's sentence; exit 1 where one stands in another column.
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { readPdf } from '../../server/src/parsing/pdf/read-pdf.ts'

const sources = resolve(import.meta.dirname, '../../examples/demo')
const [folder = '', verbose] = process.argv.slice(2)

/** Letters and digits: programs set their own dashes, quotes and hyphens. */
const bare = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')

/** The rows of the tables of a Markdown text, their cells bare. */
function tablesOf(markdown: string): string[][] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('|') && !/^\|[\s:|-]+\|$/.test(line))
  return lines.map((line) => line.split('|').slice(1, -1).map(bare))
}

const total = { figures: 0, wrong: 0, missing: 0 }
for (const name of (await readdir(folder)).filter((file) => file.endsWith('.pdf')).sort()) {
  // Reportlab's are printed as plain text.
  if (name.startsWith('reportlab')) continue
  const source = name.replace(/^\w+-/, '').replace(/\.pdf$/, '.md')
  const markdown = await readFile(join(sources, source), 'utf8').catch(() => undefined)
  if (markdown === undefined) continue
  const options = { ocr: false, onProgress() {}, onRecognise() {}, onRecognised() {} }
  const { text } = await readPdf(new Uint8Array(await readFile(join(folder, name))), options)
  const rows = text
    .split('\n')
    .filter((line) => line.includes(' | '))
    .map((line) => line.split(' | ').map(bare))
  const faults: string[] = []
  for (const cells of tablesOf(markdown)) {
    const figures = cells.flatMap((cell, column) =>
      /^\p{L}{0,3}\d/u.test(cell) && column > 0 ? [{ cell, column }] : [],
    )
    if (figures.length === 0) continue
    const alike = (row: readonly string[]) => cells.filter((cell) => cell !== '' && row.includes(cell)).length
    const row = rows.reduce<string[]>((best, one) => (alike(one) > alike(best) ? one : best), [])
    for (const { cell, column } of figures) {
      total.figures++
      if (row[column] === cell) continue
      if (row.includes(cell)) total.wrong++
      else total.missing++
      faults.push(`${cell} of ${cells.join(' | ')} in ${row.join(' | ')}`)
    }
  }
  if (verbose && faults.length > 0) process.stderr.write(`${name}:\n  ${faults.slice(0, 8).join('\n  ')}\n`)
}
process.stdout.write(
  `${total.figures} figures of tables: ${total.wrong} in another column, ${total.missing} in no cell of their own\n`,
)
process.exit(total.figures === 0 || total.wrong > 0 ? 1 : 0)
