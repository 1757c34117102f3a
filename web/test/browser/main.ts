// The web app in Chromium, on an install that runs: the ten minutes of somebody new in both languages, a stranger who sees nothing, a
// phone, lost connections, axe on every page, and how fast it is. Says what was done; ends with 1 and says what is wrong.
//   main.ts <url> <chromium> <file with what the install prints> [folder for pictures]
import { mkdir } from 'node:fs/promises'
import { launch } from './browser.ts'
import { hardships } from './hardships.ts'
import { journey } from './journey.ts'
import type { Seen } from './look.ts'
import { mails } from './mails.ts'
import { measure } from './measure.ts'

const [url = '', chromium = '', log = '', folder = null] = process.argv.slice(2)
if (folder !== null) await mkdir(folder, { recursive: true })
const browser = await launch(chromium)
const looked: Seen[] = []
const seenAs = (prefix: string): Seen => {
  const seen = { folder, prefix, pages: 0, violations: [] }
  looked.push(seen)
  return seen
}
try {
  const pt = await journey(browser, url, 'pt-BR', seenAs('pt-BR-light'))
  const en = await journey(browser, url, 'en', seenAs('en-dark'))
  await hardships(browser, url, pt, seenAs('phone'))
  const figures = await measure(browser, url, pt)
  await mails(browser, url, pt, log)
  const violations = looked.flatMap((seen) => seen.violations)
  const pages = looked.reduce((sum, seen) => sum + seen.pages, 0)
  if (violations.length > 0) throw new Error(`${violations.length} faults of pages\n${violations.join('\n')}`)
  const journeys = `journey pt-BR ${pt.seconds.toFixed(0)} s, en ${en.seconds.toFixed(0)} s`
  process.stdout.write(`${journeys}, ${pages} pages without a violation, ${figures}`)
} catch (error) {
  const violations = looked.flatMap((seen) => seen.violations)
  process.stdout.write(
    [error instanceof Error ? (error.stack ?? error.message) : String(error), ...violations].join('\n'),
  )
  process.exitCode = 1
} finally {
  await browser.close()
}
