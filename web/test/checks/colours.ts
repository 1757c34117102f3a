const grounds = ['canvas', 'surface', 'sunken', 'hover']
const pairs = (inks: string[], on: string[]) => on.flatMap((ground) => inks.map((ink) => [ink, ground] as const))
/** What is read: 4.5. */
const texts = [
  ...pairs(['ink', 'ink-soft', 'ink-faint', 'accent-ink'], grounds),
  ...pairs(['ink', 'ink-soft', 'accent-ink'], ['accent-soft']),
  ...pairs(['danger-ink'], ['canvas', 'surface', 'danger-soft']),
  ...pairs(['warning-ink'], ['canvas', 'surface', 'warning-soft']),
  ...pairs(['on-accent'], ['accent', 'accent-hover']),
  ...pairs(['on-danger'], ['danger', 'danger-hover']),
  ...pairs(['on-mark'], ['mark']),
]
/** What is only seen, as the edge of a field, the focus, or a bar: 3. */
const shapes = [
  ...pairs(['line-strong', 'accent', 'danger'], ['canvas', 'surface']),
  ...pairs(['chart-1', 'chart-2', 'chart-3'], ['surface']),
]
const themes = {
  light: '[data-theme="light"]',
  dark: '[data-theme="dark"]',
  'dark by the system': ':root:not([data-theme])',
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Pairs of colours that meet and have less contrast than WCAG 2.2 AA asks for, in each theme; and names that a theme does not know. */
export function faultsOfColours(css: string): string[] {
  const faults: string[] = []
  const names = new Map<string, string>()
  for (const [theme, selector] of Object.entries(themes)) {
    const from = css.indexOf(selector)
    const block = from < 0 ? '' : css.slice(from, css.indexOf('}', from))
    const colours = new Map(
      [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
    )
    names.set(theme, [...colours.keys()].sort().join(' '))
    if (names.get(theme) !== names.get('light')) faults.push(`${theme}: other names than in the light`)
    for (const [least, met] of [
      [4.5, texts],
      [3, shapes],
    ] as const) {
      for (const [ink, ground] of met) {
        const [one, two] = [colours.get(ink), colours.get(ground)]
        if (one === undefined || two === undefined) {
          faults.push(`${theme}: there is no --${one === undefined ? ink : ground}`)
          continue
        }
        const [low = 0, high = 0] = [luminance(one), luminance(two)].sort((a, b) => a - b)
        const contrast = (high + 0.05) / (low + 0.05)
        if (contrast < least) faults.push(`${theme}: ${ink} on ${ground} has ${contrast.toFixed(2)}, not ${least}`)
      }
    }
  }
  return [...new Set(faults)]
}
