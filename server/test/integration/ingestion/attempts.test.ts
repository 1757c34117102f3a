import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { failDocument } from '../../../src/features/ingestion/document-status.repository.ts'
import {
  beginAttempt,
  ClaimLostError,
  holdClaim,
  reportDone,
  reportStep,
} from '../../../src/features/ingestion/ingestion.repository.ts'
import { Problem } from '../../../src/problems.ts'
import { asAdmin } from '../../harness/harness.ts'
import {
  asJob,
  attempt,
  call,
  drafts,
  holdRequests,
  paragraphs,
  progress,
  service,
  startWithoutWorker,
  statusOf,
  until,
  upload,
} from '../../harness/without-worker.ts'

startWithoutWorker()

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
