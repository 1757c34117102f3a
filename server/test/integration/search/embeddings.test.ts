import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { composeWorker, PreflightError } from '../../../src/compose.ts'
import { type EmbeddingsConfig, readSettings } from '../../../src/config.ts'
import { openEmbedders } from '../../../src/providers/embeddings/embedders.ts'
import { LocalModelError } from '../../../src/providers/embeddings/model-problems.ts'
import {
  asAdmin,
  createOwner,
  logger,
  repeatedFile,
  startServer,
  type TestServer,
  testConfig,
  textFile,
  waitForDocument,
} from '../../harness/harness.ts'

const id = 'Xenova/multilingual-e5-small'

let folder: string
let hub: Server | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'renum-models-'))
})
afterEach(async () => {
  hub?.closeAllConnections()
  hub?.close()
  hub = undefined
  await rm(folder, { recursive: true, force: true })
})

/** Somebody's settings, with nothing of a model in their folder yet. */
function configured(env: Record<string, string>): EmbeddingsConfig {
  return readSettings({ EMBEDDINGS_MODELS_DIR: folder, ...env }, { logLevel: 'fatal' }).embeddings
}

/** Everything that a model has, and weights that are none. */
async function layOutBrokenModel(): Promise<void> {
  await mkdir(join(folder, id, 'onnx'), { recursive: true })
  for (const [file, content] of [
    ['config.json', '{"model_type":"bert"}'],
    ['tokenizer.json', '{"model":{"type":"WordPiece","vocab":{"[UNK]":0}}}'],
    ['tokenizer_config.json', '{"tokenizer_class":"BertTokenizer"}'],
    ['onnx/model_quantized.onnx', 'no weights'],
  ] as const) {
    await writeFile(join(folder, id, file), content)
  }
}

