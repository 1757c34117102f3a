import { describe, expect, it } from 'vitest'
import { failDocument } from '../../../src/features/ingestion/document-status.repository.ts'
import {
  beginAttempt,
  ClaimLostError,
  holdClaim,
  reportDone,
  reportStep,
} from '../../../src/features/ingestion/ingestion.repository.ts'
import { ingest } from '../../../src/features/ingestion/ingestion.ts'
import { Problem } from '../../../src/problems.ts'
import { asAdmin } from '../../harness/harness.ts'
import {
  asJob,
  attempt,
  call,
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

describe('an attempt', () => {
  it('publishes the words of a version and asks the embedder for nothing', async () => {
    const id = await upload(paragraphs(20))
    await attempt(id)
    expect(service.texts).toEqual([])
    const document = await statusOf(id)
    expect(document).toMatchObject({ status: 'ready', embedding_status: 'pending', embedded_count: 0 })
    expect(document.chunk_count).toBeGreaterThanOrEqual(20)
    expect(await progress(id)).toMatchObject({
      step: 'finished',
      percent: 100,
      waiting_for: null,
      embedding: { status: 'pending', done: 0, total: document.chunk_count },
    })
  })

  it('that is not the newest publishes nothing, fails nothing and leaves nothing', async () => {
    const id = await upload(paragraphs(20))
    const { promise: reading, resolve: read } = Promise.withResolvers<void>()
    let asked = false
    const storage = {
      ...services.storage,
      async download(path: string) {
        asked = true
        await reading
        return services.storage.download(path)
      },
    }
    const payload = { client_id: owner.client_id, document_id: id, version_number: 1 }
    const slow = ingest({ ...services, storage }, payload, new AbortController().signal, () => false)
    await until(() => asked)
    await attempt(id)
    expect(await statusOf(id)).toMatchObject({ status: 'ready' })
    read()
    await slow
    const chunks = await asAdmin('select chunk_index from document_chunks where document_id = $1', [id])
    expect(new Set(chunks.map(({ chunk_index }) => chunk_index)).size).toBe(chunks.length)
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
    const id = await upload(paragraphs(10))
    let asked = false
    // A file that does not come.
    const storage = {
      ...services.storage,
      download: () => {
        asked = true
        return new Promise<never>(() => {})
      },
    }
    const payload = { client_id: owner.client_id, document_id: id, version_number: 1 }
    const running = ingest({ ...services, storage }, payload, new AbortController().signal, () => false)
    await until(() => asked)
    if (how === 'cancelled') await call('POST', `/v1/documents/${id}/cancel`)
    if (how === 'overtaken')
      await call('POST', `/v1/documents/${id}/versions`, { body: { text: 'um texto mais novo' } })
    if (how === 'deleted') await call('DELETE', `/v1/documents/${id}`)
    await running
    expect(await asAdmin('select 1 from document_chunks where document_id = $1', [id])).toEqual([])
    if (how === 'overtaken') {
      expect(await progress(id)).toMatchObject({ version_number: 2, step: 'queued', attempt: 0 })
      await attempt(id, 2)
      expect(await statusOf(id)).toMatchObject({ status: 'ready', current_version: 2 })
    }
  })

  it('is the last one where four in a row died in the same step without a word', async () => {
    const id = await upload('o arquivo que derruba quem o lê')
    const version = { document_id: id, version_number: 1 }
    for (let i = 0; i < 4; i++) {
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
    expect(document.error_message).toContain('4 vezes')
  })

  it('that says how it ended is no death, however often', async () => {
    const id = await upload('um texto')
    const storage = { ...services.storage, download: () => Promise.reject(new Problem('storage_unavailable')) }
    const payload = { client_id: owner.client_id, document_id: id, version_number: 1 }
    for (let i = 0; i < 5; i++) {
      const failing = ingest({ ...services, storage }, payload, new AbortController().signal, () => false)
      await expect(failing).rejects.toThrow()
    }
    await attempt(id)
    expect(await statusOf(id)).toMatchObject({ status: 'ready' })
  })
})
