import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { embedPending } from '../../../src/features/chunks/chunks.ts'
import { requeuePending } from '../../../src/features/chunks/requeue-pending.ts'
import { embedChunksHandler } from '../../../src/jobs/embed-chunks.ts'
import { createHttpEmbedder } from '../../../src/providers/embeddings/openai-compatible.ts'
import { asAdmin, logger } from '../../harness/harness.ts'
import {
  attempt,
  call,
  embedAll,
  owner,
  paragraphs,
  pendingOf,
  progress,
  service,
  services,
  startWithoutWorker,
  statusOf,
  until,
  upload,
  vectors,
} from '../../harness/without-worker.ts'

startWithoutWorker()

const shardOf = (id: string) => Number.parseInt(id.slice(-2), 16) % 4
const search = async (query: string, mode = 'hybrid') =>
  (await call('POST', '/v1/search', { body: { query, mode } })).body
const jobs = () =>
  asAdmin<{ data: { shard: number }; state: string }>(
    `select data, state from pgboss.job where name = 'embed-chunks' and data ->> 'client_id' = $1 and state < 'completed'`,
    [owner.client_id],
  )

describe('the vectors of a version', () => {
  it('are made behind its words, each once, and the document says how far they are', async () => {
    const id = await upload(paragraphs(40))
    await attempt(id)
    const { chunk_count } = await statusOf(id)
    const before = await search('palavra3x7')
    expect(before.results[0].content).toContain('palavra3x7')
    expect(before.embedded_share).toBe(0)
    expect((await jobs()).map(({ data }) => data.shard)).toContain(shardOf(id))

    await embedAll()
    expect(service.texts.filter((text) => text.startsWith('Seção'))).toHaveLength(chunk_count)
    expect(await statusOf(id)).toMatchObject({ embedding_status: 'ready', embedded_count: chunk_count })
    expect((await vectors(id)).every(({ vectors }) => vectors.length === 1)).toBe(true)
    expect(await pendingOf(id)).toEqual([])
    expect((await progress(id)).embedding).toMatchObject({ status: 'ready', done: chunk_count, waiting_for: null })
    expect((await search('palavra3x7')).embedded_share).toBe(1)
    service.texts.length = 0
    await embedAll()
    expect(service.texts).toEqual([])
  })

  it('go on from what was written when their worker ended', async () => {
    const id = await upload(paragraphs(60))
    await attempt(id)
    const { chunk_count } = await statusOf(id)
    const stop = new AbortController()
    service.meddle = async () => {
      await sleep(200)
      return undefined
    }
    const running = embedAll(stop.signal)
    await until(async () => (await statusOf(id)).embedded_count > 0)
    stop.abort(new Error('the worker stops'))
    await expect(running).rejects.toThrow('the worker stops')
    const { embedded_count } = await statusOf(id)
    expect(embedded_count).toBeLessThan(chunk_count)
    service.meddle = () => undefined
    await sleep(300)
    service.texts.length = 0
    await embedAll()
    expect(service.texts).toHaveLength(chunk_count - embedded_count)
    expect(await statusOf(id)).toMatchObject({ embedding_status: 'ready', embedded_count: chunk_count })
  })

  it('are written once by two workers at the same shard', async () => {
    const id = await upload(paragraphs(30))
    await attempt(id)
    await Promise.all([embedAll(), embedAll()])
    expect((await vectors(id)).every(({ vectors }) => vectors.length === 1)).toBe(true)
    expect(await pendingOf(id)).toEqual([])
  })

  it('are kept of chunks that say what they said before', async () => {
    const text = paragraphs(12)
    const id = await upload(text)
    await attempt(id)
    await embedAll()
    service.texts.length = 0
    const changed = text.replace('palavra5x0 ', 'outra ')
    await call('POST', `/v1/documents/${id}/versions`, { body: { text: changed, file_type: 'text/markdown' } })
    await attempt(id, 2)
    const { chunk_count, embedded_count, embedding_status } = await statusOf(id)
    expect(embedding_status).toBe('pending')
    // Those of one section are cut in other places.
    expect(embedded_count).toBeGreaterThanOrEqual(chunk_count - 5)
    await embedAll()
    expect(service.texts).toHaveLength(chunk_count - embedded_count)
    service.texts.length = 0
    await call('POST', `/v1/documents/${id}/reprocess`)
    await attempt(id, 3)
    await embedAll()
    expect(service.texts).toEqual([])
    expect(await statusOf(id)).toMatchObject({
      current_version: 3,
      embedding_status: 'ready',
      embedded_count: chunk_count,
    })
  })

  it('of a wording that was replaced meanwhile are not written', async () => {
    const id = await upload('A capivara nada no lago.')
    await attempt(id)
    const { promise, resolve: release } = Promise.withResolvers<void>()
    let asked = 0
    service.meddle = async () => {
      if (asked++ === 0) await promise
      return undefined
    }
    const running = embedAll()
    await until(() => asked === 1)
    const { body } = await call('GET', `/v1/documents/${id}/chunks`)
    const edit = await call('PATCH', `/v1/chunks/${body.data[0].id}`, { body: { content: 'O quati sobe na árvore.' } })
    expect(edit.body).toMatchObject({ content: 'O quati sobe na árvore.', embedding_model: null })
    expect((await search('quati', 'full_text')).results[0]?.document_id).toBe(id)
    release()
    await running
    await embedAll()
    expect(service.texts.at(-1)).toBe('O quati sobe na árvore.')
    const [row] = await asAdmin<{ embedding_id: string }>(
      'select embedding_id from document_chunk_embeddings where document_id = $1',
      [id],
    )
    const model = services.embedders.current.model
    expect(row?.embedding_id).toBe(createHash('sha256').update(`${model}\0O quati sobe na árvore.`).digest('hex'))
    expect(await statusOf(id)).toMatchObject({ embedding_status: 'ready' })
  })

  it('of a document that is deleted or overtaken meanwhile leave nothing', async () => {
    const [gone, overtaken] = [await upload(paragraphs(4)), await upload(paragraphs(5))]
    await attempt(gone)
    await attempt(overtaken)
    const { promise, resolve: release } = Promise.withResolvers<void>()
    let asked = 0
    service.meddle = async () => {
      asked++
      await promise
      return undefined
    }
    const running = embedAll()
    await until(() => asked > 0)
    await call('DELETE', `/v1/documents/${gone}`)
    await call('POST', `/v1/documents/${overtaken}/versions`, { body: { text: 'um texto mais novo' } })
    await attempt(overtaken, 2)
    release()
    await running
    await embedAll()
    expect(await vectors(overtaken)).toMatchObject([{ content: 'um texto mais novo', vectors: [expect.any(String)] }])
    expect(await asAdmin('select 1 from document_chunk_embeddings where document_id = $1', [gone])).toEqual([])
  })
})

