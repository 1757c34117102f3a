import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { composeApi } from '../../src/compose.ts'
import { withTenant } from '../../src/db/tenant.ts'
import { embedPending } from '../../src/features/chunks/chunks.ts'
import { ingest } from '../../src/features/ingestion/ingestion.ts'
import { createApp } from '../../src/http/app.ts'
import { startEmbeddingService } from './embedding-service.ts'
import { asAdmin, createOwner, logger, readBody, testConfig } from './harness.ts'

/** An API without a worker, on an embedding service of its own: attempts are made by hand. */
export let service: Awaited<ReturnType<typeof startEmbeddingService>>
export let services: Awaited<ReturnType<typeof composeApi>>
export let app: ReturnType<typeof createApp>
export let owner: Awaited<ReturnType<typeof createOwner>>
export let collection: string

/** In each test file: loaded once, this module serves all of them. */
export function startWithoutWorker() {
  beforeAll(async () => {
    service = await startEmbeddingService()
    services = await composeApi({ ...testConfig(), embeddings: service.config }, logger)
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
}

export async function call(
  method: string,
  path: string,
  { body, token = owner.token }: { body?: object; token?: string } = {},
) {
  const form = body instanceof FormData
  const response = await app.request(path, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...(form ? {} : { 'Content-Type': 'application/json' }) },
    ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
  })
  return { status: response.status, body: readBody(await response.text()) }
}

export async function createCollection(token: string): Promise<string> {
  const base = await call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })
  return (await call('POST', `/v1/knowledge-bases/${base.body.id}/collections`, { token, body: { name: 'C' } })).body.id
}

/** So many different paragraphs, each a chunk of its own. */
export function paragraphs(count: number): string {
  const words = (n: number) => Array.from({ length: 220 }, (_, i) => `palavra${n}x${i}`).join(' ')
  return Array.from({ length: count }, (_, n) => `# Seção ${n}\n\n${words(n)}`).join('\n\n')
}

export async function upload(text: string, token = owner.token, into = collection): Promise<string> {
  const path = `/v1/collections/${into}/documents`
  const document = { name: 'd', text, file_type: 'text/markdown', allow_duplicate: true }
  const { status, body } = await call('POST', path, { token, body: document })
  expect(status).toBe(202)
  return body.id
}

export const attempt = (document_id: string, version_number = 1, signal = new AbortController().signal) =>
  ingest(services, { client_id: owner.client_id, document_id, version_number }, signal, ({ retry }) => !retry)
export const asJob = <T>(body: Parameters<typeof withTenant<T>>[2]) =>
  withTenant(services.database, { kind: 'job', client_id: owner.client_id }, body)
export const progress = async (id: string) => (await call('GET', `/v1/documents/${id}/ingestion`)).body
export const statusOf = async (id: string) => (await call('GET', `/v1/documents/${id}`)).body
/** Embeds all that the owner has waiting, as the worker does. */
export async function embedAll(signal = new AbortController().signal): Promise<void> {
  for (let shard = 0; shard < 4; shard++) await embedPending(services, { client_id: owner.client_id, shard }, signal)
}
/** Of a document, the chunks with their vectors. */
export const vectors = (id: string) =>
  asAdmin<{ chunk_index: number; content: string; vectors: string[] }>(
    `select c.chunk_index, c.content, array(
        select e.embedding_model from document_chunk_embeddings e
         where e.client_id = c.client_id and e.chunk_id = c.id order by 1) as vectors
       from document_chunks c where c.document_id = $1 order by c.chunk_index`,
    [id],
  )
export const pendingOf = (id: string) =>
  asAdmin('select * from pending_embeddings where document_id = $1 order by embedding_model', [id])
export const removeJobs = (id: string) => asAdmin(`delete from pgboss.job where data ->> 'document_id' = $1`, [id])

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (await condition()) return
    await sleep(50)
  }
  throw new Error('it did not come to that')
}
