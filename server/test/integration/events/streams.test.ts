import { request as httpRequest } from 'node:http'
import { describe, expect, it } from 'vitest'
import { listen } from '../../../src/start/listen.ts'
import { asAdmin, createMember, createOwner } from '../../harness/harness.ts'
import { addIdle, appWith, open, openStream, server, setUp, startWatching } from '../../harness/watching.ts'

startWatching()

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

describe('a HEAD', () => {
  it('opens no stream, however often it is asked', async () => {
    const { app } = appWith({ perOwner: 1 })
    const place = await setUp()
    const { id } = await addIdle(place)
    const headers = { Authorization: `Bearer ${place.token}` }
    for (const path of [`/v1/documents/${id}/events`, `/v1/collections/${place.collection.id}/events`]) {
      for (let asked = 0; asked < 3; asked += 1) {
        const response = await app.request(path, { method: 'HEAD', headers })
        expect([response.status, response.body]).toEqual([200, null])
        expect(response.headers.get('Content-Type')).toBe('text/event-stream; charset=utf-8')
      }
      await (await openStream(app, place.token, path)).cancel()
    }
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
