import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { createCollection, goTo, heading, search, uploadsEnd } from './actions.ts'
import { fill, hasFocus, type Visit, visit } from './browser.ts'
import type { Journey } from './journey.ts'
import { look, type Seen } from './look.ts'
import { zipOf } from './zip.ts'

/** What comes after the first day: zips and pages of the web, versions, a collection that not everybody sees, the way by ⌘K. */
export async function work(
  browser: Browser,
  url: string,
  { home, state, colleague }: Journey,
  seen: Seen,
): Promise<void> {
  const ana = await visit(browser, { url, language: 'pt-BR', state })
  const { page, words } = ana
  await page.goto(home)
  await page.getByRole('heading', { name: words.home.recent }).waitFor()
  await goTo(ana, 'knowledge')
  await createCollection(ana, 'Diretoria')
  const address = new URL(page.url()).pathname

  await bringZip(ana)
  await look(ana, seen, 'zip')
  await bringPage(ana)
  await page.goto(address)
  await restoreVersion(ana)
  await look(ana, seen, 'versions')
  await withoutVectors(ana)
  await look(ana, seen, 'no-vectors')
  await page.goto(address)
  await grant(browser, ana, { url, address, colleague })
  await palette(ana)
  assert.deepEqual(ana.complaints, [])
  await ana.context.close()
}

async function add({ page, words }: Visit, what: 'addZip' | 'addUrl' | 'addFiles'): Promise<void> {
  await page.getByRole('button', { name: words.collection.add, exact: true }).click()
  await page.getByRole('menuitem', { name: words.collection[what] }).click()
}

const row = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name, exact: true })

async function bringZip(ana: Visit): Promise<void> {
  const { page, words } = ana
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), add(ana, 'addZip')])
  const buffer = zipOf({
    'atas/janeiro.md': '# Ata\n\nA sede nova fica em Quixadá.',
    'atas/fevereiro.md': '# Ata\n\nO bônus é pago em abril.',
    'vídeo.mp4': 'no document',
  })
  await chooser.setFiles({ name: 'atas.zip', mimeType: 'application/zip', buffer })
  const panel = page.getByRole('region', { name: words.uploads.title })
  await panel.getByText(/^2 documentos no zip/).waitFor()
  await panel.getByText(/^vídeo\.mp4: /).waitFor()
  await row(page, 'atas/janeiro.md').waitFor()
  await row(page, 'atas/fevereiro.md').waitFor()
  await panel.getByRole('status').getByText('2 documentos prontos').waitFor()
  await uploadsEnd(ana)
}

async function bringPage(ana: Visit): Promise<void> {
  const { page, words } = ana
  const website = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end('<title>Norma de viagens</title><main><p>A diária em São Paulo é de 200 reais.</p></main>')
  })
  await new Promise<void>((resolve) => website.listen(0, '127.0.0.1', resolve))
  try {
    await add(ana, 'addUrl')
    const dialog = page.getByRole('dialog')
    const address = dialog.getByLabel(words.collection.url)
    // What no server may be asked for says so, and keeps what was typed.
    await address.fill('http://10.0.0.1/segredo')
    await dialog.getByRole('button', { name: words.collection.urlSubmit }).click()
    await dialog.getByRole('alert').filter({ hasText: /./ }).waitFor()
    assert.equal(await address.inputValue(), 'http://10.0.0.1/segredo')
    await address.fill(`http://127.0.0.1:${(website.address() as AddressInfo).port}/viagens`)
    await dialog.getByRole('button', { name: words.collection.urlSubmit }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(words.collection.urlAdded).waitFor()
    const found = page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ hasText: /viagens/i })
    await found.getByText(/1 trecho/).waitFor()
    await goTo(ana, 'search')
    await search(ana, 'diária em São Paulo')
    await page.getByRole('listitem').filter({ hasText: '200 reais' }).first().waitFor()
  } finally {
    website.close()
  }
}

async function restoreVersion({ page, words }: Visit): Promise<void> {
  await row(page, 'atas/janeiro.md').click()
  await page.getByRole('tab', { name: words.document.versions }).click()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: words.document.newVersion }).click(),
  ])
  await chooser.setFiles({
    name: 'janeiro.md',
    mimeType: 'text/markdown',
    buffer: Buffer.from('# Ata\n\nA sede nova fica em Recife.'),
  })
  await page.getByText('A sede nova fica em Recife.').first().waitFor()
  await page.getByRole('tab', { name: words.document.versions }).click()
  const first = page.getByRole('listitem').filter({ hasText: fill(words.document.version, { number: 1 }) })
  await first.getByRole('button', { name: words.document.showVersion }).click()
  await page.getByText(fill(words.document.olderVersion, { number: 1 })).waitFor()
  await first.getByRole('button', { name: words.document.restore }).click()
  await page.getByText(words.document.change_restored).first().waitFor()
  await page.getByText('A sede nova fica em Quixadá.').first().waitFor()
  await page.getByText(words.document.newProcessing).waitFor({ state: 'detached' })
}

