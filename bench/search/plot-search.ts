// Draws what `renum bench --only search --json` printed: node bench/search/plot-search.ts < result.json > docs/search.svg
import { text } from 'node:stream/consumers'
import type { Figures } from '../measure.ts'

const { sides }: { sides: Record<string, Figures> } = JSON.parse(await text(process.stdin))
const series = [
  { side: 'full_text', name: 'full text', color: '#0d9488' },
  { side: 'hybrid', name: 'hybrid', color: '#2563eb' },
  { side: 'vector', name: 'vector', color: '#9333ea' },
  { side: 'bare_vector', name: 'vector, bare SQL', color: '#c084fc' },
  { side: 'fts5', name: 'SQLite FTS5', color: '#d97706' },
]
const sizes = [...new Set(Object.keys(sides).flatMap((key) => /^full_text_(\d+)$/.exec(key)?.[1] ?? []))].map(Number)
const [width, height] = [760, 400]
const area = { left: 56, right: width - 190, top: 48, bottom: height - 44 }
const log = (value: number, from: number, to: number) => Math.log(value / from) / Math.log(to / from)
const x = (chunks: number) => area.left + log(chunks, 1_000, 50_000) * (area.right - area.left)
const y = (ms: number) => area.bottom - log(ms, 0.5, 100) * (area.bottom - area.top)
const round = (value: number) => Math.round(value * 10) / 10

const lines = series.map(({ side, name, color }) => {
  const points = sizes.map((chunks) => ({ chunks, ms: sides[`${side}_${chunks}`]?.p50_ms ?? Number.NaN }))
  const path = points.map(({ chunks, ms }) => `${round(x(chunks))},${round(y(ms))}`).join(' ')
  const dots = points
    .map(({ chunks, ms }) => `<circle cx="${round(x(chunks))}" cy="${round(y(ms))}" r="3.5"/>`)
    .join('')
  const last = points.at(-1) ?? { chunks: 1_000, ms: 1 }
  return { name, color, path, dots, at: y(last.ms), ms: last.ms }
})
// Labels stand at the ends of their lines, and not on each other.
const labels = lines.toSorted((a, b) => a.at - b.at)
labels.forEach((label, i) => {
  const above = labels[i - 1]
  if (above) label.at = Math.max(label.at, above.at + 17)
})

process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13">
<title>One search, by chunks of the client</title>
<style>
  svg { background: #fff; color: #18181b } .grid { stroke: #e4e4e7 } .quiet { fill: #71717a }
  @media (prefers-color-scheme: dark) { svg { background: #18181b; color: #fafafa } .grid { stroke: #3f3f46 } .quiet { fill: #a1a1aa } }
</style>
<text x="${area.left}" y="26" fill="currentColor" font-size="15">One search: p50 in ms, by chunks of the client</text>
${[1, 10, 100].map((ms) => `<line class="grid" x1="${area.left}" x2="${area.right}" y1="${round(y(ms))}" y2="${round(y(ms))}"/><text class="quiet" x="${area.left - 8}" y="${round(y(ms) + 4)}" text-anchor="end">${ms}</text>`).join('\n')}
${sizes.map((chunks) => `<text class="quiet" x="${round(x(chunks))}" y="${area.bottom + 24}" text-anchor="middle">${chunks.toLocaleString('en')}</text>`).join('\n')}
${lines.map(({ color, path, dots }) => `<g fill="${color}"><polyline points="${path}" fill="none" stroke="${color}" stroke-width="2.5"/>${dots}</g>`).join('\n')}
${labels.map(({ name, color, at, ms }) => `<text x="${area.right + 12}" y="${round(at + 4)}" fill="${color}">${name} ${round(ms)}</text>`).join('\n')}
</svg>
`)
