import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import type { Language } from '../../src/app/language.ts'
import en from '../../src/messages/en.json' with { type: 'json' }
import pt from '../../src/messages/pt-BR.json' with { type: 'json' }

type Words = typeof pt
const words: Record<Language, Words> = { 'pt-BR': pt, en }

export interface Visit {
  context: BrowserContext
  page: Page
  theme: 'light' | 'dark'
  /** The texts of the app in the visitor's language. */
  words: Words
  /** What the browser held against the pages so far: errors, what the policy stopped, requests to elsewhere. */
  complaints: string[]
}

interface VisitOptions {
  url: string
  language: Language
  theme?: 'light' | 'dark'
  phone?: boolean
  /** Of somebody who signed in before. */
  state?: StorageState
}

export type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>

export function launch(executablePath: string): Promise<Browser> {
  // As root Chromium starts only without its sandbox; it opens nothing but our own pages.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'] })
}

/** Somebody with a browser of their own. */
export async function visit(browser: Browser, options: VisitOptions): Promise<Visit> {
  const { url, language, theme = 'light', phone = false, state } = options
  const context = await browser.newContext({
    baseURL: url,
    locale: language,
    timezoneId: 'America/Sao_Paulo',
    colorScheme: theme,
    viewport: phone ? { width: 360, height: 740 } : { width: 1280, height: 800 },
    ...(state && { storageState: state }),
    ...(phone && { isMobile: true, hasTouch: true, deviceScaleFactor: 2 }),
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  const config: { supabase_url: string } = await (await fetch(`${url}/v1/config`)).json()
  const own = [new URL(url).origin, new URL(config.supabase_url).origin]
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    // An answer of 4xx is told as an error too, and that there was none; tests that want one look at the page.
    if (/Failed to load resource|net::ERR|^RenumConnectionError/.test(message.text())) return
    complaints.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    const address = request.url()
    if (/^(https?|wss?):/.test(address) && !own.includes(new URL(address).origin)) complaints.push(`asks ${address}`)
  })
  return { context, page, theme, words: words[language], complaints }
}

/** Waits until what is written goes where it should. */
export async function hasFocus(field: Locator): Promise<void> {
  await field.and(field.page().locator(':focus')).waitFor()
}

/** A text of the app, with its values. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
