import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type { NewChunk } from '../server/src/features/chunks/insert-chunks.ts'

const demo = new URL('../examples/demo/', import.meta.url)

/** Sentences of real documents in Portuguese. */
export async function makeSentences(): Promise<string[]> {
  const names = (await readdir(demo)).filter((name) => name.endsWith('.md')).sort()
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, demo), 'utf8')))
  return texts.flatMap((text) => text.split(/(?<=[.!?])\s+|\n+/)).filter((sentence) => sentence.length > 20)
}

/** So many sentences as fill `length` characters; the same for the same `seed`. */
export function makeText(sentences: readonly string[], length: number, seed: number): string {
  const random = generator(seed)
  const taken: string[] = []
  for (let size = 0; size < length; size += taken.at(-1)?.length ?? 0) {
    taken.push(sentences[Math.floor(random() * sentences.length)] as string)
  }
  return taken.join(' ')
}

/** A chunk with its vector. */
export type SampleChunk = NewChunk & Required<Pick<NewChunk, 'embedded'>>

/** Chunks of some 800 characters, with vectors of length 1. */
export function makeChunks(
  sentences: readonly string[],
  { count, dimensions, seed = 0 }: { count: number; dimensions: number; seed?: number },
): SampleChunk[] {
  const random = generator(count + seed)
  return Array.from({ length: count }, (_, i) => {
    const content = makeText(sentences, 800, seed + i)
    const embedding = Float32Array.from({ length: dimensions }, () => random() - 0.5)
    const length = Math.hypot(...embedding)
    return {
      content,
      location: {
        heading: `Capítulo ${1 + Math.floor(i / 20)}`,
        page: 1 + Math.floor(i / 6),
        start: i * 800,
        end: i * 800 + content.length,
      },
      embedded: {
        embedding_id: createHash('sha256').update(content).digest('hex'),
        embedding: embedding.map((number) => number / length),
      },
    }
  })
}

/** What somebody might ask: some words in a row of a sentence. */
export function makeQuestions(sentences: readonly string[], count: number): string[] {
  const random = generator(count)
  const said = sentences.map((sentence) => sentence.match(/[\p{L}\p{N}]+/gu) ?? []).filter((words) => words.length >= 4)
  return Array.from({ length: count }, () => {
    const words = said[Math.floor(random() * said.length)] as string[]
    const length = 4 + Math.floor(random() * 7)
    const from = Math.floor(random() * Math.max(1, words.length - length))
    return words.slice(from, from + length).join(' ')
  })
}

/** mulberry32: 0 up to 1, always the same row of numbers. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
