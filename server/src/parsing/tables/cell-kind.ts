/** What the text of a cell is: `empty` also for what people write where there is nothing to say. */
export type CellKind = 'empty' | 'number' | 'date' | 'time' | 'email' | 'url' | 'code' | 'text'

const placeholder =
  /^(?:[-–—.?*]+|n\/?[ad]\.?|nd|null|none|nil|nenhum[a]?|#n\/[ad]|s\/?n|não informado|não se aplica)$/i
const number = /^[+-]?\(?(?:r\$|us\$|[$€£¥]|brl|usd|eur)? ?[+-]?\d[\d.,\s']*\)? ?(?:%|r\$|€|brl|usd)?$/i
const date =
  /^(?:\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})|\d{1,2}[-/. ](?:de )?[a-zç]{3,9}\.?(?:[-/. ](?:de )?\d{2,4})?)(?:[ t]\d{1,2}:\d{2}.*)?$/i
const month =
  /^(?:(?:jan|fe[bv]|mar|a[bp]r|ma[iy]|ju[nl]|a[ug]o|aug|se[tp]|ou?[ct]t?|nov|de[zc])[a-zç]*\.?[-/ ]?(?:de )?\d{2,4}|\d{1,2}\/\d{4}|\d{4}-\d{2})$/i
const time = /^\d{1,4}:\d{2}(?::\d{2})?(?: ?[ap]m)?$/i
const email = /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i
const url = /^(?:https?:\/\/|www\.)\S+$/i
/** Telephones, CPF, CNPJ, postal codes: digits with marks between them. */
const marked = /^[+(]?\d[\d\s().\-/]{5,}\d$/
/** Letters and digits in one word: "N12", "PED-37003/E". */
const code = /^(?=\S*\d)(?=\S*\p{L})[\p{L}\d][\p{L}\d._/-]*$/u

export function kindOf(cell: string): CellKind {
  const text = cell.trim()
  if (text === '' || placeholder.test(text)) return 'empty'
  if (text.length > 60) return url.test(text) ? 'url' : 'text'
  if (!/\d/.test(text)) return email.test(text) ? 'email' : url.test(text) ? 'url' : 'text'
  if (time.test(text)) return 'time'
  if (date.test(text)) return 'date'
  if (isMonth(text)) return 'date'
  if (number.test(text) || marked.test(text)) return 'number'
  if (email.test(text)) return 'email'
  if (url.test(text)) return 'url'
  return code.test(text) ? 'code' : 'text'
}

/** A month of a year, as columns are called. */
export function isMonth(text: string): boolean {
  return month.test(text.trim())
}

/** 1900 to 2099. */
export function isYear(text: string): boolean {
  return /^(?:19|20)\d{2}$/.test(text.trim())
}
