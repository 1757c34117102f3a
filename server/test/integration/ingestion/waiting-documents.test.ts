import { describe, expect, it } from 'vitest'
import { composeWorker } from '../../../src/compose.ts'
import { requeueLostDocuments } from '../../../src/features/ingestion/requeue-lost.ts'
import { startJobs } from '../../../src/jobs/registry.ts'
import { asAdmin, createOwner, logger, testConfig } from '../../harness/harness.ts'
import {
  app,
  call,
  collection,
  createCollection,
  progress,
  removeJobs,
  service,
  services,
  startWithoutWorker,
  statusOf,
  until,
  upload,
} from '../../harness/without-worker.ts'

startWithoutWorker()

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
    const requeue = () => requeueLostDocuments(services, { quietMs: 0 })
    const jobs = () => asAdmin(`select 1 from pgboss.job where data ->> 'document_id' = $1`, [id])
    await requeue()
    expect(await jobs()).toHaveLength(1)
    for (let times = 1; times <= 5; times++) {
      await removeJobs(id)
      expect(await requeue()).toBeGreaterThan(0)
      expect(await jobs()).toHaveLength(1)
    }
    await removeJobs(id)
    await requeue()
    expect(await statusOf(id)).toMatchObject({ status: 'failed', error_code: 'processing_failed' })
  })

  it('comes back to the line of those that are to be fetched, where it came from', async () => {
    const path = `/v1/collections/${collection}/documents`
    const { body } = await call('POST', path, { body: { url: 'https://example.com/' } })
    const names = () => asAdmin(`select name from pgboss.job where data ->> 'document_id' = $1`, [body.id])
    expect(await names()).toEqual([{ name: 'fetch-document' }])
    await removeJobs(body.id)
    await requeueLostDocuments(services, { quietMs: 0 })
    expect(await names()).toEqual([{ name: 'fetch-document' }])
    await removeJobs(body.id)
    // Its turn is one of that line, and a page that was fetched is not fetched again.
    await asAdmin(
      `with d as (update documents set file_type = 'text/html', file_size = 1, content_hash = repeat('a', 64)
                   where id = $1 returning *)
       insert into document_versions (client_id, document_id, collection_id, version_number, change_type, storage_path,
                                      file_type, file_size, content_hash)
       select client_id, id, collection_id, 1, 'created', concat_ws('/', client_id, id, id), file_type, file_size, content_hash from d`,
      [body.id],
    )
    await requeueLostDocuments(services, { quietMs: 0 })
    expect(await names()).toEqual([{ name: 'fetch-document' }])
    await removeJobs(body.id)
    await call('POST', `/v1/documents/${body.id}/cancel`)
  })

  it('is left alone by whoever heard of it lately', async () => {
    const id = await upload('um texto')
    await removeJobs(id)
    await requeueLostDocuments(services)
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
    const working = await composeWorker({ ...testConfig(), embeddings: service.config }, logger)
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
