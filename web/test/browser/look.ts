import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
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

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Asks axe about the page, of its colours in both themes, and takes a picture of it in the theme that it has. */
export async function look({ page, theme }: Visit, seen: Seen, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(350)
  await ask(page, seen, name, standards)
  seen.pages++
  const width = page.viewportSize()?.width ?? 0
  const wide = (await page.evaluate(() => document.documentElement.scrollWidth)) - width
  if (wide > 0) seen.violations.push(`${seen.prefix}-${name}: ${wide} px wider than the window`)
  if (seen.folder !== null) {
    const path = `${seen.folder}/${seen.prefix}-${name}.jpg`
    await page.screenshot({ path, type: 'jpeg', quality: 72, scale: 'css' })
  }
  // All but colours is the same in the other theme.
  await page.emulateMedia({ colorScheme: theme === 'dark' ? 'light' : 'dark' })
  // Colours that still change are neither theme's; what is not shown may keep a change that has ended.
  await page.waitForFunction(() =>
    document.getAnimations().every((one) => !(one instanceof CSSTransition) || one.playState === 'finished'),
  )
  await ask(page, seen, `${name} in the other theme`, ['color-contrast'])
  await page.emulateMedia({ colorScheme: theme })
}

async function ask(page: Page, seen: Seen, name: string, runOnly: string[]): Promise<void> {
  const axe = new AxeBuilder({ page })
    // What is as it should be is not described, nor a second page opened for it: that took four fifths of the time.
    .options({ runOnly, resultTypes: ['violations'], preload: false })
    .setLegacyMode()
    // A page of a PDF is the file's own picture and text.
    .exclude('.pdf-text')
  const { violations } = await axe.analyze()
  for (const { id, help, nodes } of violations) {
    const where = nodes.slice(0, 2).map(({ html }) => html.slice(0, 160))
    seen.violations.push(`${seen.prefix}-${name}: ${id}: ${help}: ${where.join(' ')}`)
  }
}
