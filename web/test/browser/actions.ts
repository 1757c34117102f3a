import type { Locator, Page } from 'playwright-core'
import type { Visit } from './browser.ts'

/** What a person does in the app, by the names that a screen reader says. */

export const heading = (page: Page, name: string): Locator => page.getByRole('heading', { level: 1, name })

export async function signUp({ page, words }: Visit, email: string, password: string): Promise<void> {
  // Whoever was never here is led to it by themselves.
  await heading(page, words.account.signUpTitle).waitFor()
  await page.getByLabel(words.account.email).fill(email)
  await page.getByLabel(words.account.newPassword, { exact: true }).fill(password)
  await page.getByRole('button', { name: words.account.signUp }).click()
  await heading(page, words.account.welcomeTitle).waitFor()
}

export async function createCompany({ page, words }: Visit, company: string, samples: boolean): Promise<void> {
  await page.getByLabel(words.account.companyName).fill(company)
  await page.getByLabel(words.account.yourName).fill('Ana Souza')
  if (!samples) await page.getByRole('switch', { name: words.account.samples }).click()
  await page.getByRole('button', { name: samples ? words.account.createWithSamples : words.account.create }).click()
}

/** In the only base that there is, on the page of the knowledge; then one is on its own. */
export async function createCollection({ page, words }: Visit, name: string): Promise<void> {
  await page
    .getByRole('button', { name: words.knowledge.newCollection })
    .or(page.getByRole('button', { name: words.knowledge.firstCollection }))
    .click()
  await page.getByRole('dialog').getByLabel(words.common.name).fill(name)
  await page.getByRole('dialog').getByRole('button', { name: words.common.create }).click()
  await heading(page, name).waitFor()
}

/** A place of the main navigation, wherever it stands at this width. */
export async function goTo(
  { page, words }: Visit,
  place: 'home' | 'knowledge' | 'search' | 'agents' | 'team',
): Promise<void> {
  const navigation = page.getByRole('navigation', { name: words.nav.main })
  await navigation.getByRole('link', { name: words.nav[place], exact: true }).filter({ visible: true }).click()
  // What the page before has, this one may have too: a question is asked of the new one.
  if (place !== 'home') await heading(page, words.nav[place]).waitFor()
}

/** Waits until every file that was brought has ended. */
export async function uploadsEnd({ page, words }: Visit): Promise<void> {
  const clear = page.getByRole('button', { name: words.uploads.clear })
  await clear.waitFor({ timeout: 420_000 })
  await clear.click()
}

export async function search({ page, words }: Visit, question: string): Promise<void> {
  const box = page.getByRole('combobox', { name: words.search.question })
  await box.fill(question)
  await box.press('Enter')
  await page.getByRole('region', { name: words.search.results }).getByRole('listitem').first().waitFor()
}

/** The link to give to somebody, as the dialog shows it. */
export async function invite({ page, words }: Visit, email: string): Promise<string> {
  await page.getByRole('button', { name: words.team.invite, exact: true }).first().click()
  await page.getByRole('dialog').getByLabel(words.account.email).fill(email)
  await page.getByRole('button', { name: words.team.makeLink }).click()
  const link = await page.getByLabel(words.team.link, { exact: true }).inputValue()
  await page.getByRole('button', { name: words.team.done, exact: true }).click()
  return link
}
