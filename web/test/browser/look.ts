import AxeBuilder from '@axe-core/playwright'
import type { Visit } from './browser.ts'

/** What was looked at, and what is wrong with it. */
export interface Seen {
  /** Where pictures are kept; null where they are not. */
  folder: string | null
  /** Of the pictures: language, theme and width. */
  prefix: string
  pages: number
  violations: string[]
}

/** Asks axe about the page, and takes a picture of it. */
export async function look({ page }: Visit, seen: Seen, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(350)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // A page of a PDF is the file's own picture and text.
    .exclude('.pdf-text')
    .analyze()
  seen.pages++
  for (const { id, help, nodes } of violations) {
    seen.violations.push(
      `${seen.prefix}-${name}: ${id}: ${help}: ${nodes
        .slice(0, 2)
        .map(({ html }) => html.slice(0, 160))
        .join(' ')}`,
    )
  }
  const width = page.viewportSize()?.width ?? 0
  const wide = (await page.evaluate(() => document.documentElement.scrollWidth)) - width
  if (wide > 0) seen.violations.push(`${seen.prefix}-${name}: ${wide} px wider than the window`)
  if (seen.folder === null) return
  await page.screenshot({ path: `${seen.folder}/${seen.prefix}-${name}.jpg`, type: 'jpeg', quality: 72, scale: 'css' })
}