describe('an embedder', () => {
  const answer = (status: number, headers: Record<string, string> = {}) => {
    service.meddle = (response) => {
      response.writeHead(status, headers).end()
      return 'answered'
    }
  }

  it('that is away fails no document: its words are found, and its vectors wait and say why', async () => {
    const id = await upload('A capivara está no lago.')
    await attempt(id)
    answer(500)
    await embedAll()
    expect(await statusOf(id)).toMatchObject({
      status: 'ready',
      embedding_status: 'pending',
      embedding_error_code: 'embeddings_unavailable',
      embedding_error_message: expect.stringContaining('embeddings'),
    })
    expect((await progress(id)).embedding).toMatchObject({ waiting_for: 'embedder', status: 'pending' })
    expect((await search('capivara', 'full_text')).results.length).toBeGreaterThan(0)
    service.meddle = () => undefined
    // Not before its time.
    await embedAll()
    expect(await statusOf(id)).toMatchObject({ embedding_status: 'pending' })
    await asAdmin(`update pending_embeddings set held_until = now() where document_id = $1`, [id])
    await embedAll()
    expect(await statusOf(id)).toMatchObject({ embedding_status: 'ready', embedding_error_code: null })
  })

  it('that asks for a long break keeps nobody’s place', async () => {
    const id = await upload('um texto')
    await attempt(id)
    answer(429, { 'Retry-After': '600' })
    const { http } = service.config
    if (!http) throw new Error('it is a service')
    // Not that of the other tests, which would keep the break too.
    const current = createHttpEmbedder(http, logger)
    const embedders = { current, find: () => current }
    const started = performance.now()
    await embedPending(
      { ...services, embedders },
      { client_id: owner.client_id, shard: shardOf(id) },
      new AbortController().signal,
    )
    expect(performance.now() - started).toBeLessThan(5_000)
    expect((await progress(id)).embedding).toMatchObject({
      status: 'pending',
      waiting_for: 'embedder',
      error_code: null,
    })
    await asAdmin('delete from documents where id = $1', [id])
  })
})

