import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { compose } from '../src/compose.ts'
import { withTenant } from '../src/db/tenant.ts'
import { failDocument } from '../src/features/documents/documents.repository.ts'
import { ingest } from '../src/features/documents/ingest.ts'
import {
  beginAttempt,
  ClaimLostError,
  holdClaim,
  reportDone,
  reportStep,
} from '../src/features/documents/ingestions.repository.ts'
import { reapDocuments } from '../src/features/documents/reap.ts'
import { createApp } from '../src/http/app.ts'
import { giveUpDocumentHandler, ingestDocumentHandler } from '../src/jobs/ingest-document.ts'
import { startJobs } from '../src/jobs/registry.ts'
import { Problem } from '../src/problems.ts'
import { startEmbeddingService } from './embedding-service.ts'
import { asAdmin, createOwner, logger, readBody, testConfig } from './harness.ts'

/** An API without a worker, on an embedding service of its own: attempts are made by hand. */
let service: Awaited<ReturnType<typeof startEmbeddingService>>
let services: Awaited<ReturnType<typeof compose>>
let app: ReturnType<typeof createApp>
let owner: Awaited<ReturnType<typeof createOwner>>
let collection: string

beforeAll(async () => {
  service = await startEmbeddingService()
  services = await compose({ ...testConfig(), embeddings: service.config }, logger, { worker: false })
  app = createApp(services)
  owner = await createOwner()
  collection = await createCollection(owner.token)
})
afterAll(async () => {
  await services.close()
  await service.close()
})
afterEach(() => {
  service.meddle = () => undefined
  service.texts.length = 0
})

async function call(
  method: string,
  path: string,
  { body, token = owner.token }: { body?: object; token?: string } = {},
) {
  const response = await app.request(path, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: response.status, body: readBody(await response.text()) }
}

async function createCollection(token: string): Promise<string> {
  const base = await call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })
  return (await call('POST', `/v1/knowledge-bases/${base.body.id}/collections`, { token, body: { name: 'C' } })).body.id
}

/** So many different paragraphs, each a chunk of its own. */
function paragraphs(count: number): string {
  const words = (n: number) => Array.from({ length: 220 }, (_, i) => `palavra${n}x${i}`).join(' ')
  return Array.from({ length: count }, (_, n) => `# Seção ${n}\n\n${words(n)}`).join('\n\n')
}

async function upload(text: string, token = owner.token, into = collection): Promise<string> {
  const path = `/v1/collections/${into}/documents`
  const { status, body } = await call('POST', path, { token, body: { name: 'd', text, file_type: 'text/markdown' } })
  expect(status).toBe(202)
  return body.id
}

const attempt = (document_id: string, version_number = 1, signal = new AbortController().signal) =>
  ingest(services, { client_id: owner.client_id, document_id, version_number }, signal, [
    'broken_file',
    'processing_crashed',
  ])
const asJob = <T>(body: Parameters<typeof withTenant<T>>[2]) =>
  withTenant(services.database, { kind: 'job', client_id: owner.client_id }, body)
const progress = async (id: string) => (await call('GET', `/v1/documents/${id}/ingestion`)).body
const statusOf = async (id: string) => (await call('GET', `/v1/documents/${id}`)).body
const drafts = async (id: string) =>
  asAdmin<{ embedded: boolean }>(
    'select embedding is not null as embedded from ingestion_drafts where document_id = $1 order by chunk_index',
    [id],
  )
const removeJobs = (id: string) => asAdmin(`delete from pgboss.job where data ->> 'document_id' = $1`, [id])

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (await condition()) return
    await sleep(50)
  }
  throw new Error('it did not come to that')
}

/** Holds every request that `which` says, until `release`. */
function holdRequests(which: (n: number) => boolean) {
  const { promise, resolve: release } = Promise.withResolvers<void>()
  let n = 0
  let held = 0
  service.meddle = async () => {
    if (!which(++n)) return undefined
    held++
    await promise
    return undefined
  }
  return { release, held: () => held }
}

