// Draws docs/demo.svg, the picture of the READMEs, from a real run of `renum demo`.
import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const columns = 112
const [charWidth, lineHeight, padding] = [7.25, 17, 20]

const { status, stdout } = spawnSync(process.execPath, [join(root, 'cli/bin/renum.mjs'), 'demo'], {
  encoding: 'utf8',
  env: { ...process.env, LANG: 'pt_BR.UTF-8' },
})
if (status !== 0) throw new Error(`renum demo ended with ${status}`)

const colours: [RegExp, string][] = [
  [/^ {2}✓/, '#7ee787'],
  [/^ {4}→/, '#79c0ff'],
  [/^ {2}\S.*\?$/, '#ffffff'],
  [/^ {4}/, '#adbac7'],
]

/** A line without what moves (progress), cut at the width of the picture. */
function drawn(line: string, i: number): string {
  const text = line.length > columns ? `${line.slice(0, columns - 1)}…` : line
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  const fill = colours.find(([pattern]) => pattern.test(line))?.[1] ?? '#d0d7de'
  return `<text x="${padding}" y="${padding + 30 + i * lineHeight}" fill="${fill}">${escaped}</text>`
}

const shown = stdout
  .trimEnd()
  .split('\n')
  .filter((line) => !/^ {2}\S+ {2}\d+\/\d+$/.test(line))
const lines = ['$ npm run demo', ...shown]
const width = Math.round(columns * charWidth + 2 * padding)
const height = lines.length * lineHeight + 2 * padding + 20
const dots = ['#ff5f56', '#ffbd2e', '#27c93f'].map(
  (fill, i) => `<circle cx="${20 + i * 18}" cy="17" r="6" fill="${fill}"/>`,
)
const svg = [
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
  '<title>npm run demo</title>',
  `<rect width="${width}" height="${height}" rx="8" fill="#161b22"/>${dots.join('')}`,
  '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="12" style="white-space:pre">',
  ...lines.map(drawn),
  '</g></svg>',
  '',
]
await writeFile(join(root, 'docs/demo.svg'), svg.join('\n'))
process.stdout.write(`docs/demo.svg: ${lines.length} lines of a real run\n`)
