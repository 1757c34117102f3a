import { AsyncLocalStorage } from 'node:async_hooks'
import { type App, type EmailDriver, SmtpEmailDriver } from '@supabase/lite'
import { sealToken } from '../http/link-tokens.ts'
import type { MailEvent } from '../types.ts'
import { writeMessage } from './message.ts'
import type { Language, MailKind } from './texts.ts'

export interface MailOptions {
  smtpUrl?: string | undefined
  /** URL of the web application: a mail's link leads to its `/password`; the sender's name when the SMTP URL has none. */
  siteUrl: string
  jwtSecret: string
  onMail: (mail: MailEvent) => void
  /** Told before a code is sent. */
  onCode: (address: string) => Promise<void>
}

type LiteMailer = NonNullable<App['_mailer']>

const asked = new AsyncLocalStorage<readonly Language[]>()

/** Runs `work`; the mails that it sends are in the language that Accept-Language prefers, or in both. */
export function inLanguage<T>(acceptLanguage: string | null, work: () => Promise<T>): Promise<T> {
  const first = (acceptLanguage ?? '').split(',')[0]?.trim().slice(0, 2).toLowerCase()
  return asked.run(first === 'pt' || first === 'en' ? [first] : ['pt', 'en'], work)
}

/** Sends Auth's mails through SMTP, or hands them to `onMail` so that the operator sees the link. */
export function createMailer(options: MailOptions): LiteMailer {
  const driver = options.smtpUrl ? smtpDriver(options.smtpUrl, options.siteUrl) : shownTo(options.onMail)
  const send = async (kind: MailKind, to: string, code: string, hash: string | null) => {
    await options.onCode(to)
    const link = hash === null ? null : linkOf(kind, hash, options)
    await driver.send(writeMessage({ kind, to, code, link, languages: asked.getStore() ?? ['pt', 'en'] }))
  }
  return {
    sendConfirmation: (to, hash, code) => send('signup', to, code, hash),
    sendRecovery: (to, hash, code) => send('recovery', to, code, hash),
    sendMagicLink: (to, hash, code) => send('magiclink', to, code, hash),
    sendEmailChange: (to, hash, code) => send('email_change', to, code, hash),
    sendReauthentication: (to, code) => send('reauthentication', to, code, null),
  }
}

/**
 * The page uses the link up once its reader has acted there: programs that open the links of mails to look at them do not. In
 * the fragment, which browsers never send: no server's log holds the token.
 */
function linkOf(kind: MailKind, hash: string, { siteUrl, jwtSecret }: MailOptions): string {
  const opens = new URLSearchParams({ token_hash: sealToken(hash, jwtSecret), type: kind })
  return `${siteUrl.replace(/\/+$/, '')}/password#${opens}`
}

function shownTo(onMail: (mail: MailEvent) => void): EmailDriver {
  return {
    async send({ to, subject, text = '' }) {
      onMail({ kind: 'mail', to, subject, text, links: [...new Set(text.match(/https?:\/\/\S+/g))] })
    },
  }
}

function smtpDriver(smtpUrl: string, siteUrl: string): EmailDriver {
  const url = new URL(smtpUrl)
  const user = decodeURIComponent(url.username)
  const secure = url.protocol === 'smtps:'
  const from = url.searchParams.get('from') ?? (user.includes('@') ? user : `no-reply@${new URL(siteUrl).hostname}`)
  return new SmtpEmailDriver({
    host: url.hostname,
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    from,
    ...(user && { user, pass: decodeURIComponent(url.password) }),
  })
}
