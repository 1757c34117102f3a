// Reads each document of a folder, and compares its words with what another program found in it (`<name>.words`).
//   bench/formats/compare.ts FOLDER
// The names of columns, which every row repeats, count once; figures say by their last digit in which column they stand.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { detectFileType } from '../../server/src/parsing/chunk-document.ts'
import { TextBuilder } from '../../server/src/parsing/document/text-builder.ts'
import { readDocument } from '../../server/src/parsing/readers.ts'

/** The most that may be lost, and invented. */
const most = 0.005
const columns = ['Produto', 'Estoque', 'Preço', 'Peso', 'Altura', 'Largura', 'Meta', 'Saldo']

const [folder = ''] = process.argv.slice(2)
const quiet = { ocr: false, onProgress() {}, onRecognise() {}, onRecognised() {} }

// Before the names of columns are repeated: they are written once, above their rows.
const named = new WeakMap<TextBuilder, unknown>()
const { row } = TextBuilder.prototype
TextBuilder.prototype.row = function (cells, names, number) {
  if (!repeats && names && named.get(this) !== names) {
    named.set(this, names)
    row.call(this, names)
  }
  row.call(this, cells, repeats ? names : undefined, number)
}
let repeats = false

async function textOf(name: string, repeated: boolean): Promise<string> {
  repeats = repeated
  const bytes = new Uint8Array(readFileSync(join(folder, name)))
  return (await readDocument(bytes, detectFileType(bytes, name), quiet)).text
}

function wordsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  // What numbers an item, and what Markdown writes around words, is no word.
  const clean = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/^\s*\d{1,3}\.\s/gm, ' ')
  for (const word of clean.match(/[\p{L}\p{N}]+/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** How often words are in the one more often than in the other. */
function surplus(of: Map<string, number>, over: Map<string, number>): [string, number][] {
  return [...of].flatMap(([word, count]) => {
    const more = count - (over.get(word) ?? 0)
    return more > 0 ? [[word, more] as [string, number]] : []
  })
}

function cap(found: Map<string, number>, there: Map<string, number>, word: string): void {
  found.set(word, Math.min(found.get(word) ?? 0, there.get(word) ?? 0))
}

const sum = (counts: readonly [string, number][]) => counts.reduce((total, [, count]) => total + count, 0)
const total = { files: 0, words: 0, lost: 0, invented: 0, figures: 0, wrong: 0, unnamed: 0 }
for (const name of readdirSync(folder).sort()) {
  if (name.endsWith('.words')) continue
  const found = wordsOf(await textOf(name, false))
  const there = wordsOf(readFileSync(join(folder, `${name}.words`), 'utf8'))
  // A table of Markdown is written beside the builder, its names repeated.
  if (name.endsWith('.md')) for (const column of columns) cap(found, there, column.toLowerCase())
  const [lost, invented] = [surplus(there, found), surplus(found, there)]
  const count = sum([...there])
  total.files++
  total.words += count
  total.lost += sum(lost)
  total.invented += sum(invented)
  for (const line of (await textOf(name, true)).split('\n')) {
    for (const cell of line.split(' | ')) {
      const [, column, figure] = /^(?:.* – )?(\p{L}+): (\d{4})$/u.exec(cell) ?? []
      if (column === undefined || !columns.includes(column)) {
        if (/^\d{4}$/.test(cell)) total.unnamed++
        continue
      }
      total.figures++
      if (columns.indexOf(column) !== Number(figure?.at(-1))) {
        total.wrong++
        process.stdout.write(`${name}: ${cell} stands in the wrong column\n`)
      }
    }
  }
  const bad = Math.max(sum(lost), sum(invented))
  if (bad > most * count) {
    const some = (counts: [string, number][]) =>
      counts
        .slice(0, 12)
        .map(([word, n]) => `${word}×${n}`)
        .join(' ')
    process.stdout.write(
      `${name}: of ${count} words lost ${sum(lost)} (${some(lost)}), invented ${sum(invented)} (${some(invented)})\n`,
    )
  }
}
const share = (count: number) => `${((100 * count) / Math.max(1, total.words)).toFixed(2)} %`
process.stdout.write(
  `${total.files} files, ${total.words} words: lost ${share(total.lost)}, invented ${share(total.invented)}; ${total.figures} figures, ${total.wrong} in a wrong column, ${total.unnamed} without one\n`,
)
const isGood = total.files >= 100 && total.lost <= most * total.words && total.invented <= most * total.words
process.exitCode = isGood && total.wrong === 0 && total.figures > 1000 ? 0 : 1
