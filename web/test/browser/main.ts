// The web app in Chromium, on an install that runs: the ten minutes of somebody new in both languages, a stranger who sees nothing, a
// phone, lost connections, axe on every page, and how fast it is. Says what was done; ends with 1 and says what is wrong.
//   main.ts <url> <chromium> <file with what the install prints> <address of a language model> [folder for pictures]
import { mkdir } from 'node:fs/promises'
import { agents } from './agents.ts'
import { agentsElsewhere, agentsOfOthers } from './agents-others.ts'
import { launch } from './browser.ts'
import { hardships } from './hardships.ts'
import { interruptions } from './interruptions.ts'
import { journey } from './journey.ts'
import { keyboard } from './keyboard.ts'
import type { Seen } from './look.ts'
import { mails } from './mails.ts'
import { measure } from './measure.ts'
import { twoClients } from './two-clients.ts'
import { work } from './work.ts'

const [url = '', chromium = '', log = '', model = '', folder = null] = process.argv.slice(2)
if (folder !== null) await mkdir(folder, { recursive: true })
const browser = await launch(chromium)
const looked: Seen[] = []
const seenAs = (prefix: string): Seen => {
  const seen = { folder, prefix, pages: 0, violations: [] }
  looked.push(seen)
  return seen
}
/** How long each part took. */
const laps: string[] = []
const lap = async <T>(name: string, part: Promise<T>): Promise<T> => {
  const began = performance.now()
  const result = await part
  laps.push(`${name} ${((performance.now() - began) / 1000).toFixed(0)} s`)
  return result
}
try {
  const [light, english, phone] = ['pt-BR-light', 'en-dark', 'phone'].map(seenAs) as [Seen, Seen, Seen]
  const pt = await lap('journey pt-BR', journey(browser, url, 'pt-BR', light))
  await lap('journey en', journey(browser, url, 'en', english))
  await lap('work', work(browser, url, pt, light))
  await lap('two clients', twoClients(browser, url, pt))
  const built = await lap('agents', agents(browser, url, pt, model, light))
  await lap('agents of others', agentsOfOthers(browser, url, pt, built))
  await lap('agents elsewhere', agentsElsewhere(browser, url, pt, built, phone, english))
  await lap('by keys', keyboard(browser, url))
  await lap('interruptions', interruptions(browser, url))
  await lap('hardships', hardships(browser, url, pt, phone))
  const figures = await lap('measures', measure(browser, url, pt, built))
  await lap('mails', mails(browser, url, pt, log))
  const violations = looked.flatMap((seen) => seen.violations)
  const pages = looked.reduce((sum, seen) => sum + seen.pages, 0)
  if (violations.length > 0) throw new Error(`${violations.length} faults of pages\n${violations.join('\n')}`)
  process.stdout.write(`${laps.join(', ')}, ${pages} pages without a violation, ${figures}`)
} catch (error) {
  const violations = looked.flatMap((seen) => seen.violations)
  process.stdout.write(
    [error instanceof Error ? (error.stack ?? error.message) : String(error), ...violations].join('\n'),
  )
  process.exitCode = 1
} finally {
  await browser.close()
}
