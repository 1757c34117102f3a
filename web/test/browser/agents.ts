import assert from 'node:assert/strict'
import type { Browser, Locator, Page } from 'playwright-core'
import { goTo, heading } from './actions.ts'
import { fill, type Visit, visit } from './browser.ts'
import type { Journey } from './journey.ts'
import { look, type Seen } from './look.ts'

export interface Built {
  /** Addresses: of the agent that quotes, of the one with a model, and of a run of each. */
  quoting: string
  speaking: string
  run: string
}

const question = 'Quantos dias de férias eu tenho depois de doze meses?'

/** Agents are made, published, asked in Portuguese and looked into: one that quotes, and one whose model is a double behind HTTP. */
export async function agents(
  browser: Browser,
  url: string,
  { home, state }: Journey,
  model: string,
  seen: Seen,
): Promise<Built> {
  const ana = await visit(browser, { url, language: 'pt-BR', state })
  const { page, words } = ana
  await page.goto(home)
  await goTo(ana, 'agents')
  await page.getByRole('heading', { name: words.agents.empty }).waitFor()
  await look(ana, seen, 'agents-empty')

  // One press, no model: it answers, and its source opens where it stands.
  await page.getByRole('button', { name: words.agents.createReady }).click()
  await page.getByText(words.chat.empty).waitFor()
  const quoting = new URL(page.url()).pathname
  await ask(ana, question)
  const quotes = await answered(ana)
  assert.match(String(await quotes.textContent()), /direito a 30 dias de férias/)
  await look(ana, seen, 'chat')
  await openSource(ana, quotes)
  await look(ana, seen, 'cited')
  await page.goBack()
  await feedback(ana)
  await nothingFound(ana)

  const speaking = await build(ana, home, model, seen)
  await streams(ana, speaking, seen)
  await interrupted(ana)
  await versions(ana, speaking)
  await conversations(ana, speaking)
  const run = await runs(ana, home, seen)
  await manage(ana, home)
  assert.deepEqual(ana.complaints, [])
  await ana.context.close()
  return { quoting, speaking, run }
}

export async function ask({ page, words }: Visit, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: words.chat.question })
  await box.fill(text)
  await box.press('Enter')
  await page.getByRole('article', { name: text }).last().waitFor()
}

/** The last answer, once it has ended. */
export async function answered({ page, words }: Visit): Promise<Locator> {
  const article = page.getByRole('article').last()
  await article.getByRole('link', { name: words.chat.how }).waitFor({ timeout: 60_000 })
  return article.getByTestId('answer')
}

/** The note shows at the focus what is cited, and Enter leads to it: the quote alone is marked. */
async function openSource({ page }: Visit, answer: Locator): Promise<void> {
  const chip = answer
    .locator('blockquote', { hasText: 'direito a 30 dias' })
    .getByRole('link', { name: /^Fonte \d+: manual-do-colaborador\.md$/ })
  await chip.focus()
  const note = page.getByRole('tooltip')
  await note
    .getByText(/direito a 30 dias de férias/)
    .first()
    .waitFor()
  assert.match(String(await note.first().textContent()), /manual-do-colaborador\.md/)
  await page.keyboard.press('Escape')
  await note.first().waitFor({ state: 'detached' })
  await chip.hover()
  await note.first().waitFor()
  await chip.press('Enter')
  const mark = page.getByTestId('marks')
  await mark.first().waitFor()
  const marked = (await mark.allTextContents()).join(' ').replace(/\s+/g, ' ').trim()
  assert.equal(marked, 'Depois de doze meses de trabalho, cada colaborador tem direito a 30 dias de férias.')
  await heading(page, 'manual-do-colaborador.md').waitFor()
}

async function feedback(visitor: Visit): Promise<void> {
  const { page, words } = visitor
  const bad = () => page.getByRole('button', { name: words.chat.bad })
  await answered(visitor)
  await bad().click()
  await page.getByLabel(words.chat.whatBad).fill('Faltou dizer quando pedir.')
  await page.getByRole('button', { name: words.chat.send }).click()
  await page.getByText(words.chat.thanks).waitFor()
  await page.reload()
  await answered(visitor)
  assert.equal(await bad().getAttribute('aria-pressed'), 'true')
  await bad().click()
  await page.waitForFunction(() => !document.querySelector('[aria-pressed=true]'))
}