describe('an attempt', () => {
  it('goes on from what the one before has saved, and embeds nothing twice', async () => {
    const id = await upload(paragraphs(60))
    let requests = 0
    service.meddle = async (response) => {
      await sleep(300)
      if (++requests < 4) return undefined
      response.writeHead(400).end()
      return 'answered'
    }
    await expect(attempt(id)).rejects.toMatchObject({ code: 'embeddings_unavailable' })
    const saved = await drafts(id)
    expect(saved.length).toBeGreaterThan(48)
    const kept = saved.filter(({ embedded }) => embedded).length
    expect(kept).toBeGreaterThanOrEqual(16)
    expect(await progress(id)).toMatchObject({ step: 'embedding', status: 'processing', unit: 'chunks', attempt: 1 })

    service.meddle = () => undefined
    service.texts.length = 0
    await attempt(id)
    expect(service.texts).toHaveLength(saved.length - kept)
    expect(await statusOf(id)).toMatchObject({ status: 'ready', chunk_count: saved.length })
    expect(await drafts(id)).toEqual([])
    expect(await progress(id)).toMatchObject({ step: 'finished', percent: 100, attempt: 2, waiting_for: null })
  })

  it('begins anew where the drafts are of another model', async () => {
    const id = await upload(paragraphs(20))
    let requests = 0
    service.meddle = async (response) => {
      await sleep(600)
      if (++requests < 2) return undefined
      response.writeHead(400).end()
      return 'answered'
    }
    await expect(attempt(id)).rejects.toThrow()
    expect((await drafts(id)).length).toBeGreaterThan(16)
    await asAdmin(`update ingestion_drafts set embedding_model = 'other' where document_id = $1`, [id])
    service.meddle = () => undefined
    service.texts.length = 0
    await attempt(id)
    expect(service.texts.length).toBe((await statusOf(id)).chunk_count)
  })

  it('that is not the newest publishes nothing, fails nothing and leaves nothing', async () => {
    const id = await upload(paragraphs(20))
    const first = holdRequests((n) => n === 1)
    const slow = attempt(id)
    await until(() => first.held() === 1)
    await attempt(id)
    expect(await statusOf(id)).toMatchObject({ status: 'ready' })
    first.release()
    await slow
    const chunks = await asAdmin('select chunk_index from document_chunks where document_id = $1', [id])
    expect(new Set(chunks.map(({ chunk_index }) => chunk_index)).size).toBe(chunks.length)
    expect(await drafts(id)).toEqual([])
    expect(await progress(id)).toMatchObject({ attempt: 2, step: 'finished' })
  })

  it('has lost its claim as soon as the next one begins', async () => {
    const id = await upload('um texto')
    const version = { document_id: id, version_number: 1 }
    const first = await asJob((tx) => beginAttempt(tx, version))
    await asJob((tx) => beginAttempt(tx, version))
    if (!first) throw new Error('no claim')
    await expect(asJob((tx) => holdClaim(tx, first))).rejects.toBeInstanceOf(ClaimLostError)
    const counted = { unit: 'chunks', done: 1, total: 2 } as const
    await expect(asJob((tx) => reportDone(tx, first, counted))).rejects.toBeInstanceOf(ClaimLostError)
    await asJob((tx) => failDocument(tx, version, new Problem('processing_failed')))
  })

  it.each(['cancelled', 'overtaken', 'deleted'])('ends soon after its document was %s', async (how) => {
    const id = await upload(paragraphs(60))
    service.meddle = async () => {
      await sleep(400)
      return undefined
    }
    const running = attempt(id)
    await until(async () => (await drafts(id)).length > 0)
    if (how === 'cancelled') await call('POST', `/v1/documents/${id}/cancel`)
    if (how === 'overtaken')
      await call('POST', `/v1/documents/${id}/versions`, { body: { text: 'um texto mais novo' } })
    if (how === 'deleted') await call('DELETE', `/v1/documents/${id}`)
    const asked = service.texts.length
    await running
    expect(service.texts.length).toBeLessThanOrEqual(asked + 32)
    expect(await drafts(id)).toEqual([])
    expect(await asAdmin('select 1 from document_chunks where document_id = $1', [id])).toEqual([])
    service.meddle = () => undefined
    if (how === 'overtaken') {
      expect(await progress(id)).toMatchObject({ version_number: 2, step: 'queued', attempt: 0 })
      await attempt(id, 2)
      expect(await statusOf(id)).toMatchObject({ status: 'ready', current_version: 2 })
    }
  })

  it('is the last one where three in a row died in the same step without a word', async () => {
    const id = await upload('o arquivo que derruba quem o lê')
    const version = { document_id: id, version_number: 1 }
    for (let i = 0; i < 3; i++) {
      await asJob(async (tx) => {
        const claim = await beginAttempt(tx, version)
        if (!claim) throw new Error('no claim')
        // Each a little further than the one before.
        await reportStep(tx, claim, 'embedding', { unit: 'chunks', done: 16 * i, total: 100 })
      })
    }
    await attempt(id)
    const document = await statusOf(id)
    expect(document).toMatchObject({ status: 'failed', error_code: 'processing_crashed' })
    expect(document.error_message).toContain('3 vezes')
  })

  it('that says how it ended is no death, however often', async () => {
    const id = await upload('um texto')
    service.meddle = (response) => {
      response.writeHead(400).end()
      return 'answered'
    }
    for (let i = 0; i < 5; i++) await expect(attempt(id)).rejects.toThrow()
    service.meddle = () => undefined
    await attempt(id)
    expect(await statusOf(id)).toMatchObject({ status: 'ready' })
  })

  it('waits as long as the embedder asks, says so, and is not spent on it', async () => {
    const id = await upload('um texto')
    let refused = 0
    service.meddle = (response) => {
      if (refused++ > 0) return undefined
      response.writeHead(429, { 'Retry-After': '2' }).end()
      return 'answered'
    }
    const running = attempt(id)
    await until(async () => (await progress(id)).waiting_for === 'embedder')
    await running
    expect(await statusOf(id)).toMatchObject({ status: 'ready' })
    expect(await progress(id)).toMatchObject({ attempt: 1, waiting_for: null })
  })
})

