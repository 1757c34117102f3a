import pg from 'pg'
import { describe, expect, inject, it } from 'vitest'
import { asAdmin, waitForDocument } from '../../harness/harness.ts'
import {
  addIdle,
  addMany,
  appWith,
  openStream,
  revisionOf,
  server,
  setStatus,
  setUp,
  startWatching,
  upload,
} from '../../harness/watching.ts'

startWatching()

describe('the events of a collection', () => {
  it('are those of its documents, from now on', async () => {
    const { app } = appWith()
    const { token, collection } = await setUp()
    const before = await upload(token, collection, 'before.md')
    await waitForDocument(server, token, before.id)
    const stream = await openStream(app, token, `/v1/collections/${collection.id}/events`)
    const after = await upload(token, collection, 'after.md')
    for (;;) {
      const told = await stream.next()
      expect(told?.data.document_id).toBe(after.id)
      if (told?.event === 'ready') break
    }
    await server.call('DELETE', `/v1/documents/${before.id}`, { token })
    expect(await stream.next()).toMatchObject({ event: 'deleted', data: { document_id: before.id } })
    await stream.cancel()
  })

  it('begin with what is being processed, and go on behind Last-Event-ID, deletions too', async () => {
    const { app } = appWith()
    const place = await setUp()
    const { token } = place
    const [one, two, three] = [await addIdle(place), await addIdle(place), await addIdle(place)]
    const path = `/v1/collections/${place.collection.id}/events`
    const begun = await (await openStream(app, token, `${path}?wait=false`)).rest()
    expect(begun.map(({ data }) => data.document_id)).toEqual([one.id, two.id, three.id])
    await setStatus(one.id, 'cancelled')
    await server.call('DELETE', `/v1/documents/${two.id}`, { token })
    const headers = { 'Last-Event-ID': begun.at(-1)?.id ?? '' }
    const missed = await (await openStream(app, token, `${path}?wait=false`, headers)).rest()
    expect(missed.map(({ event, data }) => [event, data.document_id])).toEqual([
      ['cancelled', one.id],
      ['deleted', two.id],
    ])
    const end = { 'Last-Event-ID': missed.at(-1)?.id ?? '' }
    expect(await (await openStream(app, token, `${path}?wait=false`, end)).rest()).toEqual([])
    // Cut off in the middle, what came after is told.
    const middle = { 'Last-Event-ID': missed[0]?.id ?? '' }
    const rest = await (await openStream(app, token, `${path}?wait=false`, middle)).rest()
    expect(rest.at(-1)).toMatchObject({ event: 'deleted' })
  })

  it('take leave of a document that is moved', async () => {
    const { app } = appWith()
    const place = await setUp()
    const { token, base, collection } = place
    const path = `/v1/knowledge-bases/${base.id}/collections`
    const other = (await server.call('POST', path, { token, body: { name: 'Other' } })).body
    const { id } = await addIdle(place)
    const [from, to] = await Promise.all(
      [collection.id, other.id].map((each) => openStream(app, token, `/v1/collections/${each}/events`)),
    )
    await from?.next()
    await server.call('PATCH', `/v1/documents/${id}`, { token, body: { collection_id: other.id } })
    expect(await from?.next()).toMatchObject({ event: 'deleted', data: { document_id: id } })
    expect(await to?.next()).toMatchObject({ event: 'progress', data: { document_id: id } })
    await Promise.all([from?.cancel(), to?.cancel()])
  })

  it('are looked for behind the newest, once all are told', async () => {
    const place = await setUp()
    const { token, collection } = place
    const ended = await addIdle(place)
    await setStatus(ended.id, 'cancelled')
    const revision = await revisionOf(ended)
    const { app } = appWith()
    const stream = await openStream(app, token, `/v1/collections/${collection.id}/events`)
    const { id } = await addIdle(place)
    const told = await stream.next()
    // Nothing of what had ended before.
    expect(told).toMatchObject({ event: 'progress', data: { document_id: id } })
    expect(server.services.eventIds.open(told?.id ?? '').revision).toBeGreaterThan(revision)
    await setStatus(id, 'cancelled')
    expect(await stream.next()).toMatchObject({ event: 'cancelled', data: { document_id: id } })
    await stream.cancel()
  })

  it('are all told to whoever begins, and to whoever comes back, though they are many', async () => {
    const { app } = appWith()
    const place = await setUp()
    const path = `/v1/collections/${place.collection.id}/events`
    const ended = await addIdle(place)
    const [{ horizon = 0 } = {}] = await asAdmin<{ horizon: number }>(
      'select pg_snapshot_xmin(pg_current_snapshot())::text::float8 as horizon',
    )
    const ids = await addMany(place)
    await setStatus(ended.id, 'cancelled')
    const stream = await openStream(app, place.token, path)
    const told: unknown[] = []
    for (let n = 0; n < ids.length; n++) told.push((await stream.next())?.data.document_id)
    expect(told.toSorted()).toEqual(ids.toSorted())
    await setStatus(ids[0] ?? '', 'cancelled')
    // What had ended before it began is not between.
    expect(await stream.next()).toMatchObject({ event: 'cancelled', data: { document_id: ids[0] } })
    await stream.cancel()

    // As after a long transaction: all was told, and all may come again by its transaction.
    const revision = await revisionOf({ id: ids[0] ?? '' })
    const last = server.services.eventIds.seal({ revision, horizon })
    const again = await openStream(app, place.token, path, { 'Last-Event-ID': last })
    const repeated: unknown[] = []
    for (let n = 0; n < ids.length + 1; n++) repeated.push((await again.next())?.data.document_id)
    expect(repeated.toSorted()).toEqual([...ids, ended.id].toSorted())
    await setStatus(ids[1] ?? '', 'cancelled')
    expect(await again.next()).toMatchObject({ event: 'cancelled', data: { document_id: ids[1] } })
    await again.cancel()
  })

  // The embedded stack has one session: there no two transactions run at once.
  it.skipIf(inject('environment').name === 'embedded')('do not stand still while a transaction is open', async () => {
    const { app } = appWith()
    const place = await setUp()
    const late = await addIdle(place)
    const path = `/v1/collections/${place.collection.id}/events`
    const stream = await openStream(app, place.token, path)
    await stream.next()
    const slow = new pg.Client({ connectionString: inject('environment').adminUrl })
    await slow.connect()
    await slow.query('begin')
    await slow.query(`update documents set status = 'cancelled' where id = $1`, [late.id])
    const ids = await addMany(place)
    const told: unknown[] = []
    for (let n = 0; n < ids.length; n++) told.push((await stream.next())?.data.document_id)
    expect(told.toSorted()).toEqual(ids.toSorted())
    await setStatus(ids[0] ?? '', 'cancelled')
    expect((await stream.next())?.data.document_id).toBe(ids[0])
    await slow.query('commit')
    await slow.end()
    expect(await stream.next()).toMatchObject({ event: 'cancelled', data: { document_id: late.id } })
    await stream.cancel()
  })

  it.skipIf(inject('environment').name === 'embedded')('leave out nothing that commits late', async () => {
    const { app } = appWith()
    const place = await setUp()
    const [late, early] = [await addIdle(place), await addIdle(place)]
    const path = `/v1/collections/${place.collection.id}/events`
    const stream = await openStream(app, place.token, path)
    await stream.next()
    await stream.next()
    const slow = new pg.Client({ connectionString: inject('environment').adminUrl })
    await slow.connect()
    await slow.query('begin')
    await slow.query(`update documents set status = 'cancelled' where id = $1`, [late.id])
    await setStatus(early.id, 'cancelled')
    const first = await stream.next()
    expect(first?.data.document_id).toBe(early.id)
    await slow.query('commit')
    await slow.end()
    const second = await stream.next()
    expect(second?.data.document_id).toBe(late.id)
    expect(await revisionOf(late)).toBeLessThan(await revisionOf(early))
    await stream.cancel()
    const again = await openStream(app, place.token, `${path}?wait=false`, { 'Last-Event-ID': first?.id ?? '' })
    expect((await again.rest()).map(({ data }) => data.document_id)).toContain(late.id)
  })
})
