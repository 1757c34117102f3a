// Every pair of colours that meet has the contrast that WCAG 2.2 AA asks for, in the light and in the dark.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(join(import.meta.dirname, '../../src/design/tokens.css'), 'utf8')

function theme(selector: string): Record<string, string> {
  const from = css.indexOf(selector)
  expect(from).toBeGreaterThanOrEqual(0)
  const block = css.slice(from, css.indexOf('}', from))
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]))
}
const themes = {
  light: theme('[data-theme="light"]'),
  dark: theme('[data-theme="dark"]'),
  'dark by the system': theme(':root:not([data-theme])'),
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const grounds = ['canvas', 'surface', 'sunken', 'hover']
/** What is read: 4.5. */
const texts: [string, string][] = [
  ...grounds.flatMap((ground) =>
    ['ink', 'ink-soft', 'ink-faint', 'accent-ink'].map((ink): [string, string] => [ink, ground]),
  ),
  ...['ink', 'ink-soft', 'accent-ink'].map((ink): [string, string] => [ink, 'accent-soft']),
  ...['canvas', 'surface', 'danger-soft'].map((ground): [string, string] => ['danger-ink', ground]),
  ...['canvas', 'surface', 'warning-soft'].map((ground): [string, string] => ['warning-ink', ground]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ['on-mark', 'mark'],
]
/** What is only seen, as the edge of a field, the focus, or a bar: 3. */
const shapes: [string, string][] = [
  ...['line-strong', 'accent', 'danger'].flatMap((line) =>
    ['canvas', 'surface'].map((ground): [string, string] => [line, ground]),
  ),
  ...['chart-1', 'chart-2', 'chart-3'].map((bar): [string, string] => [bar, 'surface']),
]

describe.each(Object.entries(themes))('in the %s theme', (_, colours) => {
  const contrast = (a: string, b: string) => {
    const [one, two] = [a, b].map((name) => {
      expect(colours, `--${name}`).toHaveProperty(name)
      return luminance(colours[name] ?? '')
    })
    const [high, low] = [Math.max(one ?? 0, two ?? 0), Math.min(one ?? 0, two ?? 0)]
    return (high + 0.05) / (low + 0.05)
  }

  it.each(texts)('%s is read on %s', (ink, ground) => {
    expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(shapes)('%s is seen on %s', (shape, ground) => {
    expect(contrast(shape, ground)).toBeGreaterThanOrEqual(3)
  })

  it('knows the same names as the others', () => {
    expect(Object.keys(colours).sort()).toEqual(Object.keys(themes.light).sort())
  })
})
