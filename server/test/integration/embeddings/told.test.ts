import { describe, expect, it } from 'vitest'
import { asAdmin } from '../../harness/harness.ts'
import {
  app,
  attempt,
  call,
  collection,
  embedAll,
  owner,
  paragraphs,
  service,
  startWithoutWorker,
  until,
  upload,
} from '../../harness/without-worker.ts'

startWithoutWorker()

interface Told {
  event: string
  data: { embedding?: { status: string; done: number; total: number }; document_id: string }
}

const request = (path: string) => app.request(path, { headers: { Authorization: `Bearer ${owner.token}` } })

async function* eventsOf(path: string): AsyncGenerator<Told> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of (await request(path)).body as ReadableStream<Uint8Array>) {
    const blocks = (text + decoder.decode(bytes, { stream: true })).split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const [, event] = /^event: (.*)$/m.exec(block) ?? []
      const [, data] = /^data: (.*)$/m.exec(block) ?? []
      if (event && data) yield { event, data: JSON.parse(data) }
    }
  }
}

describe('who follows a document', () => {
  it('is told that its words are found, then how its vectors come, and no more once they are there', async () => {
    const id = await upload(paragraphs(30))
    await attempt(id)
    const told: Told[] = []
    const watching = (async () => {
      for await (const one of eventsOf(`/v1/documents/${id}/events`)) told.push(one)
    })()
    await until(() => told.length > 0)
    expect(told[0]).toMatchObject({ event: 'ready', data: { embedding: { status: 'pending', done: 0 } } })
    await embedAll()
    await watching
    expect(told.at(-1)).toMatchObject({ event: 'ready', data: { embedding: { status: 'ready' } } })
    expect((await request(`/v1/documents/${id}/events?wait=false`)).status).toBe(200)
  })

  it('is told of those of a collection whose vectors are still to come', async () => {
    const id = await upload('um texto')
    await attempt(id)
    const first: Told[] = []
    for await (const one of eventsOf(`/v1/collections/${collection}/events?wait=false`)) first.push(one)
    expect(first.find(({ data }) => data.document_id === id)).toMatchObject({
      event: 'ready',
      data: { embedding: { status: 'pending', done: 0, total: 1 } },
    })
    await embedAll()
    const then: Told[] = []
    for await (const one of eventsOf(`/v1/collections/${collection}/events?wait=false`)) then.push(one)
    expect(then.filter(({ data }) => data.document_id === id)).toEqual([])
  })
})

describe('a receiver of webhooks', () => {
  const deliveries = async (id: string) =>
    (
      await asAdmin<{ event: string }>(
        'select event from webhook_deliveries where document_id = $1 order by created_at, event',
        [id],
      )
    ).map(({ event }) => event)

  it('is told once that a version is ready, and once that it has its vectors', async () => {
    const body = {
      url: 'https://example.com/renum',
      events: ['document.ready', 'document.embedded', 'document.failed'],
    }
    expect((await call('POST', '/v1/webhook-endpoints', { body })).status).toBe(201)
    const id = await upload(paragraphs(3))
    await attempt(id)
    expect(await deliveries(id)).toEqual(['document.ready'])
    await embedAll()
    expect(await deliveries(id)).toEqual(['document.ready', 'document.embedded'])
    // With all of its vectors from the first on.
    await call('POST', `/v1/documents/${id}/reprocess`)
    service.texts.length = 0
    await attempt(id, 2)
    expect(service.texts).toEqual([])
    expect((await deliveries(id)).slice(2).sort()).toEqual(['document.embedded', 'document.ready'])
  })
})
