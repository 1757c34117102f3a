import { decoderFor } from './encodings.ts'

/** Groups that are not the document's text. */
const skipped = new Set([
  ...['fonttbl', 'colortbl', 'stylesheet', 'info', 'pict', 'object', 'themedata', 'colorschememapping', 'datastore'],
  ...[
    'latentstyles',
    'listtable',
    'listoverridetable',
    'rsidtbl',
    'generator',
    'xmlnstbl',
    'fldinst',
    'header',
    'footer',
  ],
])
/** Words that stand for a character. */
const characters: Record<string, string> = {
  ...{ par: '\n', line: '\n', sect: '\n', page: '\n', row: '\n', tab: ' ', cell: ' | ', emdash: '—', endash: '–' },
  ...{ lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', bullet: '•' },
}
/** Groups one in the other. */
const mostGroups = 1_000

/** The text of a rich text file (RTF), a paragraph a line. Linear. */
export function textOfRichText(bytes: Uint8Array): string {
  const source = Buffer.from(bytes).toString('latin1')
  const page = /\\ansicpg(\d{3,5})/.exec(source.slice(0, 2_000))?.[1] ?? '1252'
  const decode = decoderFor(`windows-${page}`) ?? decoderFor(`cp${page}`)
  const byte = (code: number) => decode?.(Uint8Array.of(code)) ?? String.fromCharCode(code)
  const parts: string[] = []
  /** For each group that is open, whether it is skipped, and how many characters stand for one of Unicode. */
  const groups: { isSkipped: boolean; fallback: number }[] = [{ isSkipped: false, fallback: 1 }]
  let passed = 0
  const write = (text: string) => {
    if (passed > 0) passed--
    else if (!groups.at(-1)?.isSkipped) parts.push(text)
  }
  const token = /\\([a-z]+)(-?\d+)? ?|\\'([\da-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/gi
  for (const [, word, number, hex, sign, brace, plain] of source.matchAll(token)) {
    const group = groups.at(-1)
    if (brace === '{') {
      if (groups.length < mostGroups)
        groups.push({ isSkipped: group?.isSkipped ?? false, fallback: group?.fallback ?? 1 })
    } else if (brace === '}') {
      if (groups.length > 1) groups.pop()
    } else if (hex !== undefined) write(byte(Number.parseInt(hex, 16)))
    else if (sign !== undefined) {
      if (sign === '*' && group) group.isSkipped = true
      else if (sign === '~') write(' ')
      else if (sign === '_') write('-')
      else if ('\\{}'.includes(sign)) write(sign)
    } else if (plain !== undefined) {
      const rest = plain.slice(passed)
      passed = Math.max(0, passed - plain.length)
      if (rest !== '' && !group?.isSkipped) parts.push(rest)
    } else if (word !== undefined && group) {
      if (skipped.has(word)) group.isSkipped = true
      else if (word === 'uc') group.fallback = Number(number ?? 1)
      else if (word === 'u' && number !== undefined) {
        passed = 0
        write(String.fromCharCode(Number(number) & 0xffff))
        passed = group.fallback
      } else if (characters[word] !== undefined) write(characters[word] ?? '')
    }
  }
  return parts.join('')
}
