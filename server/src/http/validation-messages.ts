import { z } from '@hono/zod-openapi'
import type { Language } from '../problems.ts'

type Texts = Record<Language, string>

/** Texts of our own checks, by what the check is called; `{field}` is what it is about. */
const ownTexts: Record<string, Texts> = {
  user_or_role: {
    pt: 'Informe `user_id` ou `role` (user ou viewer).',
    en: 'Give `user_id` or `role` (user or viewer).',
  },
  text_or_url: {
    pt: 'Envie um arquivo, ou um JSON com `name` e `text`, ou com `url`.',
    en: 'Send a file, or JSON with `name` and `text`, or with `url`.',
  },
  plain_url: {
    pt: '{field} deve ser um endereço sem usuário, senha, ? nem #: ele é mostrado, e não é lugar de segredos.',
    en: '{field} must be an address without user, password, ? or #: it is shown, and no place for secrets.',
  },
  header_name_missing: {
    pt: '{field} é obrigatório com http_header.',
    en: '{field} is required of http_header.',
  },
  admin_is_not_limited: {
    pt: '{field} não vale com o escopo admin, que vê todas as coleções.',
    en: '{field} does not go with the scope admin, which sees every collection.',
  },
  host_of_https: {
    pt: '{field} deve ser um host como em um endereço https://, sem a porta 443: api.example.com ou api.example.com:8443.',
    en: '{field} must be a host as an https:// address has it, without the port 443: api.example.com or api.example.com:8443.',
  },
  nothing_to_search_with: {
    pt: '{field} só pode ser false com a ferramenta search_knowledge: sem ela nada seria buscado.',
    en: '{field} can only be false with the tool search_knowledge: without it nothing would be searched.',
  },
  plain_name: {
    pt: '{field} tem caracteres invisíveis que um nome não pode ter: de controle, ou que mudam a direção do texto.',
    en: '{field} has invisible characters that a name cannot have: controls, or what changes the direction of a text.',
  },
  empty_changes: { pt: 'Informe pelo menos um campo a mudar.', en: 'Name at least one field to change.' },
}

const missing: Texts = { pt: 'Falta o campo {field}.', en: '{field} is missing.' }
const missingFile: Texts = { pt: 'Envie o arquivo no campo {field}.', en: 'Send the file in the field {field}.' }
const unknown: Texts = { pt: 'O campo {field} não existe aqui.', en: 'There is no field {field} here.' }
const empty: Texts = { pt: '{field} não pode ficar vazio.', en: '{field} cannot be empty.' }

const typeTexts: Record<string, Texts> = {
  number: { pt: '{field} deve ser um número.', en: '{field} must be a number.' },
  int: { pt: '{field} deve ser um número inteiro.', en: '{field} must be a whole number.' },
  string: { pt: '{field} deve ser um texto.', en: '{field} must be a text.' },
  boolean: { pt: '{field} deve ser true ou false.', en: '{field} must be true or false.' },
  array: { pt: '{field} deve ser uma lista.', en: '{field} must be a list.' },
  object: { pt: '{field} deve ser um objeto JSON.', en: '{field} must be a JSON object.' },
  file: missingFile,
}

const formatTexts: Record<string, Texts> = {
  uuid: { pt: '{field} não é um identificador (UUID).', en: '{field} is no identifier (UUID).' },
  datetime: {
    pt: 'Em {field}, use data e hora, como 2026-12-31T23:59:59Z.',
    en: 'In {field}, use a date and time, like 2026-12-31T23:59:59Z.',
  },
  email: { pt: '{field} não é um endereço de e-mail.', en: '{field} is no e-mail address.' },
  url: {
    pt: '{field} deve ser um endereço que começa com http:// ou https://.',
    en: '{field} must be an address that begins with http:// or https://.',
  },
}

const tooBig: Record<string, Texts> = {
  string: { pt: '{field} pode ter no máximo {limit} caracteres.', en: '{field} can have at most {limit} characters.' },
  array: { pt: '{field} pode ter no máximo {limit} itens.', en: '{field} can have at most {limit} items.' },
  number: { pt: '{field} pode ser no máximo {limit}.', en: '{field} can be at most {limit}.' },
}

const tooSmall: Record<string, Texts> = {
  string: {
    pt: '{field} precisa de pelo menos {limit} caracteres.',
    en: '{field} needs at least {limit} characters.',
  },
  array: { pt: '{field} precisa de pelo menos {limit} itens.', en: '{field} needs at least {limit} items.' },
  number: { pt: '{field} deve ser no mínimo {limit}.', en: '{field} must be at least {limit}.' },
}

const zodTexts = { pt: z.locales.ptBR().localeError, en: z.locales.en().localeError }
const bodyName: Texts = { pt: 'O corpo da requisição', en: 'The body of the request' }

/** What a person reads of what zod found at `path`. */
export function issueText(issue: z.core.$ZodIssue, path: string, language: Language): string {
  const text = textOf(issue, language)?.[language]
  const field = path === '' ? bodyName[language] : `\`${path}\``
  if (text !== undefined) return text.replace('{field}', field)
  const given = zodTexts[language](issue as z.core.$ZodRawIssue)
  return `${field}: ${(typeof given === 'string' ? given : given?.message) ?? issue.message}`
}

function textOf(issue: z.core.$ZodIssue, language: Language): Texts | undefined {
  switch (issue.code) {
    case 'custom':
    case 'invalid_union':
      return ownTexts[issue.message]
    case 'invalid_type':
      return issue.expected !== 'file' && issue.path.length > 0 && isMissing(issue)
        ? missing
        : typeTexts[issue.expected]
    case 'invalid_format':
      return ownTexts[issue.message] ?? formatTexts[issue.format]
    case 'unrecognized_keys':
      return unknown
    case 'invalid_value':
      return oneOf(issue.values.map(String), language)
    case 'too_big':
      return limited(tooBig, issue, issue.maximum)
    case 'too_small':
      return issue.minimum === 1 && ['string', 'array'].includes(issue.origin)
        ? empty
        : limited(tooSmall, issue, issue.minimum)
    default:
      return undefined
  }
}

/** An issue knows its input no more when it comes here; what zod wrote of it by default does. */
function isMissing({ message }: z.core.$ZodIssue): boolean {
  return message.endsWith('received undefined')
}

function oneOf(values: string[], language: Language): Texts {
  const list = new Intl.ListFormat(language === 'pt' ? 'pt-BR' : 'en', { type: 'disjunction' }).format(values)
  return { pt: `{field} deve ser ${list}.`, en: `{field} must be ${list}.` }
}

function limited(
  texts: Record<string, Texts>,
  { origin, inclusive }: { origin: string; inclusive?: boolean | undefined },
  limit: number | bigint,
): Texts | undefined {
  const text = texts[origin === 'int' ? 'number' : origin]
  if (!text || !inclusive) return undefined
  return { pt: text.pt.replace('{limit}', String(limit)), en: text.en.replace('{limit}', String(limit)) }
}
