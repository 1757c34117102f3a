import { createHash } from 'node:crypto'

/** The same text under the same model has the same embedding: SHA-256 of both, lower-case hex. */
export function embeddingId(model: string, content: string): string {
  return createHash('sha256').update(`${model}\0${content}`).digest('hex')
}
