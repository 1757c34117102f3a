import { request as httpRequest } from 'node:http'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createEventIds, openEventIds } from '../src/features/documents/event-ids.ts'
import { createApp } from '../src/http/app.ts'
import { createStreams, type StreamOptions } from '../src/http/streams.ts'
import { listen } from '../src/start/listen.ts'
import {
  asAdmin,
  createMember,
  createOwner,
  logger,
  startServer,
  type TestServer,
  textFile,
  waitForDocument,
} from './harness.ts'

/** What a person sees while documents are processed: streams that look every few milliseconds here. */

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

interface Told {
  id?: string
  event: string
  data: Record<string, unknown>
}

/** The app with streams of its own. */
function appWith(options: Partial<StreamOptions> = {}) {
  const streams = createStreams(logger, { pollMs: 20, ...options })
  return { streams, app: createApp({ ...server.services, streams }) }
}
type App = ReturnType<typeof appWith>['app']

/** Opens a stream; `next` waits for an event, undefined at its end. */
async function open(app: App, token: string, path: string, headers: Record<string, string> = {}) {
  const response = await app.request(path, { headers: { Authorization: `Bearer ${token}`, ...headers } })
  if (response.status !== 200) {
    const text = await response.text()
    return { status: response.status, body: text === '' ? null : JSON.parse(text) }
  }
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  let text = ''
  const comments: string[] = []
  async function next(): Promise<Told | undefined> {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const fields = text.slice(0, end).split('\n')
        text = text.slice(end + 2)
        const field = (name: string) => fields.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
        const [id, event, data] = [field('id'), field('event'), field('data')]
        if (event && data) return { ...(id && { id }), event, data: JSON.parse(data) }
        comments.push(...fields)
        continue
      }
      const { done, value } = await reader.read()
      if (done) return undefined
      text += decoder.decode(value, { stream: true })
    }
  }
  async function rest() {
    const all: Told[] = []
    for (let told = await next(); told; told = await next()) all.push(told)
    return all
  }
  return { status: 200, response, next, rest, comments, cancel: () => reader.cancel() }
}

async function openStream(...args: Parameters<typeof open>) {
  const opened = await open(...args)
  if (opened.next === undefined) throw new Error(JSON.stringify(opened.body))
  return opened
}

async function setUp() {
  const owner = await createOwner()
  const { token } = owner
  const base = (await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'Base' } })).body
  const path = `/v1/knowledge-bases/${base.id}/collections`
  const collection = (await server.call('POST', path, { token, body: { name: 'Docs' } })).body
  return { ...owner, base, collection }
}

async function upload(token: string, collection: { id: string }, name = 'a.md', text = 'Um texto.') {
  const path = `/v1/collections/${collection.id}/documents`
  const { body, status } = await server.call('POST', path, { token, body: textFile(name, text) })
  expect(status, JSON.stringify(body)).toBe(202)
  return body as { id: string }
}

/** In the order of all clients' changes, which nobody is told. */
async function revisionOf({ id }: { id: string }): Promise<number> {
  const [row] = await asAdmin<{ revision: number }>(
    'select revision::float8 as revision from ingestions where document_id = $1',
    [id],
  )
  return row?.revision ?? 0
}

/** More documents than a look tells; as many ids. */
async function addMany({ client_id, collection }: { client_id: string; collection: { id: string } }) {
  const rows = await asAdmin<{ id: string }>(
    `insert into documents (client_id, collection_id, name, source_type, file_type, file_size, content_hash)
     select $1, $2, 'many.txt', 'text', 'text/plain', 1, repeat('a', 64) from generate_series(1, 1200) returning id`,
    [client_id, collection.id],
  )
  return rows.map(({ id }) => id)
}

/** A document that stays as it is: nothing processes it. */
async function addIdle({ client_id, collection }: { client_id: string; collection: { id: string } }) {
  const [row] = await asAdmin<{ id: string }>(
    `insert into documents (client_id, collection_id, name, source_type, file_type, file_size, content_hash)
     values ($1, $2, 'idle.txt', 'text', 'text/plain', 1, repeat('a', 64)) returning id`,
    [client_id, collection.id],
  )
  return row as { id: string }
}
const setStatus = (id: string, status: string) =>
  asAdmin('update documents set status = $2 where id = $1', [id, status])
