import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { goTo, heading, search } from './actions.ts'
import { fill, visit } from './browser.ts'
import type { Journey } from './journey.ts'
import { look, type Seen } from './look.ts'

const password = 'a long password'

/** What goes wrong in practice: a phone, a lost connection, a session that ended, a delete by mistake, many files at once. */
export async function hardships(browser: Browser, url: string, { email, home }: Journey, seen: Seen): Promise<void> {
  const phone = await visit(browser, { url, language: 'pt-BR', phone: true })
  const { page, words, context } = phone
  await page.goto(home)
  await heading(page, words.account.signInTitle).waitFor()
  await look(phone, seen, 'sign-in')
  await page.getByLabel(words.account.email).fill(email)
  await page.getByLabel(words.account.password, { exact: true }).fill('wrong password')
  await page.getByRole('button', { name: words.account.signIn }).click()
  await page.getByText(words.problems.wrong).waitFor()
  await page.getByLabel(words.account.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: words.account.signIn }).click()
  await page.getByRole('heading', { name: words.home.recent }).waitFor()
  await look(phone, seen, 'home')
  await goTo(phone, 'search')
  await search(phone, 'quem aprova viagens')
  await look(phone, seen, 'search')
  await page.getByRole('link', { name: words.search.open }).first().click()
  await page.getByTestId('marks').first().waitFor()
  await look(phone, seen, 'document')
  await goTo(phone, 'knowledge')
  await page.getByRole('link', { name: words.account.sampleCollection }).click()
  await page.getByRole('list', { name: words.collection.list }).waitFor()
  await look(phone, seen, 'collection')
  await goTo(phone, 'team')
  await heading(page, words.team.title).waitFor()
  await look(phone, seen, 'team')

  // No connection: said in words, and everything is there again once it is back.
  await goTo(phone, 'search')
  await context.setOffline(true)
  const box = page.getByRole('combobox', { name: words.search.question })
  await box.fill('férias')
  await box.press('Enter')
  await page.getByText(words.problems.offline).first().waitFor({ timeout: 30_000 })
  assert.equal(await box.inputValue(), 'férias')
  await context.setOffline(false)
  await page.getByRole('button', { name: words.common.retry }).first().click()
  await page.locator('mark').first().waitFor()

  // The session ends in the middle of work: what was typed stays, and is sent once one is signed in again.
  await goTo(phone, 'knowledge')
  await page.getByRole('button', { name: words.knowledge.newBase }).click()
  await page.getByRole('dialog').getByLabel(words.common.name).fill('Jurídico')
  await page.evaluate(() => localStorage.removeItem('renum.session'))
  await page.getByRole('dialog').getByRole('button', { name: words.common.create }).click()
  const again = page.getByRole('dialog', { name: words.account.againTitle })
  await again.getByLabel(words.account.password, { exact: true }).fill(password)
  await again.getByRole('button', { name: words.account.signIn }).click()
  await page.getByRole('heading', { name: 'Jurídico' }).waitFor()

  // A delete is taken back; one that is not goes through.
  const actions = page.getByRole('button', { name: fill(words.knowledge.baseActions, { name: 'Jurídico' }) })
  await actions.click()
  await page.getByRole('menuitem', { name: words.knowledge.deleteBase }).click()
  await page.getByRole('heading', { name: 'Jurídico' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: words.common.undo }).click()
  await page.getByRole('heading', { name: 'Jurídico' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Jurídico' }).waitFor()

  // Fifty files at once, each followed to its end; one of them is none that can be read.
  await page.getByRole('button', { name: words.knowledge.firstCollection }).click()
  await page.getByRole('dialog').getByLabel(words.common.name).fill('Contratos')
  await page.getByRole('dialog').getByRole('button', { name: words.common.create }).click()
  await heading(page, 'Contratos').waitFor()
  await look(phone, seen, 'collection-empty')
  const files = Array.from({ length: 49 }, (_, i) => ({
    name: `contrato-${i + 1}.md`,
    mimeType: 'text/markdown',
    buffer: Buffer.from(`# Contrato ${i + 1}\n\nO prazo é de ${i + 10} dias.`),
  }))
  const broken = { name: 'quebrado.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nnothing') }
  await page.getByTestId('files').setInputFiles([...files, broken])
  await page.getByRole('button', { name: words.uploads.clear }).waitFor({ timeout: 240_000 })
  await look(phone, seen, 'uploads')
  assert.match(
    await page.getByRole('region', { name: words.uploads.title }).getByRole('status').textContent().then(String),
    /49.*1 falhou/,
  )
  await page
    .getByText(/^50 documentos/)
    .first()
    .waitFor()
  assert.deepEqual(phone.complaints, [])
  await context.close()
}
