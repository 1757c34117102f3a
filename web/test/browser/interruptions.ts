import assert from 'node:assert/strict'
import type { Browser, Locator } from 'playwright-core'
import { createCollection, heading, search, uploadsEnd } from './actions.ts'
import { type Visit, visit } from './browser.ts'

/** At every step of the journey the page is loaded anew, and the connection lost and found: nothing typed is lost, and all goes on. */
export async function interruptions(browser: Browser, url: string): Promise<void> {
  const visitor = await visit(browser, { url, language: 'pt-BR' })
  const { page, words } = visitor
  const main = page.getByRole('main')
  const email = `ines.${crypto.randomUUID().slice(0, 8)}@web.example`
  await page.goto('/')
  await heading(page, words.account.signUpTitle).waitFor()
  await page.reload()
  await page.getByLabel(words.account.email).fill(email)
  await page.getByLabel(words.account.newPassword, { exact: true }).fill('a long password')
  const signUp = page.getByRole('button', { name: words.account.signUp })
  await lost(visitor, signUp, page.getByText(words.problems.offline))
  assert.equal(await page.getByLabel(words.account.email).inputValue(), email)
  await signUp.click()

  await heading(page, words.account.welcomeTitle).waitFor()
  await page.reload()
  await page.getByLabel(words.account.companyName).fill('Interrompida')
  await page.getByRole('switch', { name: words.account.samples }).click()
  const create = page.getByRole('button', { name: words.account.create, exact: true })
  await lost(visitor, create, page.getByText(words.problems.offline))
  assert.equal(await page.getByLabel(words.account.companyName).inputValue(), 'Interrompida')
  await create.click()

  await page.getByRole('heading', { name: words.knowledge.empty }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: words.knowledge.newBase }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(words.common.name).fill('Base')
  const submit = dialog.getByRole('button', { name: words.common.create })
  await lost(visitor, submit, dialog.getByText(words.problems.offline))
  await submit.click()
  await page.getByRole('heading', { name: 'Base' }).waitFor()
  await createCollection(visitor, 'Atas')
  await page.reload()
  await heading(page, 'Atas').waitFor()

  // What was brought without a connection can be tried again; what was under way when the page was left goes on.
  await visitor.context.setOffline(true)
  const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(`O prazo de ${name} é maio.`) })
  await page.getByTestId('files').setInputFiles(file('ata.txt'))
  const panel = page.getByRole('region', { name: words.uploads.title })
  await panel.getByText(words.problems.offline).waitFor({ timeout: 30_000 })
  await visitor.context.setOffline(false)
  await panel.getByRole('button', { name: `${words.common.retry}: ata.txt` }).click()
  await uploadsEnd(visitor)
  await page.getByTestId('files').setInputFiles(file('outra.txt'))
  await main.getByRole('link', { name: 'outra.txt', exact: true }).waitFor()
  await page.reload()
  await main.getByRole('link', { name: 'outra.txt', exact: true }).waitFor()
  await page.getByText(/^2 documentos/).waitFor()

  // Every page of the navigation, opened for the first time without a connection, says so and opens once it is back.
  const places = ['home', 'search', 'agents', 'team', 'knowledge'] as const
  for (const place of places) {
    await page.reload()
    const link = page.getByRole('navigation', { name: words.nav.main }).getByRole('link', { name: words.nav[place] })
    await link.waitFor()
    const title = place === 'home' ? page.getByRole('heading', { level: 1 }) : heading(page, words.nav[place])
    await visitor.context.setOffline(true)
    await link.click()
    const retry = page.getByRole('button', { name: words.common.retry }).first()
    await retry.or(title).first().waitFor({ timeout: 30_000 })
    await visitor.context.setOffline(false)
    if (await retry.count()) await retry.click()
    await title.waitFor()
    await page.reload()
    await title.waitFor()
  }

  await page.getByRole('link', { name: words.nav.search, exact: true }).filter({ visible: true }).click()
  await search(visitor, 'prazo da ata')
  await page.reload()
  await page.getByRole('listitem').locator('mark').first().waitFor()
  const open = page.getByRole('link', { name: words.search.open }).first()
  await visitor.context.setOffline(true)
  await open.click()
  await page.getByRole('button', { name: words.common.retry }).first().waitFor({ timeout: 30_000 })
  await visitor.context.setOffline(false)
  await page.getByRole('button', { name: words.common.retry }).first().click()
  await page.getByTestId('marks').first().waitFor()
  await page.reload()
  await page.getByTestId('marks').first().waitFor()

  await page.getByRole('link', { name: words.nav.team, exact: true }).filter({ visible: true }).click()
  await page.getByRole('button', { name: words.team.invite, exact: true }).first().click()
  await dialog.getByLabel(words.account.email).fill('caio@web.example')
  const make = dialog.getByRole('button', { name: words.team.makeLink })
  await lost(visitor, make, dialog.getByText(words.problems.offline))
  await make.click()
  await page.getByLabel(words.team.link, { exact: true }).waitFor()
  await page.reload()
  await page.getByText('caio@web.example').waitFor()
  assert.deepEqual(visitor.complaints, [])
  await visitor.context.close()
}

/** Presses a button without a connection, reads that there is none, and has it back. */
async function lost({ context }: Visit, button: Locator, said: Locator): Promise<void> {
  await context.setOffline(true)
  await button.click()
  await said.first().waitFor({ timeout: 30_000 })
  await context.setOffline(false)
}
