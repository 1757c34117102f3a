import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import type { Language } from '../../src/app/language.ts'
import { createCompany, goTo, heading, invite, search, signUp, uploadsEnd } from './actions.ts'
import { fill, type StorageState, visit } from './browser.ts'
import { look, type Seen } from './look.ts'

export interface Journey {
  email: string
  /** The address of the client's pages. */
  home: string
  /** Of a browser in which the person is signed in. */
  state: StorageState
  /** Who was invited. */
  colleague: string
}

const password = 'a long password'

/**
 * The ten minutes of somebody new: signs up, brings documents, finds a passage, opens it marked on the original, invites a colleague
 * who sees the same; and a stranger in another browser sees nothing of it.
 */
export async function journey(browser: Browser, url: string, language: Language, seen: Seen): Promise<Journey> {
  const ana = await visit(browser, { url, language, theme: language === 'en' ? 'dark' : 'light' })
  const { page, words } = ana
  const email = `ana.${language.toLowerCase()}@web.example`
  await page.goto('/')
  await heading(page, words.account.signUpTitle).waitFor()
  await look(ana, seen, 'sign-up')
  await signUp(ana, email, password)
  await look(ana, seen, 'welcome')
  await createCompany(ana, 'Distribuidora Aurora', true)
  await heading(page, words.account.sampleCollection).waitFor()
  await page.getByRole('region', { name: words.uploads.title }).waitFor()
  await uploadsEnd(ana)
  await page.getByRole('list', { name: words.collection.list }).getByRole('listitem').nth(5).waitFor()
  await page.getByText(fill(words.collection.status_ready, {}), { exact: true }).first().waitFor({ state: 'attached' })
  await look(ana, seen, 'collection')

  await goTo(ana, 'home')
  await page.getByRole('heading', { name: words.home.recent }).waitFor()
  await look(ana, seen, 'home')
  await goTo(ana, 'knowledge')
  await heading(page, words.knowledge.title).waitFor()
  await page.getByRole('link', { name: words.account.sampleCollection }).waitFor()
  await look(ana, seen, 'knowledge')

  await goTo(ana, 'search')
  await search(ana, 'quantos dias de férias')
  await page.getByRole('listitem').locator('mark').first().waitFor()
  await look(ana, seen, 'search')
  await page.getByRole('button', { name: words.search.keep }).first().click()
  await page.getByRole('button', { name: words.search.isKept }).first().waitFor()
  await page.getByRole('button', { name: words.search.compare }).click()
  await page
    .getByRole('region', { name: fill(words.search.column, { name: 'B' }) })
    .getByRole('listitem')
    .first()
    .waitFor()
  await look(ana, seen, 'compare')

  // The answer, marked on the original: of a text, and of a PDF by its rectangles.
  await page.getByRole('link', { name: 'manual-do-colaborador.md' }).first().click()
  await page.getByTestId('marks').first().waitFor()
  assert.match(String(await page.getByTestId('marks').first().textContent()), /./)
  await look(ana, seen, 'document-text')
  await goTo(ana, 'search')
  await search(ana, 'multas por fato entrega atrasada')
  await page.getByRole('link', { name: 'contrato-de-transporte-translog.pdf' }).first().click()
  await page.getByTestId('marks').first().waitFor()
  assert.ok((await page.getByTestId('marks').locator('div').count()) > 0, 'no line of the PDF is marked')
  await look(ana, seen, 'document-pdf')
  const deepLink = page.url()
  await page.reload()
  await page.getByTestId('marks').first().waitFor()
  await page.getByRole('tab', { name: words.document.versions }).click()
  await page.getByText(words.document.change_created).first().waitFor()

  await goTo(ana, 'team')
  await heading(page, words.team.title).waitFor()
  const colleague = `bruno.${language.toLowerCase()}@web.example`
  const link = await invite(ana, colleague)
  await page.getByText(colleague).waitFor()
  await look(ana, seen, 'team')
  for (const [path, title] of [
    ['questions', words.questions.title],
    ['account', words.profile.title],
    ['settings', words.settings.title],
  ] as const) {
    await page.goto(`${new URL(deepLink).pathname.split('/').slice(0, 3).join('/')}/${path}`)
    await heading(page, title).waitFor()
    await look(ana, seen, path)
  }
  assert.deepEqual(ana.complaints, [])

  const bruno = await visit(browser, { url, language })
  await bruno.page.goto(link)
  await heading(bruno.page, fill(words.account.invitationBy, { name: 'Distribuidora Aurora' })).waitFor()
  await look(bruno, seen, 'invitation')
  assert.equal(await bruno.page.getByLabel(words.account.email).inputValue(), colleague)
  await bruno.page.getByLabel(words.account.newPassword, { exact: true }).fill(password)
  await bruno.page.getByRole('button', { name: words.account.signUpAccept }).click()
  await bruno.page.getByRole('heading', { name: words.home.recent }).waitFor()
  await bruno.page.goto(deepLink)
  await bruno.page.getByTestId('marks').first().waitFor()
  assert.deepEqual(bruno.complaints, [])
  await bruno.context.close()

  const stranger = await visit(browser, { url, language })
  await stranger.page.goto('/')
  await signUp(stranger, `zoe.${language.toLowerCase()}@web.example`, password)
  await createCompany(stranger, 'Zeta', false)
  await heading(stranger.page, words.knowledge.title).waitFor()
  await stranger.page.getByRole('heading', { name: words.knowledge.empty }).waitFor()
  await look(stranger, seen, 'empty')
  await goTo(stranger, 'home')
  await stranger.page.getByRole('heading', { name: words.home.bringTitle }).waitFor()
  await look(stranger, seen, 'first-steps')
  await stranger.page.goto(deepLink)
  await heading(stranger.page, words.common.missing).waitFor()
  const own = new URL(deepLink).pathname.split('/')
  await stranger.page.goto('/')
  await stranger.page.getByRole('heading', { name: words.home.bringTitle }).waitFor()
  own[2] = new URL(stranger.page.url()).pathname.split('/')[2] ?? ''
  await stranger.page.goto(own.join('/'))
  await stranger.page.getByRole('alert').first().waitFor()
  assert.equal(await stranger.page.getByText('Translog').count(), 0, 'a stranger reads a document')
  assert.deepEqual(stranger.complaints, [])
  await stranger.context.close()

  const home = new URL(deepLink).pathname.split('/').slice(0, 3).join('/')
  const state = await ana.context.storageState()
  await ana.context.close()
  return { email, home, state, colleague }
}