/** Where nothing was found it says so, and shows no source beside it. */
async function nothingFound(visitor: Visit): Promise<void> {
  const { words } = visitor
  await ask(visitor, 'Xyzzy plugh frobnicate qwertz?')
  const answer = await answered(visitor)
  assert.match(String(await answer.textContent()), /Não encontrei nada sobre isso/)
  assert.equal(await answer.getByRole('region', { name: words.chat.sources }).count(), 0)
}

/** An agent with a model, set up from nothing; gives the address of its chat. */
async function build(ana: Visit, home: string, model: string, seen: Seen): Promise<string> {
  const { page, words } = ana
  const { editor } = words
  await page.goto(`${home}/agents`)
  await page.getByRole('button', { name: words.agents.new }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(words.common.name).fill('Atendimento do RH')
  await dialog.getByRole('button', { name: words.common.create }).click()
  await heading(page, 'Atendimento do RH').waitFor()
  const chat = new URL(page.url()).pathname.replace(/\/edit$/, '')

  await page.getByLabel(editor.answersBy).selectOption('openai_compatible')
  await page.getByText(editor.state_invalid).waitFor()
  await page.getByText(editor.testInvalid).waitFor()
  await page.getByLabel(editor.modelName, { exact: true }).fill('modelo-de-teste')
  await page.getByRole('button', { name: editor.newCredential }).click()
  await dialog.getByLabel(words.common.name).fill('Serviço de teste')
  await dialog.getByLabel(editor.serviceUrl).fill(model)
  await dialog.getByLabel(editor.key, { exact: true }).fill('sk-de-teste-1234')
  await dialog.getByRole('button', { name: words.common.save }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByLabel(editor.instructions).fill('Responda como o RH, em poucas frases.')
  await page.getByLabel(editor.base, { exact: true }).selectOption({ label: words.account.sampleBase })
  await page.getByRole('checkbox', { name: words.account.sampleCollection }).check()
  await page.getByRole('button', { name: editor.addQuestion }).click()
  await page.keyboard.type(question)

  // What cannot be kept is said at its field, and is not lost.
  const steps = page.getByLabel(editor.limit_steps)
  await steps.fill('51')
  await page.getByText(fill(editor.between, { least: 1, most: 50 })).waitFor()
  await page.getByText(editor.state_invalid).waitFor()
  assert.equal(await steps.inputValue(), '51')
  await steps.fill('4')
  await page.getByText(editor.state_saved).waitFor()
  await page.reload()
  await heading(page, 'Atendimento do RH').waitFor()
  assert.equal(await steps.inputValue(), '4')
  assert.equal(
    await page.getByRole('textbox', { name: fill(editor.openingQuestion, { number: 1 }) }).inputValue(),
    question,
  )

  // The draft answers beside it before anybody else is answered.
  await ask(ana, question)
  await verdicts(page, await answered(ana), ana)
  await page.evaluate(() => scrollTo(0, 0))
  await look(ana, seen, 'editor')
  await page.getByRole('button', { name: editor.publish, exact: true }).click()
  await page.getByText(fill(words.agents.published, { number: 1 })).waitFor()
  return chat
}

/** Of the model's answer: what is wrong is marked and says why, what was computed too, and nothing of it leads outside. */
async function verdicts(page: Page, answer: Locator, { words }: Visit): Promise<void> {
  const wrong = answer.locator('[data-verdict=unsupported]')
  await wrong.waitFor()
  assert.match(String(await wrong.textContent()), /O abono é de 47/)
  await wrong.getByRole('button', { name: words.chat.unsupported }).focus()
  await page.getByRole('tooltip').getByText(/47/).first().waitFor()
  await page.keyboard.press('Escape')
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await answer.locator('[data-verdict=computed]').filter({ hasText: '3 × 30 = 90' }).waitFor()
  await answer.locator('strong', { hasText: '30 dias' }).waitFor()
  assert.equal(await answer.locator('img, a[href*="elsewhere"]').count(), 0, 'an answer leads outside')
}

/** The answer comes in pieces, and a screen reader is told it once, at its end. */
async function streams(ana: Visit, chat: string, seen: Seen): Promise<void> {
  const { page, words } = ana
  await page.goto(chat)
  await page.getByRole('button', { name: question }).waitFor()
  await page.evaluate(() => {
    const told: string[] = []
    Object.assign(globalThis, { told })
    const region = document.querySelector('[data-testid=announced]')
    if (!region) throw new Error('nothing tells screen readers of an answer')
    const watching = { childList: true, characterData: true, subtree: true }
    new MutationObserver(() => told.push(region.textContent ?? '')).observe(region, watching)
  })
  await page.getByRole('button', { name: question }).click()
  const growing = page.getByTestId('answer').last()
  await growing.getByText(/Depois de doze/).waitFor()
  assert.equal(await growing.getAttribute('aria-busy'), 'true', 'the answer came as a whole')
  const answer = await answered(ana)
  await verdicts(page, answer, ana)
  const told = await page.evaluate(() => (globalThis as unknown as { told: string[] }).told.filter(Boolean))
  assert.equal(told.length, 1, `an answer is read out ${told.length} times`)
  assert.match(told[0] ?? '', /30 dias.*O abono é de 47/s)
  assert.doesNotMatch(told[0] ?? '', /\[\d\]/)
  await look(ana, seen, 'chat-model')

  // Stopped by who asked: what was said is kept.
  await ask(ana, 'Conte devagar as férias')
  await page.getByText(/Linha 3 de muitas/).waitFor()
  await page.getByRole('button', { name: words.chat.stop }).click()
  await page.getByText(words.chat.stopped).first().waitFor()
  assert.match(String(await (await answered(ana)).textContent()), /Linha 3 de muitas/)
  // A model that is down is said in words, with what names the run.
  await ask(ana, 'Pergunta de férias sem resposta')
  const failed = await answered(ana)
  assert.match(String(await failed.getByRole('alert').textContent()), /modelo.*[0-9a-f-]{36}/is)
  await failed.getByRole('button', { name: words.chat.again }).first().waitFor()
}

/** The connection is lost in the middle, and the page is left in the middle: each time the answer is there to its end. */
async function interrupted(ana: Visit): Promise<void> {
  const { page, words, context } = ana
  const whole = (text: string | null) => [...String(text).matchAll(/Linha (\d+) de muitas/g)].map(([, n]) => Number(n))
  await ask(ana, 'Conte devagar as férias de novo')
  await page
    .getByText(/Linha 5 de muitas/)
    .last()
    .waitFor()
  await context.setOffline(true)
  await page.waitForTimeout(1_500)
  await context.setOffline(false)
  await page
    .getByText(/Linha 60 de muitas/)
    .last()
    .waitFor({ timeout: 60_000 })
  const lines = whole(await page.getByTestId('answer').last().textContent())
  assert.deepEqual(
    lines,
    lines.map((_, i) => i + 1),
    'pieces of the answer are lost or twice there',
  )
  await page.reload()
  await page
    .getByText(/Linha 90 de muitas/)
    .last()
    .waitFor({ timeout: 60_000 })
  await page.getByRole('button', { name: words.chat.stop }).click()
  const kept = whole(await (await answered(ana)).textContent())
  assert.deepEqual(
    kept,
    kept.map((_, i) => i + 1),
  )
}

async function versions({ page, words }: Visit, chat: string): Promise<void> {
  const { editor, agents } = words
  await page.goto(`${chat}/edit`)
  await page.getByLabel(editor.instructions).fill('Responda em uma frase.')
  await page.getByText(editor.changed).waitFor()
  await page.getByRole('button', { name: editor.publish, exact: true }).click()
  await page.getByText(fill(agents.published, { number: 2 })).waitFor()
  await page.getByText(editor.changed).waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: editor.versions }).click()
  const first = page.getByRole('listitem').filter({ hasText: fill(editor.version, { number: 1 }) })
  await first.getByRole('button', { name: editor.restore }).click()
  await page.getByText(fill(agents.published, { number: 1 })).waitFor()
  await first.getByRole('button', { name: editor.bringBack }).click()
  await page.getByText(editor.state_saved).waitFor()
  assert.equal(await page.getByLabel(editor.instructions).inputValue(), 'Responda como o RH, em poucas frases.')
}

