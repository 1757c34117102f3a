import { createReadStream, existsSync, statSync } from 'node:fs'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type EmbeddingsConfig, readSettings } from '../../../src/config.ts'
import { type OpenEmbedders, openEmbedders } from '../../../src/providers/embeddings/embedders.ts'
import { findMissing, folderOf } from '../../../src/providers/embeddings/model-folder.ts'
import { createOwner, logger, startServer, type TestServer, textFile, waitForDocument } from '../../harness/harness.ts'

/** A real sentence model, for English: scripts/lanes/model.ts fetches it and runs this. */
const model = process.env.RENUM_TEST_MODEL_DIR

function configured(env: Record<string, string>): EmbeddingsConfig {
  return readSettings({ EMBEDDINGS_PROVIDER: 'local', ...env }, { logLevel: 'fatal' }).embeddings
}

const here = (folder = model ?? '') => configured({ EMBEDDINGS_MODEL: folder })

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'renum-models-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.runIf(model !== undefined)('the local embedder', () => {
  let embedders: OpenEmbedders
  beforeAll(async () => {
    embedders = await openEmbedders(here(), logger)
  })
  afterAll(() => embedders.close())

  const embed = (...texts: string[]) => embedders.current.embed(texts, 'passage')

  it('names its model with its weights, and finds the lexical one too', () => {
    const { current, find } = embedders
    expect(current).toMatchObject({ provider: 'local', mode: 'semantic', dimensions: 384 })
    expect(current.model).toMatch(new RegExp(`^local:${basename(model ?? '')}@q8-[0-9a-f]{8}$`))
    expect(find(current.model)).toBe(current)
    expect(find('lexical-1')?.mode).toBe('lexical')
  })

  it('gives unit vectors that mean what the text means', async () => {
    const [leave, paraphrase, unrelated] = await embed(
      'Every employee is entitled to thirty days of vacation.',
      'The staff may take a month off work each year.',
      'The coffee machine on the second floor is out of order.',
    )
    if (!leave || !paraphrase || !unrelated) throw new Error('no vectors')
    for (const vector of [leave, paraphrase, unrelated]) {
      expect(vector).toHaveLength(384)
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
    }
    expect(cosine(leave, paraphrase)).toBeGreaterThan(0.5)
    expect(cosine(leave, unrelated)).toBeLessThan(0.2)
  })

  it('gives a text the same vector, whatever is embedded beside it', async () => {
    const [alone] = await embed('Thirty days of vacation.')
    const [beside] = await embed('Thirty days of vacation.', 'A much longer text. '.repeat(50), '')
    expect(beside).toEqual(alone)
  })

  it('cuts what is longer than the model takes', async () => {
    const [long] = await embed('word '.repeat(50_000))
    expect(Math.hypot(...(long ?? []))).toBeCloseTo(1, 5)
  })

  it('answers a search before what is being ingested, and leaves the process its turns', async () => {
    let ended = 0
    const passages = Array.from({ length: 40 }, (_, i) =>
      embed(`Passage ${i}. ${'It takes its time. '.repeat(60)}`).then(() => ended++),
    )
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    await embedders.current.embed(['a question'], 'query')
    expect(ended).toBeLessThan(5)
    await Promise.all(passages)
    clearInterval(timer)
    expect(turns).toBeGreaterThan(40)
  })

  it.runIf(process.platform === 'linux')('survives the end of the process of its model', async () => {
    const [before] = await embed('Thirty days of vacation.')
    const again = embed('Thirty days of vacation.', 'Another text.')
    for (const pid of await modelProcesses()) process.kill(pid, 'SIGKILL')
    expect((await again)[0]).toEqual(before)
    for (const pid of await modelProcesses()) process.kill(pid, 'SIGKILL')
    await sleep(100)
    expect((await embed('Thirty days of vacation.'))[0]).toEqual(before)
  })

  it('is another model when its vectors are made in another way', async () => {
    const copy = join(folder, basename(model ?? ''))
    await cp(model ?? '', copy, { recursive: true })
    const same = await openEmbedders(here(copy), logger)
    await same.close()
    expect(same.current.model).toBe(embedders.current.model)

    await writeFile(join(copy, '1_Pooling/config.json'), '{"pooling_mode_cls_token": true}')
    const other = await openEmbedders(here(copy), logger)
    const [vector] = await other.current.embed(['Thirty days of vacation.'], 'passage')
    const [usual] = await embed('Thirty days of vacation.')
    await other.close()
    expect(other.current.model).not.toBe(same.current.model)
    expect(cosine(vector ?? new Float32Array(), usual ?? new Float32Array())).toBeLessThan(0.99)
  })
})

/** The model processes that this process started. */
async function modelProcesses(): Promise<number[]> {
  const found = []
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    const args = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    // After the name in parentheses: state, then the parent.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    if (parent === process.pid && args.includes('model-child')) found.push(Number(pid))
  }
  return found
}

