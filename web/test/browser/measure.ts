import assert from 'node:assert/strict'
import { createRenum, unwrap } from '@renum/client'
import type { Browser, Page } from 'playwright-core'
import { goTo } from './actions.ts'
import type { Built } from './agents.ts'
import { visit } from './browser.ts'
import type { Journey } from './journey.ts'

/** How much slower than one that does nothing else this machine may be: the gate runs two parts at once. */
const patience = Number(process.env.RENUM_LANE_WEB_PATIENCE ?? 1)
/** What a page may take. */
const limits = { lcpMs: 1_500 * patience, shift: 0.02, signInKb: 180, otherKb: 240, filterMs: 100 * patience }
const rounds = 5
const password = 'a long password'

interface Load {
  lcp: number
  shift: number
  /** Of scripts, as they came over the line. */
  kb: number
}

/** Largest paint, shifts and scripts of pages that are opened anew, and how fast a list of ten thousand answers. */
export async function measure(
  browser: Browser,
  url: string,
  { email, home }: Journey,
  { quoting, speaking, run }: Built,
): Promise<string> {
  const signIn = await median(async () => {
    const { page, context } = await visit(browser, { url, language: 'pt-BR' })
    const load = await loadOf(page, '/sign-in')
    await context.close()
    return load
  })
  const known = await visit(browser, { url, language: 'pt-BR' })
  const { page, words } = known
  await page.goto('/sign-in')
  await page.getByLabel(words.account.email).fill(email)
  await page.getByLabel(words.account.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: words.account.signIn }).click()
  await page.waitForURL('**/c/**')
  const state = await known.context.storageState()
  const anew = (path: string) =>
    median(async () => {
      const context = await browser.newContext({
        baseURL: url,
        storageState: state,
        locale: 'pt-BR',
        viewport: { width: 1280, height: 800 },
      })
      const load = await loadOf(await context.newPage(), path)
      await context.close()
      return load
    })
  const knowledge = await anew(`${home}/knowledge`)
  const search = await anew(`${home}/search?q=f%C3%A9rias`)
  const chat = await anew(quoting)
  const editor = await anew(`${speaking}/edit`)
  const story = await anew(run)
  for (const [name, load] of Object.entries({ signIn, knowledge, search, chat, editor, story })) {
    assert.ok(load.lcp <= limits.lcpMs, `${name}: largest paint after ${load.lcp} ms`)
    assert.ok(load.shift <= limits.shift, `${name}: layout shift ${load.shift}`)
    const most = name === 'signIn' ? limits.signInKb : limits.otherKb
    assert.ok(load.kb <= most, `${name}: ${load.kb} kB of scripts`)
  }
  const list = await longList(page, url, home, known.words.collection.filterName)
  await goTo(known, 'home')
  await known.context.close()
  const text = ({ lcp, shift, kb }: Load) => `LCP ${lcp} ms, CLS ${shift}, ${kb} kB`
  return `sign-in ${text(signIn)}; knowledge ${text(knowledge)}; search ${text(search)}; chat ${text(chat)}; editor ${text(editor)}; run ${text(story)}; ${list}`
}

async function median(once: () => Promise<Load>): Promise<Load> {
  const loads: Load[] = []
  for (let i = 0; i < rounds; i++) loads.push(await once())
  const middle = (of: keyof Load) => loads.map((load) => load[of]).sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
  return { lcp: Math.round(middle('lcp')), shift: Number(middle('shift').toFixed(3)), kb: Math.round(middle('kb')) }
}

async function loadOf(page: Page, path: string): Promise<Load> {
  await page.addInitScript(() => {
    const seen = { lcp: 0, shift: 0 }
    Object.assign(globalThis, { seen })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.lcp = entry.startTime
    }).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(300)
  return page.evaluate(() => {
    const { seen } = globalThis as unknown as { seen: { lcp: number; shift: number } }
    const scripts = performance
      .getEntriesByType('resource')
      .filter(({ name }) => /\.m?js$/.test(name)) as PerformanceResourceTiming[]
    // As compressed: brotli here, gzip at most a tenth more.
    return { ...seen, kb: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1000 }
  })
}

