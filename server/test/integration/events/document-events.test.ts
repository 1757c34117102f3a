import { describe, expect, it } from 'vitest'
import { createEventIds, openEventIds } from '../../../src/features/events/event-ids.ts'
import { waitForDocument } from '../../harness/harness.ts'
import {
  addIdle,
  appWith,
  open,
  openStream,
  report,
  revisionOf,
  server,
  setStatus,
  setUp,
  startWatching,
  upload,
} from '../../harness/watching.ts'

startWatching()

describe('the events of a document', () => {
  it('come in order and end with it', async () => {
    const { app } = appWith()
    const { token, collection } = await setUp()
    const { id } = await upload(token, collection)
    const stream = await openStream(app, token, `/v1/documents/${id}/events`)
    expect(stream.response.headers.get('Content-Type')).toMatch(/^text\/event-stream/)
    const told = await stream.rest()
    expect(told.at(-1)).toMatchObject({ event: 'ready', data: { document_id: id, status: 'ready', percent: 100 } })
    expect(told.slice(0, -1).every(({ event }) => event === 'progress')).toBe(true)
    const revisions = told.map(({ data }) => Number(data.revision))
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b))
    expect(stream.comments).toContain('retry: 2000')
  })

  it('say how far it is', async () => {
    const { app } = appWith()
    const place = await setUp()
    const { id } = await addIdle(place)
    const stream = await openStream(app, place.token, `/v1/documents/${id}/events`)
    expect(await stream.next()).toMatchObject({ event: 'progress', data: { status: 'pending', step: 'queued' } })
    await report(id, 5)
    expect(await stream.next()).toMatchObject({
      event: 'progress',
      data: { step: 'embedding', unit: 'chunks', done: 5, total: 10 },
    })
    await setStatus(id, 'cancelled')
    expect(await stream.next()).toMatchObject({ event: 'cancelled', data: { document_id: id } })
    expect(await stream.next()).toBeUndefined()
  })

  it('go on behind Last-Event-ID, without a gap and without a repetition', async () => {
    const { app } = appWith()
    const place = await setUp()
    const { token } = place
    const { id } = await addIdle(place)
    const path = `/v1/documents/${id}/events`
    const stream = await openStream(app, token, path)
    const last = (await stream.next())?.id ?? ''
    await stream.cancel()
    await setStatus(id, 'processing')
    await report(id, 1)
    await report(id, 2)
    const again = await openStream(app, token, path, { 'Last-Event-ID': last })
    const [now] = [await again.next()]
    expect(now).toMatchObject({ event: 'progress', data: { done: 2 } })
    await again.cancel()
    const third = await openStream(app, token, path, { 'Last-Event-ID': now?.id ?? '' })
    await setStatus(id, 'cancelled')
    const end = await third.next()
    expect(end?.event).toBe('cancelled')
    expect(await open(app, token, path, { 'Last-Event-ID': end?.id ?? '' })).toEqual({ status: 204, body: null })
  })

  it('tell the reason of a failure in the reader’s language', async () => {
    const { app } = appWith()
    const { token, collection } = await setUp()
    const { id } = await upload(token, collection, 'quebrado.pdf', '%PDF-1.7 nothing of a PDF')
    const { error_message } = await waitForDocument(server, token, id)
    const path = `/v1/documents/${id}/events`
    const [pt] = await (await openStream(app, token, path)).rest()
    const [en] = await (await openStream(app, token, path, { 'Accept-Language': 'en' })).rest()
    expect(pt).toMatchObject({ event: 'failed', data: { error_message } })
    expect(en?.data.error_code).toBe(pt?.data.error_code)
    expect(en?.data.error_message).not.toBe(error_message)
  })

  it('end when it is deleted', async () => {
    const { app } = appWith()
    const place = await setUp()
    const { id } = await addIdle(place)
    const stream = await openStream(app, place.token, `/v1/documents/${id}/events`)
    const { revision } = (await stream.next())?.data ?? {}
    await server.call('DELETE', `/v1/documents/${id}`, { token: place.token })
    expect(await stream.rest()).toMatchObject([
      { event: 'deleted', data: { document_id: id, revision: Number(revision) + 1 } },
    ])
    expect((await open(app, place.token, `/v1/documents/${id}/events`)).status).toBe(404)
  })

  it('say nothing of how much all others do', async () => {
    const { app } = appWith()
    const [place, other] = [await setUp(), await setUp()]
    const { id } = await addIdle(place)
    const stream = await openStream(app, place.token, `/v1/documents/${id}/events`)
    const told = [await stream.next()]
    for (const done of [1, 2, 3]) {
      await addIdle(other)
      await report(id, done)
      told.push(await stream.next())
    }
    await stream.cancel()
    expect(told.map((each) => each?.data.revision)).toEqual([1, 2, 3, 4])
    for (const each of told) expect(each?.id).toMatch(/^[\w-]{22}$/)
    const ingestion = await server.call('GET', `/v1/documents/${id}/ingestion`, { token: place.token })
    expect(ingestion.body.revision).toBe(4)
  })

  it('are gone on with at any process, and begin nowhere for an id that none has given', async () => {
    const { app } = appWith()
    const place = await setUp()
    const { id } = await addIdle(place)
    const path = `/v1/documents/${id}/events`
    const last = (await (await openStream(app, place.token, `${path}?wait=false`)).next())?.id ?? ''
    const elsewhere = await openEventIds(server.services.database)
    expect(elsewhere.open(last)).toEqual({ revision: await revisionOf({ id }), horizon: null })
    const strange = createEventIds(Buffer.alloc(16)).seal({ revision: 1, horizon: 1 })
    for (const each of ['1', '4711.99', strange, `${last}A`, last.slice(1), `+${last.slice(1)}`, 'x'.repeat(5_000)]) {
      for (const path of [`/v1/documents/${id}/events`, `/v1/collections/${place.collection.id}/events`]) {
        expect(await open(app, place.token, path, { 'Last-Event-ID': each }), each).toMatchObject({
          status: 400,
          body: { code: 'invalid_cursor', field: 'Last-Event-ID' },
        })
      }
    }
  })

  it('give what there is and end, where nobody waits', async () => {
    const { app } = appWith()
    const place = await setUp()
    const { id } = await addIdle(place)
    const stream = await openStream(app, place.token, `/v1/documents/${id}/events?wait=false`)
    expect(await stream.rest()).toMatchObject([{ event: 'progress' }])
  })
})
