import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { asAdmin, textFile } from './harness.ts'
import { attempt, call, progress, startWithoutWorker, statusOf } from './without-worker.ts'

startWithoutWorker()

it('goes on after the pages that an interrupted attempt has recognised', async () => {
  const { body: base } = await call('POST', '/v1/knowledge-bases', { body: { name: 'Base' } })
  const collections = `/v1/knowledge-bases/${base.id}/collections`
  const { body: collection } = await call('POST', collections, { body: { name: 'Digitalizados', ocr: true } })
  const bytes = new Uint8Array(await readFile(new URL('files/three-scanned.pdf', import.meta.url)))
  const documents = `/v1/collections/${collection.id}/documents`
  const { id } = (await call('POST', documents, { body: textFile('três páginas.pdf', bytes) })).body
  const kept = () =>
    asAdmin<{ page: number }>('select page from ingestion_pages where document_id = $1 order by page', [id])

  const stop = new AbortController()
  const interrupted = expect(attempt(id, 1, stop.signal)).rejects.toThrow('the worker stops')
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

  const again = attempt(id)
  const told: { done: number; per_second: number | null }[] = []
  while ((await statusOf(id)).status === 'processing') {
    const { step, ...counted } = await progress(id)
    if (step === 'parsing') told.push(counted)
    await sleep(100)
  }
  await again
  // What was kept is done, and says nothing of how long the rest takes.
  expect(told).toContainEqual(expect.objectContaining({ done: pages.length, total: 3, per_second: null }))
  expect(await statusOf(id)).toMatchObject({ status: 'ready' })
  const { data } = (await call('GET', `/v1/documents/${id}/chunks`)).body
  const texts = Map.groupBy(data as { content: string; metadata: { page: number } }[], ({ metadata: { page } }) => page)
  const says = (page: number) => (texts.get(page) ?? []).map(({ content }) => content).join('\n')
  for (const { page } of pages) expect(says(page)).toContain('serviço lembrado')
  expect(says(3)).toContain('serviço médico')
  expect(await kept()).toEqual([])
})