/**
 * A collection of ten thousand documents, as the browser sees it: its answers are made up here, for the list is what is measured. How long
 * typing into the filter takes until the list shows what fits, and a jump of the scroll until it is drawn.
 */
async function longList(page: Page, url: string, home: string, filterName: string): Promise<string> {
  const token = await page.evaluate(
    () => JSON.parse(localStorage.getItem('renum.session') ?? '{}').access_token as string,
  )
  const renum = createRenum({ url, token, clientId: home.split('/')[2] ?? '' })
  const { data: bases } = await unwrap(renum.GET('/v1/knowledge-bases'))
  const path = { id: bases.at(-1)?.id ?? '' }
  const { data: collections } = await unwrap(renum.GET('/v1/knowledge-bases/{id}/collections', { params: { path } }))
  const collection = collections[0]?.id ?? ''
  const { data: some } = await unwrap(
    renum.GET('/v1/collections/{id}/documents', { params: { path: { id: collection }, query: { limit: 1 } } }),
  )
  const count = 10_000
  await page.route('**/v1/collections/*/documents?*', (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
    const data = Array.from({ length: 100 }, (_, i) => ({
      ...some[0],
      id: `00000000-0000-4000-8000-${String(from + i).padStart(12, '0')}`,
      name: `relatorio-${from + i}.md`,
    }))
    return route.fulfill({ json: { data, next_cursor: from + 100 < count ? String(from + 100) : null } })
  })
  await page.goto(`${home}/collections/${collection}`)
  await page.getByText(/10[.,]?000 documentos$/).waitFor({ timeout: 60_000 })
  const times: number[] = []
  for (const text of ['99', '998', '9987', '5', '51']) {
    times.push(await page.evaluate(timeFilter, { text, filterName }))
  }
  const filter = Math.round(times.sort((a, b) => a - b)[2] ?? 0)
  assert.ok(filter <= limits.filterMs, `a list of ${count} filters within ${filter} ms`)
  await page.getByRole('searchbox', { name: filterName }).fill('')
  const scroll = Math.round(await page.evaluate(timeScroll))
  assert.ok(scroll <= limits.filterMs, `a list of ${count} scrolls within ${scroll} ms`)
  await page.unrouteAll()
  return `10,000 documents filter within ${filter} ms, scroll within ${scroll} ms`
}

/** From the key to the frame in which every row fits; in the page. */
async function timeFilter({ text, filterName }: { text: string; filterName: string }): Promise<number> {
  const input = document.querySelector<HTMLInputElement>(`input[aria-label="${filterName}"]`)
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  if (!input) throw new Error('no filter')
  const began = performance.now()
  set?.call(input, text)
  input.dispatchEvent(new Event('input', { bubbles: true }))
  for (;;) {
    await new Promise(requestAnimationFrame)
    const rows = [...document.querySelectorAll('main li a')]
    if (rows.length > 0 && rows.every((row) => row.textContent?.includes(text))) return performance.now() - began
    if (performance.now() - began > 5_000) throw new Error('the filter does not answer')
  }
}

/** From a jump to the middle until rows are drawn there; in the page. */
async function timeScroll(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 300))
  const before = document.querySelector('main li a')?.textContent
  const began = performance.now()
  scrollTo(0, document.documentElement.scrollHeight / 2)
  for (;;) {
    await new Promise(requestAnimationFrame)
    const rows = [...document.querySelectorAll('main li')].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect()
      return bottom > 200 && top < innerHeight
    })
    if (rows.length > 5 && document.querySelector('main li a')?.textContent !== before) return performance.now() - began
    if (performance.now() - began > 5_000) throw new Error('the list does not follow')
  }
}