describe('an attempt of a worker', () => {
  const handle = (
    handler: ReturnType<typeof ingestDocumentHandler>,
    document_id: string,
    turns: number[] = [],
    changes: Partial<Parameters<typeof handler>[0]> = {},
  ) =>
    handler({
      payload: { client_id: owner.client_id, document_id, version_number: 1 },
      signal: new AbortController().signal,
      number: 1,
      retryAt: async (priority) => {
        turns.push(-priority)
      },
      othersWait: async () => false,
      putBack: async () => {},
      ...changes,
    })
  const giveUp = (document_id: string) =>
    giveUpDocumentHandler(services)({ payload: { client_id: owner.client_id, document_id, version_number: 1 } })
  const refuse = (response: Parameters<typeof service.meddle>[0]) => {
    response.writeHead(401).end()
    return 'answered' as const
  }

  it('that was the last one ends its document with what it failed of', async () => {
    const [away, broken] = [await upload('um texto'), await upload('outro texto')]
    service.meddle = refuse
    for (const id of [away, broken]) {
      await expect(handle(ingestDocumentHandler(services), id)).rejects.toMatchObject({
        code: 'embeddings_unavailable',
      })
    }
    const storage = { ...services.storage, download: () => Promise.reject(new Error('no problem that is known')) }
    await expect(handle(ingestDocumentHandler({ ...services, storage }), broken)).rejects.toThrow()
    await giveUp(away)
    await giveUp(broken)
    const document = await statusOf(away)
    expect(document).toMatchObject({ status: 'failed', error_code: 'embeddings_unavailable' })
    expect(document.error_message).toContain('embeddings')
    expect(await statusOf(broken)).toMatchObject({ status: 'failed', error_code: 'processing_failed' })
  })

  it('without the collection’s model leaves the document to another, who may have it', async () => {
    const [id, left] = [await upload('um texto'), await upload('outro texto')]
    const lexical = services.embedders.find('lexical-1')
    if (!lexical) throw new Error('there is always the lexical embedder')
    const without = ingestDocumentHandler({ ...services, embedders: { current: lexical, find: () => undefined } })
    const missing = { code: 'embedding_model_unavailable' }
    for (const document of [id, left]) await expect(handle(without, document)).rejects.toMatchObject(missing)
    await handle(ingestDocumentHandler(services), id)
    expect(await statusOf(id)).toMatchObject({ status: 'ready' })
    await giveUp(left)
    const document = await statusOf(left)
    expect(document).toMatchObject({ status: 'failed', error_code: 'embedding_model_unavailable' })
    expect(document.error_message).toContain(service.config.model)
  })

  it('that failed takes another turn, after those of its client’s that failed before', async () => {
    const ids = [await upload('um'), await upload('dois'), await upload('três')]
    const own = await asAdmin<{ turn: string }>(
      'select turn from ingestions where document_id = any ($1) order by turn',
      [ids],
    )
    service.meddle = refuse
    const turns: number[] = []
    for (const id of ids.slice(0, 2)) {
      await expect(handle(ingestDocumentHandler(services), id, turns)).rejects.toThrow()
    }
    expect(turns).toHaveLength(2)
    expect(turns[0]).toBeGreaterThan(Number(own[0]?.turn))
    expect(turns[1]).toBeGreaterThan(turns[0] ?? Infinity)
    for (const id of ids) await call('POST', `/v1/documents/${id}/cancel`)
  })

  it('makes room for other clients’ documents when it has had its share, and goes on from there', async () => {
    const id = await upload(paragraphs(60))
    service.meddle = async () => {
      await sleep(300)
      return undefined
    }
    const putBack: number[] = []
    const others = { othersWait: async () => true, putBack: async (priority: number) => void putBack.push(-priority) }
    await handle(ingestDocumentHandler(services, { shareMs: 1, lookMs: 50 }), id, [], others)
    const saved = await drafts(id)
    expect(saved.length).toBeGreaterThan(16)
    const kept = saved.filter(({ embedded }) => embedded).length
    const [row] = await asAdmin<{ turn: number }>(
      'select running, crashes, last_error_code, turn::int from ingestions where document_id = $1',
      [id],
    )
    expect(row).toMatchObject({ running: false, crashes: 0, last_error_code: null, turn: putBack[0] })

    service.meddle = () => undefined
    // The request that was given up has ended, too.
    await sleep(500)
    service.texts.length = 0
    await handle(ingestDocumentHandler(services, { shareMs: 1, lookMs: 50 }), id)
    expect(await statusOf(id)).toMatchObject({ status: 'ready', chunk_count: saved.length })
    expect(service.texts).toHaveLength(saved.length - kept)
  })

  it('keeps its place as long as it has saved nothing to go on from', async () => {
    const id = await upload('um texto')
    service.meddle = async () => {
      await sleep(500)
      return undefined
    }
    const others = { othersWait: async () => true, putBack: () => Promise.reject(new Error('it was put back')) }
    await handle(ingestDocumentHandler(services, { shareMs: 1, lookMs: 50 }), id, [], others)
    expect(await statusOf(id)).toMatchObject({ status: 'ready' })
  })

  it('at a document that has ended does nothing, and says nothing', async () => {
    const id = await upload('um texto')
    const version = { document_id: id, version_number: 1 }
    await asJob((tx) => beginAttempt(tx, version))
    await asJob((tx) => failDocument(tx, version, new Problem('no_text')))
    const before = await statusOf(id)
    await handle(ingestDocumentHandler(services), id)
    expect(await statusOf(id)).toEqual(before)
    expect(await progress(id)).toMatchObject({ attempt: 1 })
  })

  it('whose worker died before is alone until its text is split, and not while it is embedded', async () => {
    const [suspect, other] = [await upload('quem sabe'), await upload('um texto')]
    await asJob((tx) => beginAttempt(tx, { document_id: suspect, version_number: 1 }))
    const handler = ingestDocumentHandler(services)
    const requests = holdRequests((n) => n === 1)
    const embedding = handle(handler, suspect)
    await until(() => requests.held() === 1)
    await handle(handler, other)
    expect(await statusOf(other)).toMatchObject({ status: 'ready' })
    requests.release()
    await embedding
    expect(await statusOf(suspect)).toMatchObject({ status: 'ready' })
  })

  it('that is to end waits for no file any more, and counts for no death', async () => {
    const id = await upload('um texto')
    const stop = new AbortController()
    const storage = {
      ...services.storage,
      download: () => {
        stop.abort(new Error('the worker stops'))
        return new Promise<never>(() => {})
      },
    }
    const payload = { client_id: owner.client_id, document_id: id, version_number: 1 }
    await expect(ingest({ ...services, storage }, payload, stop.signal, [])).rejects.toThrow('the worker stops')
    const [row] = await asAdmin('select running, crashes from ingestions where document_id = $1', [id])
    expect(row).toEqual({ running: false, crashes: 0 })
    await attempt(id)
    expect(await statusOf(id)).toMatchObject({ status: 'ready' })
  })
})

