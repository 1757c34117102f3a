import { describe, expect, it } from 'vitest'
import { createLexicalEmbedder } from '../../../src/providers/embeddings/lexical.ts'

const embedder = createLexicalEmbedder()

async function similarity(a: string, b: string): Promise<number> {
  const [x, y] = await embedder.embed([a, b], 'passage')
  return Array.from(x ?? []).reduce((sum, value, i) => sum + value * (y?.[i] ?? 0), 0)
}

describe('the lexical embedder', () => {
  it('gives unit vectors of its dimensions, the same for the same text', async () => {
    const [one, again, empty] = await embedder.embed(['Olá, mundo', 'Olá, mundo', '…'], 'query')
    expect(one).toEqual(again)
    for (const vector of [one, empty]) {
      expect(vector).toHaveLength(embedder.dimensions)
      expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 5)
    }
  })

  it('knows a word in another form, without its accents, and not one that merely means the same', async () => {
    const query = 'reembolso de viagens'
    expect(await similarity(query, 'REEMBÔLSO de viagens')).toBeCloseTo(1, 5)
    const inflected = await similarity(query, 'reembolsos da viagem')
    const other = await similarity(query, 'devolução de despesas')
    expect(inflected).toBeGreaterThan(0.5)
    expect(other).toBeLessThan(0.3)
    expect(embedder.mode).toBe('lexical')
  })

  it('takes a megabyte without a blank', async () => {
    const [vector] = await embedder.embed(['x'.repeat(1_000_000)], 'passage')
    expect(vector).toHaveLength(embedder.dimensions)
  })
})