describe.runIf(model !== undefined)('a model that is on a hub', () => {
  const id = 'Xenova/all-MiniLM-L6-v2'
  let hub: Server
  let url: string
  beforeAll(async () => {
    hub = createServer((request, response) => {
      const file = join(model ?? '', (request.url ?? '').replace(`/${id}/resolve/main/`, ''))
      if (!existsSync(file)) return response.writeHead(404).end()
      response.writeHead(200, { 'Content-Length': statSync(file).size })
      if (request.method === 'HEAD') response.end()
      else createReadStream(file).pipe(response)
    })
    await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`
  })
  afterAll(() => {
    hub.closeAllConnections()
    hub.close()
  })

  it('is downloaded by who asks for it, and needs no hub from then on', async () => {
    const env = { EMBEDDINGS_MODEL: id, EMBEDDINGS_MODELS_DIR: join(folder, 'now') }
    const downloaded = await openEmbedders(configured({ ...env, EMBEDDINGS_HUB_URL: url }), logger)
    await downloaded.close()
    expect(downloaded.current.model).toMatch(/^local:all-MiniLM-L6-v2@q8-/)
    const later = await openEmbedders(configured({ ...env, EMBEDDINGS_HUB_URL: 'http://127.0.0.1:1' }), logger)
    await later.close()
    expect(later.current.model).toBe(downloaded.current.model)
  })

  it('is downloaded behind a start that does not wait for it, for the next one', async () => {
    const config = configured({
      EMBEDDINGS_PROVIDER: 'auto',
      EMBEDDINGS_MODEL: id,
      EMBEDDINGS_MODELS_DIR: join(folder, 'later'),
      EMBEDDINGS_HUB_URL: url,
    })
    const first = await openEmbedders(config, logger)
    // Until then the one in the box.
    expect(first.current.model).toMatch(/^local:multilingual-e5-small-en-pt@q4-/)
    const deadline = Date.now() + 60_000
    while ((await findMissing(folderOf({ ...config, model: id }), null)).length > 0 && Date.now() < deadline)
      await sleep(100)
    await first.close()
    const next = await openEmbedders(config, logger)
    await next.close()
    expect(next.current.mode).toBe('semantic')
  })
})

describe.runIf(model !== undefined)('a server with a local model', () => {
  let token: string
  let base: string
  let old: string
  let server: TestServer

  const call = (method: string, path: string, body?: unknown) => server.call(method, path, { token, body })

  async function createCollection(): Promise<string> {
    return (await call('POST', `/v1/knowledge-bases/${base}/collections`, { name: 'C' })).body.id
  }

  async function upload(collection: string, name: string, text: string) {
    const { body } = await call('POST', `/v1/collections/${collection}/documents`, textFile(name, text))
    expect(await waitForDocument(server, token, body.id)).toMatchObject({ status: 'ready' })
    const status = async () => (await call('GET', `/v1/documents/${body.id}`)).body.embedding_status
    await vi.waitFor(async () => expect(await status()).toBe('ready'), { timeout: 30_000, interval: 200 })
  }

  beforeAll(async () => {
    token = (await createOwner()).token
    server = await startServer()
    base = (await call('POST', '/v1/knowledge-bases', { name: 'B' })).body.id
    old = await createCollection()
    await upload(old, 'old.txt', 'Vacation has to be requested three weeks ahead.')
    await server.close()
    server = await startServer({ embeddings: here() })
  })
  afterAll(() => server.close())

  it('finds what means the same, and says that it is semantic', async () => {
    const collection = await createCollection()
    await upload(collection, 'leave.txt', 'Every employee is entitled to thirty days of vacation.')
    await upload(collection, 'coffee.txt', 'The coffee machine on the second floor is out of order.')
    const { body } = await call('GET', '/v1/config')
    expect(body.embeddings).toMatchObject({ provider: 'local', mode: 'semantic' })

    const query = 'How much time off do workers get?'
    const semantic = await call('POST', '/v1/search', { query, mode: 'semantic', collection_ids: [collection] })
    expect(semantic.body).toMatchObject({ mode: 'semantic', model: body.embeddings.model })
    expect(semantic.body.results[0]).toMatchObject({
      document_name: 'leave.txt',
      scores: { semantic: expect.any(Number) },
    })
    const words = await call('POST', '/v1/search', { query, mode: 'full_text', collection_ids: [collection] })
    expect(words.body.results).toEqual([])
    const hybrid = await call('POST', '/v1/search', { query: 'days of vacation', collection_ids: [collection] })
    expect(hybrid.body.mode).toBe('hybrid')
    expect(hybrid.body.results[0].scores).toEqual({
      full_text: expect.any(Number),
      lexical: expect.any(Number),
      semantic: expect.any(Number),
    })
  })

  it('makes a collection that began without it search by meaning, by itself', async () => {
    await upload(old, 'new.txt', 'Unused vacation may be carried over.')
    const model = async () => (await call('GET', `/v1/collections/${old}`)).body.embedding_model
    await expect.poll(model, { timeout: 60_000 }).toMatch(/^local:/)
    const asked = { query: 'How much time off do workers get?', mode: 'semantic', collection_ids: [old] }
    const { body } = await call('POST', '/v1/search', asked)
    expect(body).toMatchObject({ mode: 'semantic', embedded_share: 1 })
    expect(body.results).toHaveLength(2)
    const both = await call('POST', '/v1/search', { query: 'vacation' })
    expect(both.status).toBe(200)
  })
})
