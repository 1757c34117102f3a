import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Stack, StackEvent } from '../src/public.ts'
import { connect, signUp, start, temporaryFolder } from './support.ts'

/** A mailed link and its code. */
interface Letter {
  link: string
  code: string
  text: string
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let stack: Stack
const events: StackEvent[] = []
beforeAll(async () => {
  folder = await temporaryFolder()
  stack = await start(folder.path, { trustProxy: 1, onEvent: (event) => events.push(event) })
})
afterAll(async () => {
  await stack.stop()
  await folder.remove()
})

const ask = async (of: Stack, method: string, path: string, body: unknown, more: Record<string, string> = {}) => {
  const headers = { apikey: of.connection.publishable_key, 'content-type': 'application/json', ...more }
  const url = `${of.connection.supabase_url}/auth/v1/${path}`
  const response = await fetch(url, { method, headers, body: JSON.stringify(body), redirect: 'manual' })
  return { status: response.status, body: (await response.json()) as Record<string, never> }
}
const post = (path: string, body: unknown, from = '192.0.2.1') =>
  ask(stack, 'POST', path, body, { 'x-forwarded-for': from })
/** What the link of a mail hands to the page that it leads to. */
const opens = (link: string) => {
  const handed = new URLSearchParams(new URL(link).hash.slice(1))
  return { token: handed.get('token_hash') ?? '', type: handed.get('type') ?? '' }
}
/** Uses it up, by Auth's own page for links. */
const follow = async (link: string, { connection }: Stack = stack) => {
  const query = new URLSearchParams({ ...opens(link), redirect_to: 'http://127.0.0.1:3000/password' })
  const answer = await fetch(`${connection.supabase_url}/auth/v1/verify?${query}`, { redirect: 'manual' })
  return answer.headers.get('location') ?? ''
}
const hash = (email: string, code: string) =>
  createHash('sha256')
    .update(email + code)
    .digest('hex')

let people = 0
const newAddress = () => `proof-${people++}-${process.pid}@example.com`
const person = async () => (await (await signUp(stack.connection)).client.auth.getUser()).data.user?.email ?? ''

function shown(to: string): Letter {
  const mail = events.findLast((event) => event.kind === 'mail' && event.to === to)
  if (mail?.kind !== 'mail') throw new Error('no mail arrived')
  return { link: mail.links[0] ?? '', code: /^\d{6}$/m.exec(mail.text)?.[0] ?? '', text: mail.text }
}

async function recover(email: string): Promise<Letter> {
  expect((await post('recover', { email })).status).toBe(200)
  return shown(email)
}

test('a link is good for what it was mailed for; the hash of address and code is good for nothing', async () => {
  const email = await person()
  const { link, code } = await recover(email)
  const { token } = opens(link)
  const plain = hash(email, code)
  expect(token.startsWith(plain)).toBe(true)
  const changed = `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`
  for (const token_hash of [plain, `${plain}.`, changed, `${plain}.${plain}`]) {
    expect((await post('verify', { type: 'recovery', token_hash })).status).toBe(403)
    expect(await follow(link.replace(token, token_hash))).toContain('error=access_denied')
  }
  // What looks at it before its reader does not use it up.
  const page = `${stack.connection.supabase_url}/auth/v1/verify?token=${token}&type=recovery`
  expect((await fetch(page, { method: 'HEAD', redirect: 'manual' })).status).toBe(405)
  expect((await post('verify', { type: 'recovery', token_hash: token })).status).toBe(200)
  expect((await post('verify', { type: 'recovery', token_hash: token })).status).toBe(403)
})

test('a code dies after five wrong tries, whoever makes them, and its link lives', async () => {
  const email = await person()
  const { link, code } = await recover(email)
  const wrong = code === '000000' ? '000001' : '000000'
  for (let i = 0; i < 5; i++) {
    expect((await post('verify', { type: 'recovery', email, token: wrong }, `192.0.2.${10 + i}`)).status).toBe(403)
  }
  expect((await post('verify', { type: 'recovery', email, token: code }, '192.0.2.30')).status).toBe(403)
  expect(await follow(link)).toContain('access_token=')
})

test('as does one that is tried by all at once', async () => {
  const email = await person()
  const { code } = await recover(email)
  const tries = Array.from({ length: 20 }, (_, i) => (i === 19 ? code : String(i).padStart(6, '9')))
  const answers = await Promise.all(
    tries.map((token, i) => post('verify', { type: 'recovery', email, token }, `198.51.100.${i}`)),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(403))
})

test('new codes are no new beginning: a day has thirty tries', async () => {
  const email = await person()
  for (let round = 0; round < 6; round++) {
    await recover(email)
    for (let i = 0; i < 5; i++) await post('verify', { type: 'recovery', email, token: '999999' }, `203.0.113.${round}`)
  }
  const { code, link } = await recover(email)
  expect((await post('verify', { type: 'recovery', email, token: code }, '203.0.113.99')).status).toBe(403)
  expect(await follow(link)).toContain('access_token=')
})

test('the address of a code has one spelling', async () => {
  const email = await person()
  const { code } = await recover(email)
  const whole = email + code
  for (const cut of [3, email.length - 1, email.length + 1, whole.length - 1]) {
    const body = { type: 'recovery', email: whole.slice(0, cut), token: whole.slice(cut) }
    expect((await post('verify', body)).status).toBeGreaterThanOrEqual(400)
  }
  for (const email_ of [[email], { toLowerCase: email }, 1]) {
    expect((await post('verify', { type: 'recovery', email: email_, token: code })).status).toBe(400)
  }
  expect((await post('verify', { type: 'reauthentication', email, token: code })).status).toBe(400)
  expect((await post('verify', { type: 'email', email: email.toUpperCase(), token: code })).status).toBe(200)
})

test('no address brings what a terminal obeys', async () => {
  for (const character of ['\u001b', '\u0007', '\u009b', '\n', '\u202e', '\u2066', '\u0000']) {
    const answer = await post('otp', { email: `a${character}b@example.com`, create_user: true })
    expect([character, answer.status]).toEqual([character, 400])
  }
})

test('a mail is in the language of who asks, and in both where that is not known', async () => {
  const email = await person()
  const text = async (language?: string) => {
    const more = language === undefined ? {} : { 'accept-language': language }
    await ask(stack, 'POST', 'recover', { email }, more)
    return shown(email).text
  }
  expect(await text('pt-BR,pt;q=0.9,en;q=0.8')).toMatch(/^Você pediu(?![\s\S]*You asked)/)
  expect(await text('en-GB')).toMatch(/^You asked(?![\s\S]*Você)/)
  expect(await text()).toMatch(/Você pediu[\s\S]*You asked/)
})

/** A mail server that keeps what it is sent. */
async function mailServer(): Promise<{ url: string; mails: string[]; server: Server }> {
  const mails: string[] = []
  const server = createServer((socket) => {
    let [lines, inData, mail] = ['', false, '']
    socket.on('error', () => {}).write('220 test\r\n')
    socket.on('data', (chunk) => {
      lines += chunk
      for (let end = lines.indexOf('\r\n'); end !== -1; end = lines.indexOf('\r\n')) {
        const line = lines.slice(0, end)
        lines = lines.slice(end + 2)
        if (inData && line !== '.') mail += `${line}\n`
        else if (inData) {
          mails.push(mail.replace(/=\n/g, '').replace(/=3D/g, '='))
          ;[inData, mail] = [false, '']
          socket.write('250 ok\r\n')
        } else if (/^DATA/i.test(line)) {
          inData = true
          socket.write('354 go\r\n')
        } else socket.write(/^QUIT/i.test(line) ? '221 bye\r\n' : '250 ok\r\n')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { url: `smtp://127.0.0.1:${port}?from=a@example.com`, mails, server }
}

test('what came before a mailbox was proven opens nothing afterwards', async () => {
  const [smtp, other] = [await mailServer(), await temporaryFolder()]
  const home = await start(other.path, { smtpUrl: smtp.url })
  const send = (path: string, body: unknown) => ask(home, 'POST', path, body)
  const signIn = async (email: string, password: string) =>
    (await send('token?grant_type=password', { email, password })).status
  const received = async (to: string): Promise<Letter> => {
    const mail = () => smtp.mails.findLast((text) => text.includes(`To: ${to}`)) ?? ''
    await expect.poll(mail).toContain('letter-spacing')
    const link = /href="([^"]+)"/.exec(mail())?.[1]?.replaceAll('&amp;', '&') ?? ''
    return { link, code: /letter-spacing:6px[^>]*>\s*(\d{6})/.exec(mail())?.[1] ?? '', text: mail() }
  }
  const attackers = 'a password of the attacker'
  const later = async (email: string) => {
    const client = await connect(home.connection.db_url)
    await client.query(
      `update auth.users set confirmation_sent_at = now() - interval '2 minutes' where email = '${email}'`,
    )
    await client.end()
  }
  try {
    // By the link of a sign-up that she did not make, by a magic link, by a code, by a reset.
    const ways: [name: string, prove: (email: string) => Promise<string | undefined>][] = [
      ['the link of the sign-up', async (email) => tokenOf(await follow((await received(email)).link, home))],
      [
        'the code of the sign-up',
        async (email) => {
          const { code } = await received(email)
          return (await send('verify', { type: 'signup', email, token: code })).body.access_token
        },
      ],
      [
        'a magic link',
        async (email) => {
          smtp.mails.length = 0
          await send('otp', { email, create_user: true })
          return tokenOf(await follow((await received(email)).link, home))
        },
      ],
      [
        'a reset',
        async (email) => {
          smtp.mails.length = 0
          await send('recover', { email })
          const { code } = await received(email)
          return (await send('verify', { type: 'recovery', email, token: code })).body.access_token
        },
      ],
    ]
    for (const [name, prove] of ways) {
      const email = newAddress()
      expect((await send('signup', { email, password: attackers })).status).toBe(200)
      expect(await signIn(email, attackers)).toBe(400)
      const token = await prove(email)
      expect([name, typeof token]).toEqual([name, 'string'])
      expect([name, await signIn(email, attackers)]).toEqual([name, 400])
      // She chooses hers with the session that the proof gave her, and it stays at every later proof.
      const headers = { authorization: `Bearer ${token}` }
      expect((await ask(home, 'PUT', 'user', { password: 'her own password' }, headers)).status).toBe(200)
      expect(await signIn(email, 'her own password')).toBe(200)
      smtp.mails.length = 0
      await send('recover', { email })
      expect(tokenOf(await follow((await received(email)).link, home))).toBeDefined()
      expect([name, await signIn(email, 'her own password')]).toEqual([name, 200])
    }

    // Who signed her address up does not keep her from signing up herself.
    const email = newAddress()
    await send('signup', { email, password: attackers })
    await later(email)
    smtp.mails.length = 0
    expect((await send('signup', { email, password: 'short' })).status).toBe(422)
    expect((await send('signup', { email, password: 'her own password' })).status).toBe(200)
    expect(tokenOf(await follow((await received(email)).link, home))).toBeDefined()
    expect(await signIn(email, attackers)).toBe(400)

    // An account does not take an address over that its holder cannot read.
    const own = newAddress()
    await send('signup', { email: own, password: attackers })
    const token = tokenOf(await follow((await received(own)).link, home))
    const headers = { authorization: `Bearer ${token}` }
    await ask(home, 'PUT', 'user', { password: attackers }, headers)
    const victim = newAddress()
    smtp.mails.length = 0
    expect((await ask(home, 'PUT', 'user', { email: victim }, headers)).status).toBe(200)
    const { code } = await received(victim)
    expect(smtp.mails.filter((mail) => mail.includes(`To: ${own}`))).toEqual([])
    expect((await send('verify', { type: 'email_change', email: own, token: code })).status).toBe(403)
    expect((await send('verify', { type: 'email_change', email: victim, token: code })).status).toBe(200)
    expect(await signIn(victim, attackers)).toBe(400)
    expect((await ask(home, 'PUT', 'user', { data: {} }, headers)).status).toBe(403)
  } finally {
    await home.stop()
    await other.remove()
    smtp.server.close()
  }
})

function tokenOf(location: string): string | undefined {
  return /access_token=([\w.-]+)/.exec(location)?.[1]
}
