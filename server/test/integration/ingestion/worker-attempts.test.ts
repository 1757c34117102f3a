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
  owner,
  progress,
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
  const failing = () => ({
    ...services,
    storage: { ...services.storage, download: () => Promise.reject(new Problem('storage_unavailable')) },
  })

  it('that was the last one ends its document with what it failed of', async () => {
    const [away, other] = [await upload('um texto'), await upload('outro texto')]
    for (const id of [away, other]) {
      await expect(handle(ingestDocumentHandler(failing()), id)).rejects.toMatchObject({ code: 'storage_unavailable' })
    }
    const unknown = { ...services.storage, download: () => Promise.reject(new Error('no problem that is known')) }
    await expect(handle(ingestDocumentHandler({ ...services, storage: unknown }), other)).rejects.toThrow()
    await giveUp(away)
    await giveUp(other)
    expect(await statusOf(away)).toMatchObject({ status: 'failed', error_code: 'storage_unavailable' })
    expect(await statusOf(other)).toMatchObject({ status: 'failed', error_code: 'processing_failed' })
  })

  it('without the collection’s model publishes the words, and leaves the vectors to another, who may have it', async () => {
    const id = await upload('um texto')
    const lexical = services.embedders.find('lexical-1')
    if (!lexical) throw new Error('there is always the lexical embedder')
    await handle(ingestDocumentHandler({ ...services, embedders: { current: lexical, find: () => undefined } }), id)
    expect(await statusOf(id)).toMatchObject({ status: 'ready', embedding_status: 'pending', embedded_count: 0 })
  })

  it('that failed takes another turn, after those of its client’s that failed before', async () => {
    const ids = [await upload('um'), await upload('dois'), await upload('três')]
    const own = await asAdmin<{ turn: string }>(
      'select turn from ingestions where document_id = any ($1) order by turn',
      [ids],
    )
    const turns: number[] = []
    for (const id of ids.slice(0, 2)) {
      await expect(handle(ingestDocumentHandler(failing()), id, turns)).rejects.toThrow()
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
    const storage = {
      ...services.storage,
      async download(path: string) {
        await sleep(500)
        return services.storage.download(path)
      },
    }
    const others = { othersWait: async () => true, putBack: () => Promise.reject(new Error('it was put back')) }
    await handle(ingestDocumentHandler({ ...services, storage }, { sliceMs: 1, lookMs: 50 }), id, [], others)
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

  it('whose worker died before is alone until its text is split', async () => {
    const [suspect, other] = [await upload('quem sabe'), await upload('um texto')]
    await asJob((tx) => beginAttempt(tx, { document_id: suspect, version_number: 1 }))
    const order: string[] = []
    const { promise: reading, resolve: read } = Promise.withResolvers<void>()
    const storage = {
      ...services.storage,
      async download(path: string) {
        order.push(path.includes(suspect) ? 'suspect' : 'other')
        if (path.includes(suspect)) await reading
        return services.storage.download(path)
      },
    }
    const handler = ingestDocumentHandler({ ...services, storage })
    const first = handle(handler, suspect)
    await until(() => order.length === 1)
    const second = handle(handler, other)
    await sleep(300)
    expect(order).toEqual(['suspect'])
    read()
    await Promise.all([first, second])
    expect(order).toEqual(['suspect', 'other'])
    expect(await statusOf(suspect)).toMatchObject({ status: 'ready' })
    expect(await statusOf(other)).toMatchObject({ status: 'ready' })
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
