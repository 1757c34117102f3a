import type { ParseWarning } from '../../parsing/document/parse-warning.ts'
import type { Language } from '../../problems.ts'
import { parseWarningText } from './parse-warnings.ts'

/** What became of a version that can be searched, and yet is not all that its file shows. Kept as JSON. */
export type Warning = PagesWarning | ParseWarning

interface PagesWarning {
  code: keyof typeof texts
  /** Of the document, from 1, ascending. */
  pages: readonly number[]
}

const texts = {
  pages_without_text: {
    pt: 'Sem texto: {pages}. O que só se vê em imagens não é encontrado; se forem páginas digitalizadas, ligue o OCR na coleção (PATCH /v1/collections/{id} com "ocr": true) e processe o documento de novo.',
    en: 'Without text: {pages}. What is only to be seen in images is not found; if these are scanned pages, switch OCR on for the collection (PATCH /v1/collections/{id} with "ocr": true) and process the document again.',
  },
  pages_not_recognised: {
    pt: 'Nada se reconheceu com segurança: {pages}. Se não estão em branco, digitalize de novo, com 200 dpi ou mais, e envie uma nova versão.',
    en: 'Nothing was recognised for sure: {pages}. If they are not blank, scan them again, at 200 dpi or more, and upload a new version.',
  },
  pages_recognised_unsure: {
    pt: 'Reconhecido com dúvidas: {pages}. Confira no original; se há erros, digitalize de novo, com 200 dpi ou mais, e envie uma nova versão.',
    en: 'Recognised with doubts: {pages}. Check it with the original; if there are errors, scan it again, at 200 dpi or more, and upload a new version.',
  },
  pages_broken: {
    pt: 'Danificado no arquivo e não lido: {pages}. O resto do documento é encontrado; exporte o arquivo de novo e envie uma nova versão.',
    en: 'Damaged in the file and not read: {pages}. The rest of the document is found; export the file again and upload a new version.',
  },
} as const

/** Page numbers that a text names; of more it says how many. */
const named = 10

/**
 * What is to be said of pages that gave no text, of those that were recognised, but not for sure, and of broken ones.
 *
 * @param ocr whether what is to be seen on them was to be read
 */
export function warningsOf(
  { unread, unsure, broken }: { unread: readonly number[]; unsure: readonly number[]; broken: readonly number[] },
  ocr: boolean,
): Warning[] {
  const warnings: PagesWarning[] = [
    { code: ocr ? 'pages_not_recognised' : 'pages_without_text', pages: unread },
    { code: 'pages_recognised_unsure', pages: unsure },
    { code: 'pages_broken', pages: broken },
  ]
  return warnings.filter(({ pages }) => pages.length > 0)
}

/** As the API tells it, in one of the two languages. */
export function describeWarnings(warnings: unknown, language: Language) {
  return (warnings as readonly Warning[]).map((warning) => {
    const { code } = warning
    if ('places' in warning)
      return { code, message: parseWarningText(warning, language), pages: [], places: warning.places }
    const { pages } = warning
    const message = (texts[warning.code]?.[language] ?? code).replace('{pages}', pagesText(pages, language))
    return { code, message, pages: [...pages], places: pages.map((page) => ({ page })) }
  })
}

function pagesText(pages: readonly number[], language: Language): string {
  const { one, many, more } = {
    pt: { one: 'página', many: 'páginas', more: (n: number) => `mais ${n}` },
    en: { one: 'page', many: 'pages', more: (n: number) => `${n} more` },
  }[language]
  const rest = pages.length - named
  const parts = [...pages.slice(0, rest > 1 ? named : undefined).map(String), ...(rest > 1 ? [more(rest)] : [])]
  const list = new Intl.ListFormat(language === 'pt' ? 'pt-BR' : 'en', { type: 'conjunction' }).format(parts)
  return `${pages.length === 1 ? one : many} ${list}`
}