/** An embedder that refuses is played by the answer, for this install's never does; the retry is the server's own. */
async function withoutVectors({ page, words }: Visit): Promise<void> {
  const reason = 'O serviço de embeddings recusa a chave.'
  await page.route(/\/v1\/documents\/[^/?]+$/, async (route) => {
    const response = await route.fetch()
    const refused = { embedding_status: 'failed', embedded_count: 0, embedding_error_message: reason }
    await route.fulfill({ response, json: { ...(await response.json()), ...refused } })
  })
  await page.reload()
  await page.getByText(words.document.notEmbedded).waitFor()
  await page.getByText(reason).waitFor()
  await page.unrouteAll()
  const asked = page.waitForResponse(/\/embed$/)
  await page.getByRole('button', { name: words.document.tryAgain }).click()
  assert.equal((await asked).status(), 202)
  await page.getByText(words.document.notEmbedded).waitFor({ state: 'detached' })
}

interface Place {
  url: string
  /** Of the collection. */
  address: string
  colleague: string
}

async function grant(browser: Browser, { page, words }: Visit, { url, address, colleague }: Place): Promise<void> {
  const bruno = await visit(browser, { url, language: 'pt-BR' })
  const seen = () => row(bruno.page, 'atas/janeiro.md').waitFor()
  await bruno.page.goto(address)
  await bruno.page.getByLabel(words.account.email).fill(colleague)
  await bruno.page.getByLabel(words.account.password, { exact: true }).fill('a long password')
  await bruno.page.getByRole('button', { name: words.account.signIn }).click()
  await seen()

  const settings = () => page.getByRole('button', { name: words.collection.settings }).click()
  const dialog = page.getByRole('dialog')
  await settings()
  await dialog.getByRole('switch', { name: words.collection.restrict }).click()
  await dialog.getByRole('button', { name: words.common.save }).click()
  await dialog.waitFor({ state: 'detached' })
  await bruno.page.reload()
  await bruno.page.getByRole('alert').first().waitFor()
  assert.equal(await row(bruno.page, 'atas/janeiro.md').count(), 0, 'who was not chosen sees a restricted collection')
  await goTo(bruno, 'search')
  const box = bruno.page.getByRole('combobox', { name: words.search.question })
  await box.fill('sede nova Quixadá')
  const found = bruno.page.waitForResponse(/\/v1\/search$/)
  await box.press('Enter')
  const { results } = await (await found).json()
  assert.ok(!JSON.stringify(results).includes('Quixadá'), 'a search finds what is in a restricted collection')

  await settings()
  await dialog.getByRole('combobox', { name: words.collection.grant }).selectOption({ label: colleague })
  await dialog.getByRole('listitem').filter({ hasText: colleague }).waitFor()
  await page.keyboard.press('Escape')
  await bruno.page.goto(address)
  await seen()
  await settings()
  await dialog.getByRole('button', { name: fill(words.collection.removeGrant, { name: colleague }) }).click()
  await dialog.getByText(words.collection.openToNobody).waitFor()
  await page.keyboard.press('Escape')
  await bruno.page.reload()
  await bruno.page.getByRole('alert').first().waitFor()
  assert.deepEqual(bruno.complaints, [])
  await bruno.context.close()
}

/** A place, a collection and a document by their names, and a question, by keys alone. */
async function palette({ page, words }: Visit): Promise<void> {
  const open = async (text: string) => {
    await page.keyboard.press('Control+k')
    await hasFocus(page.getByRole('combobox', { name: words.palette.title }))
    await page.keyboard.type(text)
  }
  const chosen = (text: string | RegExp) => page.getByRole('option', { name: text, selected: true })
  await open(words.nav.team.toLowerCase())
  await chosen(words.nav.team).waitFor()
  await page.keyboard.press('Enter')
  await heading(page, words.team.title).waitFor()
  await open('diretoria')
  await chosen(/^Diretoria/).waitFor()
  await page.keyboard.press('Enter')
  await heading(page, 'Diretoria').waitFor()
  await open('fevereiro bônus')
  await page.getByRole('option', { name: /fevereiro\.md/ }).waitFor()
  while (!(await chosen(/fevereiro\.md/).count())) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await heading(page, 'atas/fevereiro.md').waitFor()
  await open('sede nova')
  await page.keyboard.press('ArrowUp')
  await chosen(fill(words.palette.searchFor, { text: 'sede nova' })).waitFor()
  await page.keyboard.press('Enter')
  await heading(page, words.search.title).waitFor()
  await page.getByRole('listitem').locator('mark').first().waitFor()
  await open('x')
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: words.palette.title }).waitFor({ state: 'detached' })
}
