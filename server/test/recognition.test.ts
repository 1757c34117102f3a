import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compose } from '../src/compose.ts'
import { ingest } from '../src/features/documents/ingest.ts'
import { createApp } from '../src/http/app.ts'
import { asAdmin, createOwner, logger, readBody, testConfig, textFile } from './harness.ts'

/** An API without a worker: attempts are made by hand. */
let services: Awaited<ReturnType<typeof compose>>
let owner: Awaited<ReturnType<typeof createOwner>>
let call: (method: string, path: string, body?: FormData | object) => Promise<ReturnType<typeof readBody>>
beforeAll(async () => {
  services = await compose(testConfig(), logger, { worker: false })
  owner = await createOwner()
  const app = createApp(services)
  call = async (method, path, body) => {
    const json = body && !(body instanceof FormData)
    const headers = {
      Authorization: `Bearer ${owner.token}`,
      ...(json ? { 'Content-Type': 'application/json' } : {}),
    }
    const sent = json ? JSON.stringify(body) : body
    return readBody(await (await app.request(path, { method, headers, ...(sent ? { body: sent } : {}) })).text())
  }
})
afterAll(() => services.close())

it('goes on after the pages that an interrupted attempt has recognised', async () => {
  const base = await call('POST', '/v1/knowledge-bases', { name: 'Base' })
  const collections = `/v1/knowledge-bases/${base.id}/collections`
  const collection = await call('POST', collections, { name: 'Digitalizados', ocr: true })
  const bytes = new Uint8Array(await readFile(new URL('files/three-scanned.pdf', import.meta.url)))
  const documents = `/v1/collections/${collection.id}/documents`
  const { id } = await call('POST', documents, textFile('três páginas.pdf', bytes))
  const version = { client_id: owner.client_id, document_id: id, version_number: 1 }
  const kept = () =>
    asAdmin<{ page: number }>('select page from ingestion_pages where document_id = $1 order by page', [id])

  const stop = new AbortController()
  const interrupted = expect(ingest(services, version, stop.signal, [])).rejects.toThrow('the worker stops')
  while ((await kept()).length === 0) await sleep(50)
  stop.abort(new Error('the worker stops'))
  await interrupted
  const pages = await kept()
  expect(pages.length).toBeLessThan(3)
  // What only the kept page says now shows where the next attempt has it from.
  await asAdmin(
    `update ingestion_pages set content = replace(content::text, 'serviço médico', 'serviço lembrado')::jsonb
      where document_id = $1`,
    [id],
  )

  const again = ingest(services, version, new AbortController().signal, [])
  const told: { done: number; per_second: number | null }[] = []
  while ((await call('GET', `/v1/documents/${id}`)).status === 'processing') {
    const { step, ...progress } = await call('GET', `/v1/documents/${id}/ingestion`)
    if (step === 'parsing') told.push(progress)
    await sleep(100)
  }
  await again
  // What was kept is done, and says nothing of how long the rest takes.
  expect(told).toContainEqual(expect.objectContaining({ done: pages.length, total: 3, per_second: null }))
  expect(await call('GET', `/v1/documents/${id}`)).toMatchObject({ status: 'ready' })
  const { data } = await call('GET', `/v1/documents/${id}/chunks`)
  const texts = Map.groupBy(data as { content: string; metadata: { page: number } }[], ({ metadata: { page } }) => page)
  const says = (page: number) => (texts.get(page) ?? []).map(({ content }) => content).join('\n')
  for (const { page } of pages) expect(says(page)).toContain('serviço lembrado')
  expect(says(3)).toContain('serviço médico')
  expect(await kept()).toEqual([])
})
