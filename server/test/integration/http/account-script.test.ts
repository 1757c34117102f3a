import { createHmac } from 'node:crypto'
import { runInNewContext } from 'node:vm'
import { parseHTML } from 'linkedom'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setSignUp } from '../../../src/features/operator/operator.ts'
import { createApp } from '../../../src/http/app.ts'
import { type Listening, listen } from '../../../src/start/listen.ts'
import { asAdmin, createOwner, startServer, type TestServer, testConfig } from '../../harness/harness.ts'

let server: TestServer
let listening: Listening
let base: string
beforeAll(async () => {
  const supabase = { ...testConfig().supabase, throughApi: true }
  server = await startServer({ supabase })
  listening = await listen(createApp(server.services).fetch, 0, '127.0.0.1')
  base = `http://127.0.0.1:${listening.port}`
})
afterAll(async () => {
  await listening.close(0)
  await server.close()
})

/** Opens a page and runs its script as a browser would, against this server; what is asked of it is kept. */
async function open(path: string, language = 'pt') {
  const url = new URL(path, base)
  const read = (at: string | URL) =>
    fetch(at, { headers: { 'Accept-Language': language } }).then((response) => response.text())
  const { document, Event } = parseHTML(await read(url))
  const forms = [...document.querySelectorAll('form')]
  const asked: string[] = []
  const history: string[] = []
  runInNewContext(await read(new URL('/pages/account.js', base)), {
    document: Object.assign(document, { forms }),
    location: { hash: url.hash, pathname: url.pathname, href: url.href },
    URL,
    history: { replaceState: (_: unknown, __: string, to: string) => history.push(to) },
    URLSearchParams,
    FormData: class extends Map<string, string> {
      constructor(form: (typeof forms)[number]) {
        super([...form.querySelectorAll('input')].map((input) => [input.name, input.value]))
      }
    },
    fetch: (to: string, init?: RequestInit) => {
      asked.push(new URL(to, base).pathname + new URL(to, base).search)
      return fetch(new URL(to, base), init)
    },
  })
  const status = () => document.getElementById('status')?.textContent ?? ''
  const from = () => document.querySelector('.from')
  if (path.startsWith('/invitations#')) await expect.poll(() => status() || from()?.getAttribute('hidden')).not.toBe('')
  return {
    asked,
    history,
    status,
    from: () => (from()?.hasAttribute('hidden') ? '' : (from()?.textContent ?? '')),
    value: (id: string) => document.querySelector(`#${id}`)?.getAttribute('value') ?? '',
    shown: () => forms.filter((form) => !form.hasAttribute('hidden')).map(({ id }) => id),
    /** Fills a form in, presses one of its buttons, and waits for what is said. */
    async send(id: string, fields: Record<string, string>, way?: string) {
      const form = forms.find((one) => one.id === id)
      for (const input of form?.querySelectorAll('input') ?? []) input.value = fields[input.name] ?? ''
      form?.dispatchEvent(Object.assign(new Event('submit', { cancelable: true }), { submitter: { value: way } }))
      await expect.poll(status).not.toMatch(/^(Um instante|One moment|$)/)
      return status()
    },
  }
}

/** What the link of a mail carries of the hash that Auth keeps. */
const sealed = (hash: string) =>
  `${hash}.${createHmac('sha256', testConfig().supabase.jwtSecret ?? '')
    .update(`link ${hash}`)
    .digest('hex')}`

const invite = async () => {
  const owner = await createOwner()
  await server.call('PATCH', `/v1/clients/${owner.client_id}`, { token: owner.token, body: { name: 'Aurora <b>' } })
  const email = `bia-${crypto.randomUUID().slice(0, 8)}@test.example`
  const { body } = await server.call('POST', '/v1/invitations', { token: owner.token, body: { email, role: 'user' } })
  return { owner, email, token: String(body.token) }
}