describe('an embedder that refuses', () => {
  it('is said at the document with its reason, and asked again when somebody says so', async () => {
    const id = await upload(paragraphs(20))
    await attempt(id)
    service.meddle = (response) => {
      response.writeHead(401).end()
      return 'answered'
    }
    await embedAll()
    expect(await statusOf(id)).toMatchObject({
      status: 'ready',
      embedding_status: 'failed',
      embedding_error_code: 'embeddings_refused',
    })
    service.meddle = () => undefined
    const { status, body } = await call('POST', `/v1/documents/${id}/embed`)
    expect([status, body.embedding_status]).toEqual([202, 'pending'])
    expect((await jobs()).some(({ data }) => data.shard === shardOf(id))).toBe(true)
    await embedAll()
    expect(await statusOf(id)).toMatchObject({ embedding_status: 'ready', embedding_error_code: null })
    expect((await call('POST', `/v1/documents/${id}/embed`)).status).toBe(202)
  })

  it('one text keeps no other waiting', async () => {
    const id = await upload(`${paragraphs(20)}\n\n# Veneno\n\nveneno`)
    await attempt(id)
    const { chunk_count } = await statusOf(id)
    service.meddle = (response, input) => {
      if (!input.some((text) => text.includes('veneno'))) return undefined
      response.writeHead(400).end()
      return 'answered'
    }
    await embedAll()
    expect(await statusOf(id)).toMatchObject({
      embedding_status: 'failed',
      embedded_count: chunk_count - 1,
      embedding_error_code: 'embeddings_refused',
    })
    expect((await search('palavra7x9')).embedded_share).toBeLessThan(1)
    await asAdmin('delete from documents where id = $1', [id])
  })

  it('without the model that a collection has, says so', async () => {
    const id = await upload('um texto')
    await attempt(id)
    const lexical = services.embedders.find('lexical-1')
    if (!lexical) throw new Error('there is always the lexical embedder')
    const embedders = { current: lexical, find: () => undefined }
    const payload = { client_id: owner.client_id, shard: shardOf(id) }
    await embedPending({ ...services, embedders }, payload, new AbortController().signal)
    const document = await statusOf(id)
    expect(document).toMatchObject({ embedding_status: 'failed', embedding_error_code: 'embedding_model_unavailable' })
    expect(document.embedding_error_message).toContain(service.config.model)
    await call('POST', `/v1/documents/${id}/embed`)
    await embedAll()
    expect(await statusOf(id)).toMatchObject({ embedding_status: 'ready' })
  })
})

describe('a job of a shard', () => {
  it('that was lost is replaced, once, and none is made for what is held', async () => {
    const [id, held] = [await upload('um texto'), await upload('outro texto')]
    await attempt(id)
    await attempt(held)
    await asAdmin(`delete from pgboss.job where name = 'embed-chunks'`)
    await asAdmin(`update pending_embeddings set held_until = now() + interval '1 hour' where document_id = $1`, [held])
    await requeuePending(services)
    await requeuePending(services)
    const shards = (await jobs()).map(({ data }) => data.shard)
    expect(shards.filter((shard) => shard === shardOf(id))).toHaveLength(1)
    if (shardOf(held) !== shardOf(id)) expect(shards).not.toContain(shardOf(held))
    await asAdmin('update pending_embeddings set held_until = null')
    await embedAll()
  })

  it('ends when its time slice is over and others wait, and comes again after them', async () => {
    const id = await upload(paragraphs(60))
    await attempt(id)
    await asAdmin(`delete from pgboss.job where name = 'embed-chunks'`)
    service.meddle = async () => {
      await sleep(300)
      return undefined
    }
    const payload = { client_id: owner.client_id, shard: shardOf(id) }
    const job = {
      payload,
      signal: new AbortController().signal,
      number: 1,
      retryAt: async () => {},
      othersWait: async () => true,
      putBack: async () => {},
    }
    await embedChunksHandler(services, { sliceMs: 100 })(job)
    const { embedded_count, chunk_count } = await statusOf(id)
    expect(embedded_count).toBeGreaterThan(0)
    expect(embedded_count).toBeLessThan(chunk_count)
    expect(await jobs()).toMatchObject([{ data: payload, state: 'created' }])
    service.meddle = () => undefined
    await embedChunksHandler(services)({ ...job, othersWait: async () => false })
    expect(await statusOf(id)).toMatchObject({ embedding_status: 'ready' })
  })
})
