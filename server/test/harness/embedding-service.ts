import { createHash } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type EmbeddingsConfig, readSettings } from '../../src/config.ts'

const dimensions = 8

/** What becomes of a request: an answer of its own, or nothing, and then it gets its vectors. */
export type Meddle = (
  response: ServerResponse,
  input: string[],
) => 'answered' | undefined | Promise<'answered' | undefined>

/**
 * An embedding service that speaks OpenAI's protocol over a socket and gives the same vector for the same text. `texts`
 * is what it was ever asked for and gave.
 */
export async function startEmbeddingService(meddle: Meddle = () => undefined) {
  const texts: string[] = []
  const current = { meddle }
  const server = createServer(async (request, response) => {
    const { input }: { input: string[] } = JSON.parse(await text(request))
    if ((await current.meddle(response, input)) === 'answered') return
    const data = input.map((given, index) => ({ index, embedding: vectorOf(given) }))
    texts.push(...input)
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ data }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return {
    texts,
    environment: {
      EMBEDDINGS_PROVIDER: 'http',
      EMBEDDINGS_URL: url,
      EMBEDDINGS_MODEL: 'double',
      EMBEDDINGS_DIMENSIONS: String(dimensions),
    },
    /** For a server of a test. */
    get config(): EmbeddingsConfig {
      return readSettings(this.environment, { logLevel: 'fatal' }).embeddings
    },
    /** What becomes of requests from now on. */
    set meddle(next: Meddle) {
      current.meddle = next
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function vectorOf(given: string): number[] {
  return [...createHash('sha256').update(given).digest().subarray(0, dimensions)].map((byte) => byte - 127.5)
}
