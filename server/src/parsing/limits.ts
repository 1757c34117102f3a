import { Problem } from '../problems.ts'

/** What one document may have. Each is far beyond what people write, and within what the process that reads it can do. */
export const limits = {
  /** Characters of its text. */
  characters: 10_000_000,
  /** Chunks, each with its embedding: text of 10 million characters is some 10,000 of them. */
  chunks: 50_000,
  pages: 2_000,
  /** Pages that are recognised: some five seconds each. */
  recognisedPages: 500,
  slides: 2_000,
  cells: 2_000_000,
  /** Levels of elements or values, one inside the other. */
  levels: 1_000,
  /** Of an image. */
  megapixels: 50,
  /** Bytes that the parts of an office file, or the files of an archive, have when unpacked. */
  unpackedBytes: 512 * 1024 * 1024,
  /** Times that a part may grow when unpacked, once it is larger than `ratioFrom` bytes. */
  ratio: 250,
  ratioFrom: 32 * 1024 * 1024,
  /** Parts of an office file. */
  parts: 20_000,
  /** Files of an archive. */
  entries: 1_000,
} as const

/** A limit as a person reads it, for the parameter of a problem. */
export function readable(limit: number): { pt: string; en: string } {
  return { pt: limit.toLocaleString('pt-BR'), en: limit.toLocaleString('en-US') }
}

/** `document_too_long`, by which of its limits. */
export function tooLong(by: 'characters' | 'chunks'): Problem {
  const { pt, en } = readable(limits[by])
  const units = { characters: ['caracteres', 'characters'], chunks: ['trechos', 'chunks'] } as const
  const [ptUnit, enUnit] = units[by]
  return new Problem('document_too_long', { params: { limit: { pt: `${pt} ${ptUnit}`, en: `${en} ${enUnit}` } } })
}