describe('the page of an invitation', () => {
  it('makes the account and accepts, and says to whom one belongs now', async () => {
    const { owner, email, token } = await invite()
    const page = await open(`/invitations#${token}`)
    expect(page.shown()).toEqual(['invitation'])
    expect([page.from(), page.value('email-invitation')]).toEqual(['Você foi convidado por Aurora <b>.', email])
    const said = await page.send('invitation', { email, password: 'uma senha comprida' }, 'sign-up')
    expect(said).toBe('Pronto: você agora faz parte de Aurora <b>.')
    expect(page.shown()).toEqual([])
    expect(page.asked.join()).not.toContain(token)
    const { body } = await server.call('GET', '/v1/members', { token: owner.token })
    expect(body.data.map((member: { email: string }) => member.email)).toContain(email)
  })

  it('signs in to an account that is there, and says in words what is wrong', async () => {
    const { email, token } = await invite()
    const password = 'a long password'
    await (await open(`/invitations#${token}x`, 'en')).send('invitation', { email, password }, 'sign-up')
    const page = await open(`/invitations#${token}`, 'en')
    const way = (given: string, which: string) => page.send('invitation', { email, password: given }, which)
    expect(await way(password, 'sign-up')).toBe('This address has an account already: sign in with its password.')
    expect(await way('another password', 'sign-in')).toBe('The e-mail address or the password is wrong.')
    expect(page.shown()).toEqual(['invitation'])
    expect(await way(password, 'sign-in')).toMatch(/^Done: you are now a member of Aurora/)
  })

  it('tells what the API says of an invitation that is none, or of somebody else', async () => {
    const { token } = await invite()
    const somebody = { email: `eva-${crypto.randomUUID().slice(0, 8)}@test.example`, password: 'a long password' }
    const page = await open(`/invitations#${token}`, 'en')
    const said = await page.send('invitation', somebody, 'sign-up')
    expect(said).toMatch(/invitation|address/i)
    expect(said).not.toMatch(/undefined|\{/)
    const cut = await open('/invitations')
    expect([cut.shown(), cut.status()]).toEqual([[], expect.stringContaining('incompleto')])
  })
})

describe('a sign-up that is refused', () => {
  afterEach(() => setSignUp(server.services.database, 'open'))

  it.each([
    ['closed', 'This Renum takes no new sign-ups.'],
    ['invite', 'Only who was invited makes an account here: use the address that got the invitation.'],
  ] as const)('says so: %s', async (mode, words) => {
    const { token } = await invite()
    await setSignUp(server.services.database, mode)
    const stranger = { email: `eva-${crypto.randomUUID().slice(0, 8)}@test.example`, password: 'a long password' }
    const page = await open(`/invitations#${token}`, 'en')
    expect(await page.send('invitation', stranger, 'sign-up')).toBe(words)
  })
})

describe('the page for a password', () => {
  it('sets the one that is chosen behind a link, and keeps the link out of the history', async () => {
    const email = `ana-${crypto.randomUUID().slice(0, 8)}@test.example`
    const { key } = testConfig().supabase
    const auth = async (path: string, password: string) => {
      const response = await fetch(`${base}/auth/v1/${path}`, {
        method: 'POST',
        headers: { apikey: key, 'Content-Type': 'application/json' },
        body: JSON.stringify({ email, password }),
      })
      return { status: response.status, body: JSON.parse(await response.text()) }
    }
    const { body } = await auth('signup', 'the first password')
    const page = await open(`/password#access_token=${body.access_token}&type=recovery`)
    expect([page.shown(), page.history]).toEqual([['password'], ['/password']])
    expect(await page.send('password', { password: 'the second password' })).toMatch(/^Pronto: a senha nova/)
    expect(page.asked).toEqual(['/v1/config', '/auth/v1/user'])
    expect((await auth('token?grant_type=password', 'the first password')).status).toBe(400)
    expect((await auth('token?grant_type=password', 'the second password')).status).toBe(200)
  })

  it('uses the link of a mail once its reader has chosen, and not while it is looked at', async () => {
    const email = `ana-${crypto.randomUUID().slice(0, 8)}@test.example`
    const { key } = testConfig().supabase
    const headers = { apikey: key, 'Content-Type': 'application/json' }
    const post = (path: string, body: unknown) =>
      fetch(`${base}/auth/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    await post('signup', { email, password: 'the first password' })
    await post('recover', { email })
    const [kept] = await asAdmin<{ recovery_token: string }>('select recovery_token from auth.users where email = $1', [
      email,
    ])
    const fragment = `#token_hash=${sealed(kept?.recovery_token ?? '')}&type=recovery`
    // A program that looks at the links of mails, and runs their scripts too.
    await open(`/password${fragment}`)
    expect((await post('token?grant_type=password', { email, password: 'the first password' })).status).toBe(200)

    const page = await open(`/password${fragment}`)
    expect([page.shown(), page.history]).toEqual([['password'], ['/password']])
    expect(await page.send('password', { password: 'the second password' })).toMatch(/^Pronto: a senha nova/)
    expect((await post('token?grant_type=password', { email, password: 'the second password' })).status).toBe(200)
    const again = await open(`/password${fragment}`)
    expect(await again.send('password', { password: 'a third password' })).toMatch(/^Este link já foi usado/)
  })

  it('asks for another link where there is none, or where it was used', async () => {
    for (const fragment of ['', '#error=access_denied&error_code=otp_expired']) {
      const page = await open(`/password${fragment}`, 'en')
      expect(page.shown()).toEqual(['reset'])
      expect(page.status()).toBe(fragment && 'This link was used already, or has expired. Ask for another one.')
      const email = `x-${crypto.randomUUID().slice(0, 8)}@test.example`
      expect(await page.send('reset', { email })).toMatch(/^(If there is an account|This link)/)
      await expect.poll(page.status).toMatch(/^If there is an account/)
      // A hosted Auth would lead to the project’s Site URL instead.
      expect(page.asked).toContain(`/auth/v1/recover?redirect_to=${encodeURIComponent(`${base}/password`)}`)
    }
    const spoilt = await open('/password#access_token=none', 'en')
    expect(await spoilt.send('password', { password: 'a long password' })).toBe(
      'This link was used already, or has expired. Ask for another one.',
    )
  })
})
