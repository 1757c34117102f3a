import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { beginAttempt } from '../../../src/features/ingestion/ingestion.repository.ts'
import { ingestDocumentHandler } from '../../../src/jobs/ingest-document.ts'
import { asAdmin, repeatedFile } from '../../harness/harness.ts'
import {
  asJob,
  attempt,
  call,
  owner,
  progress,
  services,
  startWithoutWorker,
  statusOf,
} from '../../harness/without-worker.ts'

startWithoutWorker()

async function upload(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const { body: base } = await call('POST', '/v1/knowledge-bases', { body: { name: 'Base' } })
  const collections = `/v1/knowledge-bases/${base.id}/collections`
  const { body: collection } = await call('POST', collections, { body: { name: 'Digitalizados', ocr: true } })
  return (await call('POST', `/v1/collections/${collection.id}/documents`, { body: repeatedFile(name, content) })).body
    .id
}

const scan = async () => new Uint8Array(await readFile(new URL('../../files/three-scanned.pdf', import.meta.url)))

it('gives its place to who has a worker’s place too, and waits to be alone in it', async () => {
  const [long, suspect] = [await upload('três páginas.pdf', await scan()), await upload('suspeito.txt', 'Um texto.')]
  const { client_id } = owner
  await asJob((tx) => beginAttempt(tx, { document_id: suspect, version_number: 1 }))
  const handler = ingestDocumentHandler(services, { sliceMs: 1, lookMs: 50 })
  const ended: string[] = []
  const handle = (document_id: string) =>
    handler({
      payload: { client_id, document_id, version_number: 1 },
      signal: new AbortController().signal,
      number: 1,
      retryAt: async () => {},
      othersWait: async () => false,
      putBack: async () => void ended.push(`${document_id} is put back`),
    }).then(() => ended.push(document_id))
  const reading = handle(long)
  await expect.poll(async () => (await statusOf(long)).status).toBe('processing')
  await Promise.all([reading, handle(suspect)])
  expect(ended).toEqual([`${long} is put back`, long, suspect])
  expect(await statusOf(suspect)).toMatchObject({ status: 'ready' })
})

it('goes on after the pages that an interrupted attempt has recognised', async () => {
  const id = await upload('três páginas.pdf', await scan())
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
  // And each page that is read since is told when it is.
  for (let done = pages.length; done < 3; done++) expect(told.map((counted) => counted.done)).toContain(done)
  expect(await statusOf(id)).toMatchObject({ status: 'ready' })
  const { data } = (await call('GET', `/v1/documents/${id}/chunks`)).body
  const texts = Map.groupBy(data as { content: string; metadata: { page: number } }[], ({ metadata: { page } }) => page)
  const says = (page: number) => (texts.get(page) ?? []).map(({ content }) => content).join('\n')
  for (const { page } of pages) expect(says(page)).toContain('serviço lembrado')
  expect(says(3)).toContain('serviço médico')
  expect(await kept()).toEqual([])
})
