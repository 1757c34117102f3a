import { beforeAll, describe, expect, inject, it } from 'vitest'
import { createRenum, type DocumentEvent, RenumError, unwrap } from '../src/index.ts'
import { createOwner } from './person.ts'

let owner: Awaited<ReturnType<typeof createOwner>>
let collection: { id: string }
beforeAll(async () => {
  owner = await createOwner()
  const base = await unwrap(owner.renum.POST('/v1/knowledge-bases', { body: { name: 'Base' } }))
  const params = { path: { id: base.id } }
  collection = await unwrap(
    owner.renum.POST('/v1/knowledge-bases/{id}/collections', { params, body: { name: 'Docs' } }),
  )
})

const upload = (name: string) =>
  owner.renum.uploadDocument(collection.id, new File([`Trinta dias por ano, diz ${name}.`], name))

describe('watchDocument', () => {
  it('gives what happens, until the document is ready', async () => {
    const { id } = await upload('a.md')
    const events: DocumentEvent[] = []
    for await (const event of owner.renum.watchDocument(id)) events.push(event)
    expect(events.at(-1)).toMatchObject({ event: 'ready', document_id: id, status: 'ready' })
    expect(events.slice(0, -1).every(({ event }) => event === 'progress')).toBe(true)
  })

  it('goes on over another connection where one breaks off', async () => {
    // An id says where somebody is among all changes: any from before this document will do.
    const before = await upload('b.md')
    await owner.renum.waitForDocument(before.id)
    const whole = await fetch(`${inject('api')}/v1/documents/${before.id}/events`, {
      headers: { Authorization: `Bearer ${owner.token}` },
    })
    const last = /^id: (.+)$/m.exec(await whole.text())?.[1] ?? ''
    const { id } = await upload('c.md')
    await owner.renum.waitForDocument(id)
    const asked: (string | null)[] = []
    const lines = [`id: ${last}\nevent: progress\ndata: {"document_id":"x","revision":1}\n\n`, 'retry: 1\n\n']
    const renum = createRenum({
      url: inject('api'),
      token: owner.token,
      fetch: async (request) => {
        asked.push(request.headers.get('Last-Event-ID'))
        return asked.length === 1
          ? new Response(lines.toReversed().join(''), { headers: { 'Content-Type': 'text/event-stream' } })
          : globalThis.fetch(request)
      },
    })
    const events: string[] = []
    for await (const { event } of renum.watchDocument(id)) events.push(event)
    expect(events).toEqual(['progress', 'ready'])
    expect(asked).toEqual([null, last])
  })

  it('throws the API’s refusal, and the reason of the signal', async () => {
    const refused = owner.renum.watchDocument(crypto.randomUUID()).next()
    await expect(refused).rejects.toBeInstanceOf(RenumError)
    const ended = owner.renum.watchCollection(collection.id, { signal: AbortSignal.timeout(300) }).next()
    await expect(ended).rejects.toMatchObject({ name: 'TimeoutError' })
  })
})

describe('watchCollection', () => {
  it('gives what happens to its documents', async () => {
    const watching = owner.renum.watchCollection(collection.id)
    const first = watching.next()
    const { id } = await upload('d.md')
    for (let { value } = await first; value?.event !== 'ready'; value = (await watching.next()).value) {
      expect(value?.document_id).toBe(id)
    }
    await watching.return()
  })
})
