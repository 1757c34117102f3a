// Makes PDFs of the texts of this repository by programs of others: make-files.ts FOLDER. Prints nothing.
import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '../..')
const folder = resolve(process.argv[2] ?? '')
const work = join(folder, 'work')
await mkdir(work, { recursive: true })

const inFolder = async (path: string, ending: string) =>
  (await readdir(join(root, path))).filter((name) => name.endsWith(ending)).map((name) => join(root, path, name))
const demo = await inFolder('examples/demo', '.md')
const decisions = await inFolder('docs/decisions', '.md')
const nameOf = (path: string) => basename(path).replace(/\.\w+$/, '')

/** What only one program's fonts have is left out of the comparison: it says nothing about reading. */
const plain = ['-f', 'gfm', '-V', 'lang=pt-BR', '-M', 'title= ']

async function latex(path: string, name: string, options: readonly string[]): Promise<void> {
  await run('pandoc', [...plain, path, '-o', join(folder, `latex-${name}.pdf`), ...options], { cwd: work })
}

async function chromium(path: string, name: string, style: string, flags: readonly string[] = []): Promise<void> {
  const page = join(work, `${name}.html`)
  const head = join(work, `${name}.css.html`)
  await writeFile(head, `<style>body{max-width:none!important;${style}}</style>`)
  await run('pandoc', [...plain, '-s', '-H', head, path, '-o', page])
  const output = `--print-to-pdf=${join(folder, `chromium-${name}.pdf`)}`
  await run('chromium', ['--no-sandbox', '--headless', '--disable-gpu', ...flags, output, page])
}

async function office(path: string, name: string, options: string): Promise<void> {
  await run('soffice', ['--headless', '--convert-to', `pdf${options}`, '--outdir', work, path])
  await run('mv', [join(work, `${nameOf(path)}.pdf`), join(folder, `office-${name}.pdf`)])
}

async function writer(path: string, name: string, tagged: boolean): Promise<void> {
  const document = join(work, `${name}.docx`)
  await run('pandoc', [...plain, path, '-o', document])
  await office(document, name, `:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"${tagged}"}}`)
}

async function groff(path: string, name: string): Promise<void> {
  const source = join(work, `${name}.ms`)
  await run('pandoc', [...plain, '-s', path, '-t', 'ms', '-o', source])
  const { stdout } = await run('groff', ['-k', '-Kutf8', '-t', '-ms', '-Tpdf', '-P-pa4', '-dpaper=a4', source], {
    encoding: 'buffer',
    maxBuffer: 100e6,
  })
  await writeFile(join(folder, `groff-${name}.pdf`), stdout)
}

async function reportlab(path: string, name: string): Promise<void> {
  const text = join(work, `${name}.txt`)
  await run('pandoc', [...plain, '--wrap=none', path, '-t', 'plain', '-o', text])
  await run('/usr/bin/python3', [
    join(import.meta.dirname, 'print_text.py'),
    text,
    join(folder, `reportlab-${name}.pdf`),
  ])
}

const styles = [
  'font:11pt serif',
  'font:10pt sans-serif;text-align:justify;hyphens:auto',
  'column-count:2;font:9pt serif',
]
for (const [i, path] of demo.entries()) {
  const name = nameOf(path)
  // LaTeX divides no table that goes over pages into columns.
  const hasTable = /^\|/m.test(await readFile(path, 'utf8'))
  await latex(path, name, hasTable ? [] : ['-V', 'classoption=twocolumn', '-V', 'geometry:margin=2cm'])
  await chromium(
    path,
    name,
    styles[i % 3] ?? '',
    i % 2 === 0 ? [] : ['--no-pdf-header-footer', '--disable-pdf-tagging'],
  )
  await writer(path, name, i % 2 === 0)
  await groff(path, name)
  await reportlab(path, name)
}
/** What LaTeX's fonts have no letters for would end it. */
const isWestern = async (path: string) => !/[^\n -\u00ff–—‘’“”…•]/.test(await readFile(path, 'utf8'))
const western = await Promise.all(decisions.map(async (path) => ((await isWestern(path)) ? [path] : [])))
for (const [i, path] of western.flat().slice(0, 20).entries()) {
  await (i % 2 === 0
    ? latex(path, nameOf(path), ['-V', 'fontsize=12pt'])
    : chromium(path, nameOf(path), styles[2] ?? ''))
}
const files = join(root, 'server/test/files')
for (const name of [
  'manual.docx',
  'resultados.pptx',
  'estoque.xlsx',
  'politica-de-ferias.fodt',
  'politica-de-ferias.html',
]) {
  await office(join(files, name), name.replace('.', '-'), '')
}
