import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { heading } from './actions.ts'
import { fill, hasFocus, type Visit, visit } from './browser.ts'

/** The whole journey by keys: nothing is clicked, and what has the focus is always seen to have it. */
export async function keyboard(browser: Browser, url: string): Promise<void> {
  const visitor = await visit(browser, { url, language: 'en' })
  const { page, words } = visitor
  const type = (text: string) => page.keyboard.type(text)
  const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), done)
  const to = (name: string | RegExp) => tabTo(page, name)
  await page.goto('/')
  await heading(page, words.account.signUpTitle).waitFor()
  await to(words.account.email)
  await type(`kai.${crypto.randomUUID().slice(0, 8)}@web.example`)
  await to(words.account.newPassword)
  await type('a long password')
  await press('Enter')
  await heading(page, words.account.welcomeTitle).waitFor()
  await to(words.account.companyName)
  await type('Keys Ltd')
  await to(words.account.samples)
  await press('Space')
  await to(words.account.create)
  await press('Enter')

  await page.getByRole('heading', { name: words.knowledge.empty }).waitFor()
  await to(words.knowledge.newBase)
  await press('Enter')
  await to(words.common.name)
  await type('People')
  await press('Enter')
  await page.getByRole('heading', { name: 'People' }).waitFor()
  await to(words.knowledge.firstCollection)
  await press('Enter')
  await to(words.common.name)
  await type('Rules')
  await press('Enter')
  await heading(page, 'Rules').waitFor()
  await bring(visitor, 'trips.md', '# Trips\n\nThe director approves every trip abroad.')

  await page.keyboard.press('Control+k')
  await hasFocus(page.getByRole('combobox', { name: words.palette.title }))
  await type(words.nav.search)
  await press('Enter')
  await heading(page, words.search.title).waitFor()
  await to(words.search.question)
  await type('who approves a trip abroad')
  await press('Enter')
  await page.getByRole('listitem').locator('mark').first().waitFor()
  await to(words.search.open)
  await press('Enter')
  await page.getByTestId('marks').first().waitFor()
  await to(/^Passages/)
  await press('ArrowRight')
  await page.getByText(words.document.change_created).first().waitFor()

  await to(words.nav.agents)
  await press('Enter')
  await heading(page, words.nav.agents).waitFor()
  await to(words.agents.createReady)
  await press('Enter')
  await page.getByText(words.chat.empty).waitFor()
  await to(words.chat.question)
  await type('Who approves a trip abroad?')
  await press('Enter')
  await page.getByRole('link', { name: words.chat.how }).waitFor()
  await to(/^Source 1: trips\.md/)
  await press('Enter')
  await page.getByTestId('marks').first().waitFor()

  await to(words.nav.team)
  await press('Enter')
  await heading(page, words.team.title).waitFor()
  await to(words.team.invite)
  await press('Enter')
  await to(words.account.email)
  await type('lee@web.example')
  await press('Enter')
  await page.getByRole('dialog', { name: words.team.linkTitle }).waitFor()
  await to(words.common.copy)
  await press('Enter')
  await page.getByText(words.common.copied).first().waitFor()
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /\/invitations#/)
  await press('Escape')
  await page.getByText('lee@web.example').waitFor()
  // Where a dialog was opened from, one is again.
  await page.waitForFunction((name) => document.activeElement?.textContent?.trim() === name, words.team.invite)
  await to(fill(words.team.revoke, { email: 'lee@web.example' }))
  await to(new RegExp(`${words.nav.personMenu}$`))
  await press('Enter')
  await menuOpens(page)
  await press('End', 'Enter')
  await heading(page, words.account.signInTitle).waitFor()
  assert.deepEqual(visitor.complaints, [])
  await visitor.context.close()
}

const done = Promise.resolve()

/** A menu takes no choice until it has come to rest. */
async function menuOpens(page: Page): Promise<void> {
  await page.waitForFunction(() => document.activeElement?.role?.startsWith('menuitem'))
  await page.waitForTimeout(300)
}

/** The system's own dialog is the browser's: what is chosen in it is given. */
async function bring({ page, words }: Visit, name: string, text: string): Promise<void> {
  // Asked for before: the browser must know that it is not to open one by itself.
  const asked = page.waitForEvent('filechooser')
  await tabTo(page, words.collection.add)
  await page.keyboard.press('Enter')
  await menuOpens(page)
  await page.keyboard.press('Enter')
  const chooser = await asked
  await chooser.setFiles({ name, mimeType: 'text/markdown', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: words.uploads.clear }).waitFor()
  await tabTo(page, words.uploads.clear)
  await page.keyboard.press('Enter')
  await page.getByRole('main').getByRole('link', { name, exact: true }).waitFor()
}

/** Presses Tab until what has this name has the focus. Raises where no key leads there, or the focus is not seen. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < 80; presses++) {
    const { called, seen } = await page.evaluate(focused)
    passed.push(called)
    if (typeof name === 'string' ? called === name : name.test(called)) {
      assert.ok(seen, `the focus on ${called} is not seen`)
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`no key leads to ${name}, but to ${[...new Set(passed)].join(' | ')}`)
}

/** What has the focus: its name, and whether a person sees where the focus is; in the page. */
function focused(): { called: string; seen: boolean } {
  const element = document.activeElement as HTMLElement | null
  if (!element || element === document.body) return { called: '', seen: true }
  const named = element.getAttribute('aria-labelledby')
  const label = (element as HTMLInputElement).labels?.[0]
  const words =
    element.getAttribute('aria-label') ??
    (named && document.getElementById(named)?.textContent) ??
    label?.textContent ??
    element.textContent ??
    ''
  // A field shows it by its frame.
  const frames = [element, element.parentElement, element.parentElement?.parentElement]
  const seen = frames.some((frame) => {
    if (!frame) return false
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(frame)
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow.includes('0px 0px 0px')
  })
  const box = element.getBoundingClientRect()
  const within = box.bottom > 0 && box.top < innerHeight && box.width > 0
  return { called: words.trim(), seen: seen && within }
}