describe('a document without a worker', () => {
  it('says what it waits for, to whoever may see it', async () => {
    const id = await upload('um texto')
    expect(await progress(id)).toMatchObject({
      document_id: id,
      step: 'queued',
      percent: 0,
      attempt: 0,
      done: 0,
      total: null,
      waiting_for: 'worker',
    })
    expect(await (await app.request('/readyz')).json()).toMatchObject({ status: 'ok', workers: 0 })
    const stranger = await createOwner()
    expect((await call('GET', `/v1/documents/${id}/ingestion`, { token: stranger.token })).status).toBe(404)
  })
})

describe('a document whose job got lost', () => {
  it('gets another one, five times, and then its end', async () => {
    const id = await upload('um texto')
    const reap = () => reapDocuments(services, { quietMs: 0 })
    const jobs = () => asAdmin(`select 1 from pgboss.job where data ->> 'document_id' = $1`, [id])
    await reap()
    expect(await jobs()).toHaveLength(1)
    for (let times = 1; times <= 5; times++) {
      await removeJobs(id)
      expect(await reap()).toBeGreaterThan(0)
      expect(await jobs()).toHaveLength(1)
    }
    await removeJobs(id)
    await reap()
    expect(await statusOf(id)).toMatchObject({ status: 'failed', error_code: 'processing_failed' })
  })

  it('comes back to the line of those that are to be fetched, where it never was', async () => {
    const path = `/v1/collections/${collection}/documents`
    const { body } = await call('POST', path, { body: { url: 'https://example.com/' } })
    const names = () => asAdmin(`select name from pgboss.job where data ->> 'document_id' = $1`, [body.id])
    expect(await names()).toEqual([{ name: 'fetch-document' }])
    await removeJobs(body.id)
    await reapDocuments(services, { quietMs: 0 })
    expect(await names()).toEqual([{ name: 'fetch-document' }])
    await removeJobs(body.id)
    await call('POST', `/v1/documents/${body.id}/cancel`)
  })

  it('is left alone by whoever heard of it lately', async () => {
    const id = await upload('um texto')
    await removeJobs(id)
    await reapDocuments(services)
    expect(await asAdmin(`select 1 from pgboss.job where data ->> 'document_id' = $1`, [id])).toEqual([])
  })
})

describe('one client’s many documents', () => {
  it('do not keep another’s one waiting', async () => {
    const other = await createOwner()
    const theirs = await createCollection(other.token)
    const many: string[] = []
    for (let i = 0; i < 200; i++) many.push(await upload(`texto ${i}`))
    const one = await upload('o único', other.token, theirs)
    const working = await compose({ ...testConfig(), embeddings: service.config }, logger, { worker: true })
    try {
      await startJobs(working.queue, working)
      await until(
        async () => (await call('GET', `/v1/documents/${one}`, { token: other.token })).body.status === 'ready',
      )
      const [row] = await asAdmin<{ n: number }>(
        `select count(*)::int as n from documents where status = 'ready' and id = any ($1)`,
        [many],
      )
      expect(row?.n).toBeLessThan(50)
      // Whoever came first is served, too.
      await until(async () => (await statusOf(many[0] ?? '')).status === 'ready')
    } finally {
      await working.close()
    }
  })
})
