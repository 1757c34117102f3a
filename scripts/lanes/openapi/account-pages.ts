// Two people, one for each language, in Chromium: each accepts an invitation by its link, asks for another password, follows
// the link of the mail that the install shows, and signs in with it. Says what was done; ends with 1 and says what is wrong.
//   account-pages.ts <url> <chromium> <file with what the install prints>
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@supabase/supabase-js'
import { createRenum, unwrap } from '../../../client/src/index.ts'
import { inChromium, type Tab } from './browser.ts'

const [url = '', chromium = '', log = ''] = process.argv.slice(2)
const config = await unwrap(createRenum({ url }).GET('/v1/config'))
const status = 'document.getElementById("status").textContent'

const languages = {
  'pt-BR': {
    page: 'pt-BR',
    invitation: 'Convite',
    accepted: 'Pronto: você agora faz parte de Aurora.',
    sent: 'um e-mail com o link está a caminho',
    changed: 'Pronto: a senha nova já vale.',
    expired: 'Este link já foi usado ou venceu.',
  },
  'en-US': {
    page: 'en',
    invitation: 'Invitation',
    accepted: 'Done: you are now a member of Aurora.',
    sent: 'a mail with the link is on its way',
    changed: 'Done: the new password is in use.',
    expired: 'This link was used already, or has expired.',
  },
}
type Words = (typeof languages)['en-US']

async function signIn(account: { email: string; password: string }, way: 'signUp' | 'signInWithPassword') {
  const supabase = createClient(config.supabase_url, config.supabase_key, { auth: { persistSession: false } })
  const { data, error } = await supabase.auth[way](account)
  if (error || !data.session) throw new Error(`${way} of ${account.email}: ${error?.message ?? 'no session'}`)
  return createRenum({ url, token: data.session.access_token })
}

/** The link of the last mail to an address, as the operator sees it. */
async function mailedTo(email: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const printed = await readFile(log, 'utf8')
    const [link] = printed.slice(printed.lastIndexOf(email)).match(/https?:\/\/\S+\/password#token_hash=\S+/) ?? []
    if (printed.includes(email) && link) return link
    await sleep(100)
  }
  throw new Error(`no mail to ${email} was shown`)
}

async function expectLanguage(tab: Tab, words: Words): Promise<void> {
  const shown = await tab.read<string>('document.documentElement.lang')
  if (shown !== words.page) throw new Error(`the page is in ${shown}, not in ${words.page}`)
}

const owner = await signIn({ email: 'dona@pages.example', password: crypto.randomUUID() }, 'signUp')
await unwrap(owner.POST('/v1/clients', { body: { name: 'Aurora' } }))

async function live(tab: Tab, email: string, words: Words): Promise<void> {
  const { link } = await unwrap(owner.POST('/v1/invitations', { body: { email, role: 'user' } }))
  await tab.open(link ?? '')
  await expectLanguage(tab, words)
  await tab.until(`document.querySelector('h1').textContent === '${words.invitation}'`)
  await tab.type('#email-invitation', email)
  await tab.type('#password-invitation', 'a first password')
  await tab.click('button[value="sign-up"]')
  await tab.until(`${status} === '${words.accepted}'`)
  const me = await unwrap((await signIn({ email, password: 'a first password' }, 'signInWithPassword')).GET('/v1/me'))
  if (me.role !== 'user') throw new Error(`${email} has the role ${me.role}`)

  // A page that was closed too early: the same link, and the account that is there by now.
  await tab.open('about:blank')
  await tab.open(link ?? '')
  await tab.type('#email-invitation', email)
  await tab.type('#password-invitation', 'a first password')
  await tab.click('button[value="sign-in"]')
  await tab.until(`${status} === '${words.accepted}'`)

  await tab.open(`${url}/password`)
  await expectLanguage(tab, words)
  await tab.type('#email-reset', email)
  await tab.click('#reset button')
  await tab.until(`${status}.includes('${words.sent}')`)
  const mail = await mailedTo(email)
  await tab.open(mail)
  await tab.until('location.pathname === "/password" && !document.getElementById("password").hidden')
  if (await tab.read<boolean>('location.hash !== ""')) throw new Error('the token of a reset is left in the address')
  await expectLanguage(tab, words)
  await tab.type('#password-password', 'a second password')
  await tab.click('#password button')
  await tab.until(`${status}.startsWith('${words.changed}')`)
  await signIn({ email, password: 'a second password' }, 'signInWithPassword')
  const old = await signIn({ email, password: 'a first password' }, 'signInWithPassword').catch(() => undefined)
  if (old) throw new Error('the password before still opens the account')
  await tab.open('about:blank')
  await tab.open(mail)
  await tab.type('#password-password', 'a third password')
  await tab.click('#password button')
  await tab.until(`${status}.startsWith('${words.expired}')`)
}

try {
  for (const [language, words] of Object.entries(languages)) {
    const email = `${language.toLowerCase()}@pages.example`
    const complaints = await inChromium(chromium, language, (tab) => live(tab, email, words))
    if (complaints.length > 0) throw new Error(`${language}: ${complaints.join('; ')}`)
  }
  process.stdout.write('invitation and password reset done in pt-BR and en-US')
} catch (error) {
  process.stdout.write(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
