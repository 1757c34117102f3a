import type { Block } from '../layout/types.ts'

const longestWord = 60

/** First parts that Portuguese and English nearly always write with a hyphen. */
const firstParts = new Set(
  'pré pós pró vice recém além aquém não bem segunda terça quarta quinta sexta guarda self non well'.split(' '),
)

/** "Próximo", "próprio", "prédio", "prévio", "prólogo", "prótese" have no such first part. */
const noSecondPart = /^(?:(?:xim|pri|di|vi)[oa]|logo|tese|digo)s?$/

/** Second parts that hardly are the end of another word. */
const secondParts = new Set(['feira', 'feiras', 'se', 'lo', 'la', 'los', 'las', 'lhe', 'lhes'])

/** What begins the rest of "mão-de-obra", "dia-a-dia". */
const links = /^(?:a|à|ao|de|do|da|dos|das|e|em|of|in|to|the)-/

/**
 * A line that ends within a word, as it goes on in the next one: without its hyphen, unless the word has it too.
 *
 * A soft hyphen is always the line's. Of others, the rest of the document decides (it has the word elsewhere, with the
 * hyphen or without), else Portuguese: accented prefixes, days of the week and pronouns keep theirs. Where that says
 * nothing the hyphen goes, for most are the line's: "colabora-" and "dor" are "colaborador".
 *
 * @param words see `wordsOf`
 */
export function withoutLineHyphen(line: string, next: string, words: ReadonlySet<string>): string {
  const whole = line.slice(0, -1)
  if (line.endsWith('\u00ad') || whole.endsWith('/')) return whole
  const [head = ''] = /[\p{L}\p{N}-]*$/u.exec(whole.slice(-longestWord)) ?? []
  const [tail = ''] = /^[\p{L}\p{N}]+(?:-\p{L}+)*/u.exec(next.slice(0, longestWord)) ?? []
  return keepsHyphen(head, tail, words) ? line : whole
}

/** Whether a line ends within a word. */
export function endsInWord(text: string): boolean {
  return /[\p{L}\p{N}/][-‐\u00ad]$/u.test(text.slice(-3))
}

/** The words of a document, in small letters, without those that a line's end divides. */
export function wordsOf(blocks: readonly Block[]): Set<string> {
  const words = new Set<string>()
  let isDivided = false
  for (const { cells } of blocks) {
    for (const lines of cells) {
      for (const { text } of lines) {
        const found: string[] = text.toLowerCase().match(/\p{L}+(?:-\p{L}+)*/gu) ?? []
        const from = isDivided ? 1 : 0
        isDivided = endsInWord(text)
        const to = found.length - (isDivided ? 1 : 0)
        for (let i = from; i < to; i++) words.add(found[i] ?? '')
      }
    }
  }
  return words
}

function keepsHyphen(head: string, tail: string, words: ReadonlySet<string>): boolean {
  const [first, second] = [head.toLowerCase(), tail.toLowerCase()]
  if (words.has(`${first}-${second}`)) return true
  if (words.has(first + second)) return false
  const part = first.split('-').at(-1) ?? ''
  if (part.length < 2 || second.length < 2 || /\d$/.test(part) || /^\d/.test(second)) return true
  if (firstParts.has(part) && !noSecondPart.test(second)) return true
  if (links.test(second) || (part !== first && links.test(`${part}-`))) return true
  // A capital begins a name ("Norte-Sul"), unless all are capitals.
  if (/^\p{Lu}/u.test(tail) && head !== head.toUpperCase()) return true
  if (!secondParts.has(second)) return part.length > 3 && second.length > 3 && words.has(part) && words.has(second)
  return isVerb(part, second)
}

/** Whether a pronoun follows a verb: "torná-lo", "trata-se", "informar-lhe"; not "mode-lo", "hipóte-se", "deta-lhe". */
function isVerb(part: string, pronoun: string): boolean {
  if (pronoun.startsWith('feira')) return true
  if (pronoun.startsWith('lo') || pronoun.startsWith('la')) return /[áâêôíé]$/.test(part)
  if (pronoun.startsWith('lhe')) return /[rmue]$/.test(part)
  return part.length > 3 && /[aeorm]$/.test(part) && !/[áéíóúâêô]\p{L}+$/u.test(part)
}