const report = (id: string, done: number) =>
  asAdmin(
    `update ingestions set step = 'embedding', unit = 'chunks', running = true, done = $2, total = 10
      where document_id = $1`,
    [id, done],
  )

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
  it.skipIf(inject('ground').name === 'embedded')('do not stand still while a transaction is open', async () => {
    const { app } = appWith()
    const place = await setUp()
    const late = await addIdle(place)
    const path = `/v1/collections/${place.collection.id}/events`
    const stream = await openStream(app, place.token, path)
    await stream.next()
    const slow = new pg.Client({ connectionString: inject('ground').adminUrl })
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

  it.skipIf(inject('ground').name === 'embedded')('leave out nothing that commits late', async () => {
    const { app } = appWith()
    const place = await setUp()
    const [late, early] = [await addIdle(place), await addIdle(place)]
    const path = `/v1/collections/${place.collection.id}/events`
    const stream = await openStream(app, place.token, path)
    await stream.next()
    await stream.next()
    const slow = new pg.Client({ connectionString: inject('ground').adminUrl })
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

describe('whoever watches', () => {
  it('is told nothing more once they are removed', async () => {
    const { app } = appWith()
    const place = await setUp()
    const member = await createMember(place.client_id, 'viewer')
    const { id } = await addIdle(place)
    const streams = [
      await openStream(app, member.token, `/v1/documents/${id}/events`),
      await openStream(app, member.token, `/v1/collections/${place.collection.id}/events`),
    ]
    for (const stream of streams) await stream.next()
    await server.call('DELETE', `/v1/members/${member.id}`, { token: place.token })
    for (const stream of streams) {
      expect(await stream.rest()).toMatchObject([{ event: 'error', data: { status: expect.any(Number) } }])
    }
  })

  it('is told nothing more once the collection is kept from them, or the client is suspended', async () => {
    const { app } = appWith()
    const place = await setUp()
    const member = await createMember(place.client_id, 'viewer')
    const { id } = await addIdle(place)
    const stream = await openStream(app, member.token, `/v1/documents/${id}/events`)
    await stream.next()
    await server.call('PATCH', `/v1/collections/${place.collection.id}`, {
      token: place.token,
      body: { access: 'restricted' },
    })
    expect(await stream.rest()).toMatchObject([{ event: 'error', data: { code: 'not_found' } }])
    const owners = await openStream(app, place.token, `/v1/documents/${id}/events`)
    await owners.next()
    await asAdmin(`update clients set status = 'suspended' where id = $1`, [place.client_id])
    expect(await owners.rest()).toMatchObject([{ event: 'error', data: { code: 'client_suspended' } }])
  })

  it('gets the same 404 for a foreign id as for one that nobody has', async () => {
    const { app } = appWith()
    const place = await setUp()
    const { id } = await addIdle(place)
    const { token } = await createOwner()
    const without = ({ request_id, ...rest }: Record<string, unknown>) => rest
    for (const [kind, foreign] of [
      ['documents', id],
      ['collections', place.collection.id],
    ]) {
      const last = server.services.eventIds.seal({ revision: 1, horizon: null })
      for (const headers of [{}, { 'Last-Event-ID': last }]) {
        const theirs = await open(app, token, `/v1/${kind}/${foreign}/events`, headers)
        const nobodys = await open(app, token, `/v1/${kind}/${crypto.randomUUID()}/events`, headers)
        expect(theirs.status).toBe(404)
        expect(without(theirs.body)).toEqual(without(nobodys.body))
      }
    }
  })

  it('has so many streams at once and no more', async () => {
    const { app } = appWith({ perOwner: 2 })
    const place = await setUp()
    const { id } = await addIdle(place)
    const path = `/v1/documents/${id}/events`
    const [first] = [await openStream(app, place.token, path), await openStream(app, place.token, path)]
    const third = await app.request(path, { headers: { Authorization: `Bearer ${place.token}` } })
    expect(third.status).toBe(429)
    expect(third.headers.get('Retry-After')).not.toBeNull()
    expect(await third.json()).toMatchObject({ code: 'too_many_streams' })
    await first?.cancel()
    await (await openStream(app, place.token, path)).cancel()
  })

  it('has so many streams at once together with the others of the client', async () => {
    const { app } = appWith({ perClient: 1 })
    const place = await setUp()
    const member = await createMember(place.client_id, 'viewer')
    const path = `/v1/collections/${place.collection.id}/events`
    const stream = await openStream(app, place.token, path)
    expect(await open(app, member.token, path)).toMatchObject({ status: 429, body: { code: 'too_many_streams' } })
    const other = await setUp()
    await (await openStream(app, other.token, `/v1/collections/${other.collection.id}/events`)).cancel()
    await stream.cancel()
    await (await openStream(app, member.token, path)).cancel()
  })

  it('is sent comments meanwhile, and away after a while', async () => {
    const { app } = appWith({ heartbeatMs: 50, lifetimeMs: 400 })
    const { token, collection } = await setUp()
    const stream = await openStream(app, token, `/v1/collections/${collection.id}/events`)
    expect(await stream.rest()).toEqual([])
    expect(stream.comments.filter((line) => line.startsWith(':')).length).toBeGreaterThan(1)
  })
})

describe('a stream over a socket', () => {
  it('ends with the server, at once', async () => {
    const { app, streams } = appWith()
    const place = await setUp()
    const http = await listen(app.fetch, 0)
    const response = await fetch(`http://127.0.0.1:${http.port}/v1/collections/${place.collection.id}/events`, {
      headers: { Authorization: `Bearer ${place.token}` },
    })
    const text = response.text()
    streams.close()
    await http.close(60_000)
    expect(await text).toBe('retry: 2000\n\n')
  })

  it('is looked for no more when its reader has gone', async () => {
    const { app } = appWith({ perOwner: 1 })
    const place = await setUp()
    const http = await listen(app.fetch, 0)
    const path = `/v1/collections/${place.collection.id}/events`
    const headers = { Authorization: `Bearer ${place.token}` }
    const asked = httpRequest({ port: http.port, path, headers }).end()
    asked.on('error', () => {})
    await new Promise((resolve) => asked.once('response', resolve))
    expect((await app.request(path, { headers })).status).toBe(429)
    asked.destroy()
    await expect.poll(async () => (await app.request(`${path}?wait=false`, { headers })).status).toBe(200)
    await http.close(1_000)
  })
})
