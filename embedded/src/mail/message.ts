import type { EmailMessage } from '@supabase/lite'
import { type Language, type MailKind, phrases, texts } from './texts.ts'

export interface Letter {
  kind: MailKind
  to: string
  code: string
  /** Null where only the code is asked for. */
  link: string | null
  /** Both, where the person's is not known. */
  languages: readonly Language[]
}

/** One of Auth's mails, as text and as HTML of the same. */
export function writeMessage({ kind, to, code, link, languages }: Letter): EmailMessage {
  const parts = languages.map((language) => ({ language, ...texts[kind][language], ...phrases[language] }))
  const text = parts
    .map((part) => [part.lead, ...(link === null ? [] : [link, part.code]), code, part.ignore].join('\n\n'))
    .join('\n\n—\n\n')
  const html = parts.map((part) => {
    const button = link === null ? '' : `<p><a href="${asHtml(link)}">${asHtml(part.link)}</a></p><p>${part.code}</p>`
    const figure = `<p><span style="font-size:28px;font-weight:700;letter-spacing:6px">${asHtml(code)}</span></p>`
    const lang = part.language === 'pt' ? 'pt-BR' : 'en'
    return `<section lang="${lang}"><h1>${part.subject}</h1><p>${part.lead}</p>${button}${figure}<p>${part.ignore}</p></section>`
  })
  const style = 'font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em;margin:0 auto;padding:16px'
  return {
    to,
    subject: parts.map((part) => part.subject).join(' · '),
    text,
    html: `<!doctype html><html><head><meta charset="utf-8"></head><body style="${style}">${html.join('<hr>')}</body></html>`,
  }
}

function asHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
