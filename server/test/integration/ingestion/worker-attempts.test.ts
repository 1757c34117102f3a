import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { failDocument } from '../../../src/features/ingestion/document-status.repository.ts'
import { beginAttempt } from '../../../src/features/ingestion/ingestion.repository.ts'
import { ingest } from '../../../src/features/ingestion/ingestion.ts'
import { openTimeSlice } from '../../../src/features/ingestion/time-slice.ts'
import { giveUpDocumentHandler, ingestDocumentHandler } from '../../../src/jobs/ingest-document.ts'
import { Problem } from '../../../src/problems.ts'
import { asAdmin, createOwner } from '../../harness/harness.ts'
import {
  asJob,
  attempt,
  call,
  collection,
  createCollection,
  drafts,
  holdRequests,
  owner,
  paragraphs,
  progress,
  service,
  services,
  startWithoutWorker,
  statusOf,
  until,
  upload,
} from '../../harness/without-worker.ts'

startWithoutWorker()

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

  it('of a page moves on by itself: neither its own client’s files nor others’ are put behind', async () => {
    const turnOf = async (id: string) => {
      const [row] = await asAdmin<{ turn: number }>('select turn::int from ingestions where document_id = $1', [id])
      return row?.turn ?? Number.NaN
    }
    const fileOf = async ({ token }: { token: string }) => upload('um texto', token, await createCollection(token))
    const ids = [await fileOf(await createOwner()), await upload('um texto')]
    const [others, own] = [await turnOf(ids[0] ?? ''), await turnOf(ids[1] ?? '')]
    const pages: string[] = []
    for (let n = 0; n < 30; n++) {
      const body = { url: `https://renum.example/${n}` }
      pages.push((await call('POST', `/v1/collections/${collection}/documents`, { body })).body.id)
    }
    await asJob((tx) => beginAttempt(tx, { document_id: pages.at(-1) ?? '', version_number: 1 }))
    ids.push(await fileOf(await createOwner()), await upload('um texto'))
    expect([await turnOf(ids[2] ?? ''), await turnOf(ids[3] ?? '')]).toEqual([others, own + 1])
    for (const id of [...pages, ids[1], ids[3]]) await call('POST', `/v1/documents/${id}/cancel`)
  })

  it('makes room for other clients’ documents when it has had its share, and goes on from there', async () => {
    const id = await upload(paragraphs(60))
    service.meddle = async () => {
      await sleep(300)
      return undefined
    }
    const putBack: number[] = []
    const others = { othersWait: async () => true, putBack: async (priority: number) => void putBack.push(-priority) }
    await handle(ingestDocumentHandler(services, { sliceMs: 1, lookMs: 50 }), id, [], others)
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
    await handle(ingestDocumentHandler(services, { sliceMs: 1, lookMs: 50 }), id)
    expect(await statusOf(id)).toMatchObject({ status: 'ready', chunk_count: saved.length })
    expect(service.texts).toHaveLength(saved.length - kept)
  })

  it('costs its client no turn for the time in which nobody else waited', async () => {
    const document = { client_id: owner.client_id, document_id: await upload('um texto') }
    const costs = async (waiting: () => 'none' | 'later' | 'now') => {
      const othersWait = async (priority: number) =>
        waiting() === 'now' || (waiting() === 'later' && priority === -(2 ** 31))
      const share = openTimeSlice(services, document, othersWait, { sliceMs: 1, lookMs: 50 })
      share.onSaved()
      await until(() => share.over.aborted)
      await share.end()
      return share.over.reason.turns
    }
    const in3s = performance.now() + 3_000
    const [alone, among] = await Promise.all(
      (['none', 'later'] as const).map((first) => costs(() => (performance.now() < in3s ? first : 'now'))),
    )
    expect(alone).toBeLessThanOrEqual(1)
    expect(among).toBeGreaterThanOrEqual(3)
    await call('POST', `/v1/documents/${document.document_id}/cancel`)
  })

  it('keeps its place as long as it has saved nothing to go on from', async () => {
    const id = await upload('um texto')
    service.meddle = async () => {
      await sleep(500)
      return undefined
    }
    const others = { othersWait: async () => true, putBack: () => Promise.reject(new Error('it was put back')) }
    await handle(ingestDocumentHandler(services, { sliceMs: 1, lookMs: 50 }), id, [], others)
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
    await expect(ingest({ ...services, storage }, payload, stop.signal, () => false)).rejects.toThrow(
      'the worker stops',
    )
    const [row] = await asAdmin('select running, crashes from ingestions where document_id = $1', [id])
    expect(row).toEqual({ running: false, crashes: 0 })
    await attempt(id)
    expect(await statusOf(id)).toMatchObject({ status: 'ready' })
  })
})