async function startHub(answer: (respond: (status: number) => void) => void): Promise<string> {
  hub = createServer((_, response) => answer((status) => response.writeHead(status).end()))
  await new Promise<void>((resolve) => hub?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(hub.address() as AddressInfo).port}`
}

async function failureOf(env: Record<string, string>, download = 30_000): Promise<unknown> {
  const limits = { load: 60_000, text: 60_000, download }
  return openEmbedders(
    configured({ EMBEDDINGS_PROVIDER: 'local', EMBEDDINGS_MODEL: id, ...env }),
    logger,
    limits,
  ).catch((error) => error)
}

const boxed = expect.stringMatching(/^local:multilingual-e5-small-en-pt@q4-[0-9a-f]{8}$/)

function cosine(one: Float32Array | undefined, other: Float32Array | undefined): number {
  if (!one || !other) throw new Error('a vector is missing')
  return one.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0)
}

describe('the model in the box', () => {
  it('is what searches by meaning where nothing is said, also across the two languages', async () => {
    const embedders = await openEmbedders(configured({ EMBEDDINGS_HUB_URL: 'http://127.0.0.1:1' }), logger)
    try {
      expect(embedders.current).toMatchObject({ provider: 'local', model: boxed, mode: 'semantic', dimensions: 384 })
      expect(embedders.note).toBeNull()
      const passages = [
        'O colaborador pode converter até um terço das férias em dinheiro.',
        'Mercadorias danificadas são trocadas em até sete dias.',
      ]
      const found = await embedders.current.embed(passages, 'passage')
      const questions: [string, number][] = [
        ['how many vacation days can an employee sell?', 0],
        ['o produto chegou quebrado, o que faço?', 1],
      ]
      const asked = await embedders.current.embed(
        questions.map(([text]) => text),
        'query',
      )
      for (const [i, [text, right]] of questions.entries()) {
        const scores = found.map((vector) => cosine(asked[i], vector))
        expect(scores.indexOf(Math.max(...scores)), text).toBe(right)
      }
    } finally {
      await embedders.close()
    }
  })

  it('stands in for one that is asked for and not there yet, or incomplete, and says so', async () => {
    const waiting = await openEmbedders(
      configured({ EMBEDDINGS_MODEL: id, EMBEDDINGS_HUB_URL: 'http://127.0.0.1:1' }),
      logger,
    )
    expect(waiting.current.model).toEqual(boxed)
    expect(waiting.note?.pt).toContain(`${id} ainda não está aqui`)
    await waiting.close()
    const incomplete = await openEmbedders(configured({ EMBEDDINGS_MODEL: id, EMBEDDINGS_DOWNLOAD: '0' }), logger)
    expect(incomplete.current.model).toEqual(boxed)
    expect(incomplete.note?.en).toContain(
      'config.json, tokenizer.json, tokenizer_config.json, onnx/model_quantized.onnx',
    )
    await incomplete.close()
  })

  it('stands in for one that does not load, and says why', async () => {
    await layOutBrokenModel()
    const embedders = await openEmbedders(configured({}), logger)
    expect(embedders.current.model).toEqual(boxed)
    expect(embedders.note?.pt).toMatch(/não pôde ser carregad[oa] .*\(.+\)/)
    expect(embedders.find('lexical-1')).toMatchObject({ mode: 'lexical' })
    expect(embedders.find('local:multilingual-e5-small@q8-00000000')).toBeUndefined()
    await embedders.close()
  })

  it('is found for its collections while a service makes the new ones, and loads with the first text', async () => {
    const env = { EMBEDDINGS_PROVIDER: 'http', EMBEDDINGS_URL: 'http://127.0.0.1:1/v1', EMBEDDINGS_MODEL: 'e' }
    const first = await openEmbedders(configured({}), logger)
    const [wanted] = await first.current.embed(['férias'], 'query')
    await first.close()
    const embedders = await openEmbedders(configured({ ...env, EMBEDDINGS_DIMENSIONS: '3' }), logger)
    expect(embedders.current.model).toBe('http:e@3')
    const [found] = (await embedders.find(first.current.model)?.embed(['férias'], 'query')) ?? []
    expect(cosine(found, wanted)).toBeCloseTo(1)
    await embedders.close()
  })
})

describe('local', () => {
  it('refuses to start without its model, and says what to do', async () => {
    const missing = await failureOf({ EMBEDDINGS_MODEL: join(folder, 'nada') })
    expect(missing).toBeInstanceOf(LocalModelError)
    expect(missing).toMatchObject({ text: { pt: expect.stringContaining('faltam config.json') } })

    await layOutBrokenModel()
    const broken = await failureOf({})
    expect(broken).toMatchObject({ text: { pt: expect.stringContaining('EMBEDDINGS_PROVIDER=lexical') } })
    const config = { ...testConfig(), embeddings: configured({ EMBEDDINGS_PROVIDER: 'local' }) }
    await expect(composeWorker(config, logger)).rejects.toBeInstanceOf(PreflightError)
  })

  it('says why a download failed: nobody there, or no such model', async () => {
    const nobody = await failureOf({ EMBEDDINGS_HUB_URL: 'http://127.0.0.1:1' })
    expect(nobody).toMatchObject({ message: expect.stringMatching(/from http:\/\/127.0.0.1:1 \(.*fetch failed/) })
    const unknown = await failureOf({ EMBEDDINGS_HUB_URL: await startHub((respond) => respond(404)) })
    expect(unknown).toMatchObject({ message: expect.stringContaining('Could not locate file') })
  })

  it('gives up on a hub that never answers', async () => {
    const silent = await failureOf({ EMBEDDINGS_HUB_URL: await startHub(() => {}) }, 1_000)
    expect(silent).toMatchObject({ message: expect.stringContaining('nothing happened for 1 s') })
  })
})

describe('an install whose collections have several models', () => {
  let server: TestServer
  let owner: Awaited<ReturnType<typeof createOwner>>
  let lexical: string
  let other: string

  beforeAll(async () => {
    server = await startServer()
    owner = await createOwner()
    const base = await call('POST', '/v1/knowledge-bases', { name: 'B' })
    lexical = (await call('POST', `/v1/knowledge-bases/${base.body.id}/collections`, { name: 'C' })).body.id
    const [row] = await asAdmin<{ id: string }>(
      `insert into knowledge_collections
         (client_id, knowledge_base_id, name, embedding_model, embedding_dimensions)
       values ($1, $2, 'D', 'local:e5@q8-12345678', 384) returning id`,
      [owner.client_id, base.body.id],
    )
    other = row?.id ?? ''
  })
  afterAll(() => server.close())

  const call = (method: string, path: string, body?: unknown) => server.call(method, path, { token: owner.token, body })

  async function upload(collection: string) {
    const { body } = await call(
      'POST',
      `/v1/collections/${collection}/documents`,
      repeatedFile('a.txt', 'o ipê floresceu'),
    )
    return waitForDocument(server, owner.token, body.id)
  }

  const search = (body: object) => call('POST', '/v1/search', { query: 'ipê', ...body })

  it('tells which embedder new collections get', async () => {
    const { body } = await call('GET', '/v1/config')
    expect(body.embeddings).toEqual({
      provider: 'lexical',
      model: 'lexical-1',
      mode: 'lexical',
      embedded: 'with_words',
    })
    expect((await call('GET', `/v1/collections/${lexical}`)).body.embedding_model).toBe('lexical-1')
  })

  it('ingests and searches each with its own, and says so where that is not here', async () => {
    expect((await upload(lexical)).status).toBe('ready')
    const found = await search({ collection_ids: [lexical] })
    expect(found.body).toMatchObject({ model: 'lexical-1', results: [{ document_name: 'a.txt' }] })

    // Another worker may have it: its words are found, and its vectors wait.
    const { body: waiting } = await call('POST', `/v1/collections/${other}/documents`, textFile('a.txt', 'o ipê'))
    expect(await waitForDocument(server, owner.token, waiting.id)).toMatchObject({ status: 'ready' })
    const tried = async () => (await call('GET', `/v1/documents/${waiting.id}`)).body.embedding_error_code
    await expect.poll(tried, { timeout: 20_000 }).toBe('embedding_model_unavailable')
    const refused = await search({ collection_ids: [other] })
    expect([refused.status, refused.body.code]).toEqual([409, 'embedding_model_unavailable'])
    expect(refused.body.title).toContain('local:e5@q8-12345678')
  })

  it('compares no vectors of two models, and searches words across both', async () => {
    const refused = await search({ mode: 'semantic' })
    expect([refused.status, refused.body.code]).toEqual([409, 'embedding_models_differ'])
    const words = await search({ mode: 'full_text' })
    expect([words.status, words.body.results.length]).toEqual([200, 2])
  })

  it('moves a document to where its vectors mean nothing, and back', async () => {
    const document = await upload(lexical)
    const moved = await call('PATCH', `/v1/documents/${document.id}`, { collection_id: other })
    expect(moved.body).toMatchObject({ status: 'ready', embedded_count: 0 })
    expect(['pending', 'failed']).toContain(moved.body.embedding_status)
    const back = await call('PATCH', `/v1/documents/${document.id}`, { collection_id: lexical, name: 'b.txt' })
    expect(back.body).toMatchObject({ name: 'b.txt', status: 'ready', embedding_status: 'ready', embedded_count: 1 })
  })
})
