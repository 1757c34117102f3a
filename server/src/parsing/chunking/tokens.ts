import { decode, encode } from 'gpt-tokenizer/encoding/o200k_base'
import { createGiveWay } from '../../concurrency/give-way.ts'

/** Bytes of a text that is no language cost the tokenizer the square of their number. */
const maxWordBytes = 1_000

/** What to a model is a command (`<|endoftext|>`) is a text like any other here, and not refused. */
const asText = { disallowedSpecial: new Set<string>() }

/**
 * The tokens of a text, as OpenAI's o200k_base counts them: pieces of the text, in order. A character that takes several
 * tokens is one piece.
 */
export function tokenize(text: string): string[] {
  // What could not be read is a piece of its own: as a part of tokens it looks like half a character.
  if (text.includes('\ufffd')) {
    return text.split(/(\ufffd)/).flatMap((part) => (part === '\ufffd' ? [part] : tokenize(part)))
  }
  const pieces: string[] = []
  for (let from = 0; from < text.length; ) {
    const to = boundary(text, from)
    let waiting: number[] = []
    for (const token of encode(text.slice(from, to), asText)) {
      waiting.push(token)
      const piece = decode(waiting)
      if (piece.includes('\ufffd') && waiting.length < 8) continue
      pieces.push(piece)
      waiting = []
    }
    from = to
  }
  return pieces
}

/** How many tokens a text is, however long: whatever else this process has to do gets its turn in between. */
export async function countTokens(text: string): Promise<number> {
  const giveWay = createGiveWay()
  let count = 0
  for (let from = 0; from < text.length; ) {
    const to = boundary(text, from)
    count += encode(text.slice(from, to), asText).length
    from = to
    await giveWay()
  }
  return count
}

function boundary(text: string, from: number): number {
  if (text.length - from <= maxWordBytes) return text.length
  const blank = text.lastIndexOf(' ', from + maxWordBytes)
  if (blank > from) return blank
  const to = from + maxWordBytes
  // Never between the halves of a surrogate pair.
  return /[\ud800-\udbff]/.test(text[to - 1] ?? '') ? to - 1 : to
}
