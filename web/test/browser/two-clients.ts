import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { goTo, search } from './actions.ts'
import { fill, type Visit, visit } from './browser.ts'
import type { Journey } from './journey.ts'

/** One person, two companies, two tabs: each stays with its own, whatever the other does. */
export async function twoClients(browser: Browser, url: string, { state, home }: Journey): Promise<void> {
  const first = await visit(browser, { url, language: 'pt-BR', state })
  const { page, words, context } = first
  await page.goto(home)
  await page.getByRole('heading', { name: words.home.recent }).waitFor()
  const second: Visit = { ...first, page: await context.newPage() }
  second.page.setDefaultTimeout(20_000)
  await second.page.goto(home)
  await second.page.getByRole('button', { name: words.nav.switchClient }).filter({ visible: true }).click()
  await second.page.getByRole('menuitem', { name: words.nav.newClient }).click()
  await second.page.getByRole('dialog').getByLabel(words.account.companyName).fill('Segunda S.A.')
  await second.page.getByRole('dialog').getByRole('button', { name: words.account.create }).click()
  await second.page.getByRole('heading', { name: words.home.bringTitle }).waitFor()

  const [one, two] = [clientsAsked(page), clientsAsked(second.page)]
  await goTo(first, 'search')
  await goTo(second, 'search')
  await search(first, 'quantos dias de férias')
  const box = second.page.getByRole('combobox', { name: words.search.question })
  await box.fill('quantos dias de férias')
  await box.press('Enter')
  await second.page.getByText(words.search.nothing).waitFor()
  for (const tab of [page, second.page]) await tab.reload()
  await page.getByRole('listitem').locator('mark').first().waitFor()
  await second.page.getByText(words.search.nothing).waitFor()
  // A tab that switches leaves the other where it is.
  await second.page.getByRole('button', { name: words.nav.switchClient }).filter({ visible: true }).click()
  await second.page.getByRole('menuitemradio', { name: /^Distribuidora Aurora/ }).click()
  await second.page.getByRole('heading', { name: words.home.recent }).waitFor()
  await page.reload()
  await page.getByRole('listitem').locator('mark').first().waitFor()
  const id = (address: string) => new URL(address, url).pathname.split('/')[2] ?? ''
  assert.deepEqual([...one], [id(home)], 'the first tab asked for another company')
  assert.equal(two.size, 2, fill('the second tab asked for {clients}', { clients: [...two].join(', ') }))
  assert.deepEqual(first.complaints, [])
  await context.close()
}

/** The companies that a tab's requests name. */
function clientsAsked(page: Page): Set<string> {
  const asked = new Set<string>()
  page.on('request', (request) => {
    const client = request.headers()['renum-client']
    if (client) asked.add(client)
  })
  return asked
}
