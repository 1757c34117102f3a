import type { Location } from '../../parsing/chunking/chunk.ts'
import { type PassageTerms, passageTerms } from '../../terms/passage-terms.ts'
import { termKey } from '../../terms/term-id.ts'
import { embeddingText } from './embedding-text.ts'

/** What full-text search finds a chunk by. */
export interface ChunkTerms extends Pick<PassageTerms, 'ids' | 'weights'> {
  /** The selective ones, as the index has them. */
  keys: number[]
}

/** The terms of a chunk: of its words below the name of its document, the sheet and the headings. */
export function chunkTerms(
  { term_salt, name }: { term_salt: number; name: string },
  content: string,
  location: Location,
): ChunkTerms {
  const { ids, weights, selective } = passageTerms(searchedText(name, content, location))
  return { ids, weights, keys: selective.map((id) => termKey(id, term_salt)) }
}

/** What of a chunk its words are looked for in. */
export function searchedText(name: string, content: string, location: Location): string {
  return `${titleOf(name)}\n${embeddingText(content, location)}`
}

/** The name of a document without the ending of a file. */
function titleOf(name: string): string {
  return name.replace(/\.[a-z0-9]{1,5}$/i, '')
}
