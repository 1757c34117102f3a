import { type EmailDriver, type EmailMessage, SmtpEmailDriver } from '@supabase/lite'
import type { MailEvent } from './types.ts'

export interface MailOptions {
  smtpUrl?: string | undefined
  /** URL of the web application: names the sender when the SMTP URL does not. */
  siteUrl: string
  /** Base URL of Auth, once it listens. */
  supabaseUrl: () => string
  onMail: (mail: MailEvent) => void
}

/** Sends Auth's mails through SMTP, or hands them to `onMail` so that the operator sees the link. */
export function createMailer(options: MailOptions): EmailDriver {
  const smtp = options.smtpUrl ? smtpDriver(options.smtpUrl, options.siteUrl) : null
  return {
    async send(message) {
      const mail = leadToAuth(message, options)
      if (smtp) return smtp.send(mail)
      const text = mail.text ?? ''
      options.onMail({
        kind: 'mail',
        to: mail.to,
        subject: mail.subject,
        text,
        links: text.match(/https?:\/\/\S+/g) ?? [],
      })
    },
  }
}

/** @supabase/lite takes the site for the API: its links ask the web application for /auth/v1/verify. */
function leadToAuth(message: EmailMessage, options: MailOptions): EmailMessage {
  const wrong = new URL('/auth/v1/verify', options.siteUrl).toString()
  const right = `${options.supabaseUrl()}/auth/v1/verify`
  return {
    ...message,
    ...(message.text !== undefined && { text: message.text.replaceAll(wrong, right) }),
    ...(message.html !== undefined && { html: message.html.replaceAll(wrong, right) }),
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
