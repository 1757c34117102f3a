import type { Schemas } from '@renum/client'
import type { Result } from './ask-in-each-mode.ts'

type Right = Pick<Schemas['TestQuestion'], 'document_id' | 'passage'>

/**
 * The place, from 1, of the first result that has the passage that is right: at least half of what it says, for a passage
 * that was one chunk may be the end of one and the beginning of the next by now. Null where none has it.
 */
export function rankOfPassage(results: readonly Result[], { document_id, passage }: Right): number | null {
  const wanted = wordsOf(passage ?? '')
  // Words that follow each other: of single ones, another passage of the document has most.
  const length = Math.min(3, wanted.length)
  const parts = sequencesOf(wanted, length)
  const place = results.findIndex((result) => {
    if (result.document_id !== document_id || parts.size === 0) return false
    const has = sequencesOf(wordsOf(result.content), length)
    return [...parts].filter((part) => has.has(part)).length * 2 >= parts.size
  })
  return place === -1 ? null : place + 1
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

function sequencesOf(words: readonly string[], length: number): Set<string> {
  if (length === 0) return new Set()
  return new Set(words.slice(0, words.length - length + 1).map((_, i) => words.slice(i, i + length).join(' ')))
}