/** What was asked is there under its first question; it is renamed, and deleted with a way back. */
async function conversations({ page, words }: Visit, chat: string): Promise<void> {
  await page.goto(chat)
  const aside = page.getByRole('complementary', { name: words.chat.conversations })
  await aside.getByRole('link', { name: question }).click()
  await page.getByRole('article', { name: question }).waitFor()
  await aside.getByRole('button', { name: fill(words.chat.conversationActions, { title: question }) }).click()
  await page.getByRole('menuitem', { name: words.chat.rename }).click()
  await page.getByRole('dialog').getByLabel(words.chat.title).fill('Férias')
  await page.getByRole('dialog').getByRole('button', { name: words.common.save }).click()
  const renamed = aside.getByRole('link', { name: 'Férias', exact: true })
  await renamed.waitFor()
  await aside.getByRole('button', { name: fill(words.chat.conversationActions, { title: 'Férias' }) }).click()
  await page.getByRole('menuitem', { name: words.common.delete }).click()
  await renamed.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: words.common.undo }).click()
  await renamed.waitFor()
}

async function runs(ana: Visit, home: string, seen: Seen): Promise<string> {
  const { page, words } = ana
  await page.goto(`${home}/runs`)
  const list = page.getByRole('list', { name: words.nav.runs })
  await list.getByRole('listitem').nth(3).waitFor()
  await look(ana, seen, 'runs')
  await page.getByLabel(words.runs.status, { exact: true }).selectOption('failed')
  await page.waitForFunction(() => location.search.includes('failed'))
  await list.getByRole('link', { name: 'Pergunta de férias sem resposta' }).waitFor()
  assert.equal(await list.getByRole('listitem').count(), 1)
  await page.getByRole('button', { name: words.runs.clear }).click()
  await page.getByLabel(words.runs.agent, { exact: true }).selectOption({ label: 'Atendimento do RH' })
  await page.getByLabel(words.runs.when, { exact: true }).selectOption('1')
  await list.getByRole('link', { name: question }).first().click()
  await heading(page, question).waitFor()
  await page.getByRole('heading', { name: words.runs.answered }).waitFor()
  await page.getByText(words.runs.priceUnknown).first().waitFor()
  await page.getByText(/^Buscou “Quantos dias/).waitFor()
  await page.getByRole('list', { name: words.runs.passages }).getByRole('link').first().waitFor()
  await page.getByText(/Não está nas fontes: .*47/).waitFor()
  await look(ana, seen, 'run')
  const run = new URL(page.url()).pathname
  await page.getByRole('tab', { name: words.runs.technical }).click()
  await page.getByText('"kind": "search"').waitFor()
  await look(ana, seen, 'run-technical')
  return run
}

/** Copied, switched off, deleted and brought back. */
async function manage(ana: Visit, home: string): Promise<void> {
  const { page, words } = ana
  const { agents } = words
  const copy = fill(agents.copyOf, { name: 'Atendimento do RH' })
  const menu = async (name: string, item: string) => {
    await page.getByRole('button', { name: fill(agents.actions, { name }), exact: true }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await page.goto(`${home}/agents`)
  await menu('Atendimento do RH', agents.duplicate)
  await heading(page, copy).waitFor()
  await goTo(ana, 'agents')
  const card = page.getByRole('listitem').filter({ hasText: copy })
  await card.getByText(agents.unpublished).waitFor()
  await menu(copy, agents.switchOff)
  await card.getByText(agents.off).waitFor()
  await menu(copy, words.common.delete)
  await card.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: words.common.undo }).click()
  await card.waitFor()
}
