import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { heading } from './actions.ts'
import { visit } from './browser.ts'
import type { Journey } from './journey.ts'

/** The link of the last mail to an address, as the operator sees it on the terminal. */
async function mailedTo(email: string, log: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const printed = await readFile(log, 'utf8')
    const [link] = printed.slice(printed.lastIndexOf(email)).match(/https?:\/\/\S+\/password#token_hash=\S+/) ?? []
    if (printed.includes(email) && link) return link
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no mail to ${email} was shown`)
}

/** Somebody who forgot the password gets another one by mail, changes the address by mail, and signs out everywhere. */
export async function mails(browser: Browser, url: string, { email, home }: Journey, log: string): Promise<void> {
  const { page, words, context, complaints } = await visit(browser, { url, language: 'pt-BR' })
  await page.goto('/password')
  await page.getByLabel(words.account.email).fill(email)
  await page.getByRole('button', { name: words.account.sendLink }).click()
  await heading(page, words.account.sentTitle).waitFor()
  const link = await mailedTo(email, log)
  await page.goto(link)
  await heading(page, words.account.chooseTitle).waitFor()
  assert.equal(new URL(page.url()).hash, '', 'the token of a reset is left in the address')
  await page.getByLabel(words.account.newPassword, { exact: true }).fill('another long password')
  await page.getByRole('button', { name: words.account.savePassword }).click()
  await page.waitForURL('**/c/**')
  await page.goto(link)
  await page.getByLabel(words.account.newPassword, { exact: true }).fill('a third long password')
  await page.getByRole('button', { name: words.account.savePassword }).click()
  await page.getByText(words.account.linkExpired).waitFor()

  const next = `new.${email}`
  await page.goto(`${home}/account`)
  await page.getByLabel(words.profile.newEmail).fill(next)
  await page.getByRole('button', { name: words.profile.changeEmail }).click()
  await page.goto(await mailedTo(next, log))
  await page.getByLabel(words.account.newPassword, { exact: true }).fill('another long password')
  await page.getByRole('button', { name: words.account.savePassword }).click()
  await page.getByText(words.account.emailChanged).waitFor()
  await page.waitForURL('**/c/**')

  await page.goto(`${home}/account`)
  await page.getByRole('button', { name: words.profile.signOutEverywhere }).click()
  await heading(page, words.account.signInTitle).waitFor()
  await page.getByLabel(words.account.email).fill(next)
  await page.getByLabel(words.account.password, { exact: true }).fill('another long password')
  await page.getByRole('button', { name: words.account.signIn }).click()
  await page.waitForURL('**/c/**')
  assert.deepEqual(complaints, [])
  await context.close()
}
