import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { createCompany, goTo, heading, signUp } from './actions.ts'
import { answered, ask, type Built } from './agents.ts'
import { fill, visit } from './browser.ts'
import type { Journey } from './journey.ts'
import { look, type Seen } from './look.ts'

const password = 'a long password'

/** A colleague asks, and as a viewer only reads; a stranger sees no agent, no conversation and no run of another company. */
export async function agentsOfOthers(browser: Browser, url: string, journey: Journey, built: Built): Promise<void> {
  const { home, state, colleague } = journey
  const bruno = await visit(browser, { url, language: 'pt-BR' })
  const { page, words } = bruno
  await page.goto(built.quoting)
  await page.getByLabel(words.account.email).fill(colleague)
  await page.getByLabel(words.account.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: words.account.signIn }).click()
  await ask(bruno, 'Quantos dias de férias eu tenho?')
  assert.match(String(await (await answered(bruno)).textContent()), /30 dias de férias/)
  // What others asked is not theirs to see, and the settings are not theirs to change.
  assert.equal(await page.getByRole('link', { name: words.chat.edit, exact: true }).count(), 0)
  const aside = page.getByRole('complementary', { name: words.chat.conversations })
  await aside.getByRole('link').first().waitFor()
  assert.equal(await aside.getByRole('link').count(), 1)
  await page.goto(`${home}/runs`)
  const list = page.getByRole('list', { name: words.nav.runs })
  await list.getByRole('listitem').first().waitFor()
  assert.equal(await list.getByRole('listitem').count(), 1)
  await page.goto(built.run)
  await page.getByRole('alert').first().waitFor()
  await page.goto(`${built.speaking}/edit`)
  await page.getByText(words.editor.adminsOnly).waitFor()

  const ana = await visit(browser, { url, language: 'pt-BR', state })
  await ana.page.goto(`${home}/team`)
  const role = ana.page.getByLabel(/^Papel de .*/).last()
  await role.waitFor()
  const changed = ana.page.waitForResponse((response) => response.request().method() === 'PATCH')
  await ana.page.getByRole('listitem').filter({ hasText: colleague }).getByRole('combobox').selectOption('viewer')
  assert.equal((await changed).status(), 200)
  await page.goto(built.quoting)
  await page.getByText(words.chat.viewer).waitFor()
  assert.equal(await page.getByRole('textbox', { name: words.chat.question }).count(), 0)
  await goTo(bruno, 'agents')
  await page.getByRole('link', { name: words.agents.readyName }).waitFor()
  assert.equal(await page.getByRole('button', { name: words.agents.new }).count(), 0)
  await ana.page.getByRole('listitem').filter({ hasText: colleague }).getByRole('combobox').selectOption('user')
  assert.deepEqual([...bruno.complaints, ...ana.complaints], [])
  await bruno.context.close()
  await ana.context.close()

  const stranger = await visit(browser, { url, language: 'pt-BR' })
  await stranger.page.goto('/')
  await signUp(stranger, `caio.${crypto.randomUUID().slice(0, 8)}@web.example`, password)
  await createCompany(stranger, 'Outra Ltda.', false)
  await heading(stranger.page, words.knowledge.title).waitFor()
  await goTo(stranger, 'agents')
  await stranger.page.getByRole('heading', { name: words.agents.empty }).waitFor()
  const own = new URL(stranger.page.url()).pathname.split('/').slice(0, 3).join('/')
  for (const address of [built.quoting, built.speaking, `${built.speaking}/edit`, built.run]) {
    await stranger.page.goto(address)
    await heading(stranger.page, words.common.missing).waitFor()
    await stranger.page.goto(address.replace(home, own))
    await stranger.page.getByRole('alert').first().waitFor()
    const said = String(await stranger.page.getByRole('main').textContent())
    assert.doesNotMatch(said, /férias|RH/, `a stranger reads ${address}`)
  }
  await stranger.page.goto(`${own}/runs`)
  await stranger.page.getByRole('heading', { name: words.runs.empty }).waitFor()
  assert.deepEqual(stranger.complaints, [])
  await stranger.context.close()
}

/** The same pages on a phone, and in English in the dark: looked at, and asked. */
export async function agentsElsewhere(
  browser: Browser,
  url: string,
  { home, state }: Journey,
  { quoting, speaking, run }: Built,
  phone: Seen,
  english: Seen,
): Promise<void> {
  const small = await visit(browser, { url, language: 'pt-BR', phone: true, state })
  const { page, words } = small
  await page.goto(`${home}/agents`)
  await page.getByRole('link', { name: 'Atendimento do RH', exact: true }).waitFor()
  await look(small, phone, 'agents')
  await page.goto(quoting)
  await ask(small, 'Qual é o prazo para pedir férias?')
  await answered(small)
  await look(small, phone, 'chat')
  await page.getByRole('button', { name: words.chat.conversations }).click()
  await page.getByRole('dialog').getByRole('link').first().waitFor()
  await look(small, phone, 'conversations')
  await page.keyboard.press('Escape')
  await page.goto(`${speaking}/edit`)
  await page.getByLabel(words.editor.instructions).waitFor()
  await look(small, phone, 'editor')
  await page.goto(run)
  await page.getByRole('heading', { name: words.runs.answered }).waitFor()
  await look(small, phone, 'run')
  await page.goto(`${home}/runs`)
  await page.getByRole('list', { name: words.nav.runs }).waitFor()
  await look(small, phone, 'runs')
  assert.deepEqual(small.complaints, [])
  await small.context.close()

  const dark = await visit(browser, { url, language: 'en', theme: 'dark', state })
  await dark.page.goto(`${home}/agents`)
  await dark.page.getByRole('link', { name: 'Atendimento do RH', exact: true }).waitFor()
  await look(dark, english, 'agents')
  await dark.page.goto(speaking)
  await ask(dark, 'Quantos dias de férias eu tenho depois de doze meses?')
  await answered(dark)
  await look(dark, english, 'chat-model')
  await dark.page.goto(`${speaking}/edit`)
  await dark.page.getByLabel(dark.words.editor.instructions).waitFor()
  await look(dark, english, 'editor')
  await dark.page.getByRole('tab', { name: dark.words.editor.versions }).click()
  await dark.page.getByText(fill(dark.words.editor.version, { number: 2 })).waitFor()
  await look(dark, english, 'agent-versions')
  await dark.page.goto(run)
  await dark.page.getByRole('heading', { name: dark.words.runs.answered }).waitFor()
  await look(dark, english, 'run')
  await dark.page.goto(`${home}/runs`)
  await dark.page.getByRole('list', { name: dark.words.nav.runs }).waitFor()
  await look(dark, english, 'runs')
  assert.deepEqual(dark.complaints, [])
  await dark.context.close()
}
