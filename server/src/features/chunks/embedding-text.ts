import { createHash } from 'node:crypto'
import type { Location } from '../../parsing/chunking/chunk.ts'

/** What of a chunk is embedded and compared: its words, below the sheet's name and the headings that say what they are about. */
export function embeddingText(content: string, { sheet, heading }: Location): string {
  return [sheet, heading, content].filter((part) => part !== undefined).join('\n')
}

/** The same text under the same model has the same embedding: SHA-256 of both, lower-case hex. */
export function embeddingId(model: string, text: string): string {
  return createHash('sha256').update(`${model}\0${text}`).digest('hex')
}
