import { describe, expect, it } from 'vitest'
import { createRenum, RenumConnectionError, unwrap } from '../src/index.ts'
import { createOwner } from './person.ts'

/** A server that says no a few times before it answers; what it was sent, each time. */
function refusing(statuses: number[], headers: Record<string, string> = { 'Retry-After': '0' }) {
  const sent: { key: string | null; body: string }[] = []
  const fetch = async (request: Request) => {
    sent.push({ key: request.headers.get('Idempotency-Key'), body: await request.text() })
    const status = statuses.shift()
    return status === undefined ? Response.json({ id: 'x' }) : new Response(null, { status, headers })
  }
  return { sent, fetch, renum: (retry = {}) => createRenum({ url: 'https://example.test', fetch, retry }) }
}

describe('a refused request', () => {
  it.each([429, 503])('is sent again after %s, whole and with the same key', async (status) => {
    const { sent, renum } = refusing([status, status])
    const { data } = await renum().POST('/v1/knowledge-bases', { body: { name: 'B' } })
    expect(data?.id).toBe('x')
    expect(sent.map(({ body }) => body)).toEqual(Array(3).fill('{"name":"B"}'))
    expect(sent[0]?.key).toMatch(/^[0-9a-f]{32}$/)
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
  })

  it('with a file in it is sent again whole', async () => {
    const { sent, renum } = refusing([503])
    await renum().uploadDocument('c', new File(['o conteúdo'], 'a.txt'))
    expect(sent).toHaveLength(2)
    for (const { body } of sent) expect(body).toContain('o conteúdo')
  })

  it('is given up after the attempts that it may have', async () => {
    const { sent, renum } = refusing(Array(9).fill(429))
    await expect(unwrap(renum().GET('/v1/me'))).rejects.toMatchObject({ status: 429 })
    expect(sent).toHaveLength(4)
  })

  it('is given up at once where it would have to wait too long', async () => {
    const { sent, renum } = refusing([429], { 'Retry-After': '3600' })
    expect((await renum().GET('/v1/me')).response.status).toBe(429)
    expect(sent).toHaveLength(1)
  })

  it('waits until the date that it is given', async () => {
    const { sent, renum } = refusing([503], { 'Retry-After': new Date(Date.now() - 1_000).toUTCString() })
    expect((await renum().GET('/v1/me')).response.status).toBe(200)
    expect(sent).toHaveLength(2)
  })

  it('ends its wait with its signal', async () => {
    const { renum } = refusing([429], { 'Retry-After': '20' })
    const call = renum().GET('/v1/me', { signal: AbortSignal.timeout(100) })
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  it('is not sent again where that could do something twice, or would change nothing', async () => {
    const search = refusing([503])
    await search.renum().POST('/v1/search', { body: { query: 'x' } })
    expect(search.sent).toEqual([{ key: null, body: '{"query":"x"}' }])
    const broken = refusing([500])
    await broken.renum().GET('/v1/me')
    expect(broken.sent).toHaveLength(1)
  })
})

describe('a creation', () => {
  it('whose answer was lost is not made twice', async () => {
    let lost = 0
    const { renum } = await createOwner({
      async fetch(request) {
        const response = await globalThis.fetch(request)
        if (lost > 0 || !request.url.endsWith('/v1/knowledge-bases')) return response
        lost += 1
        return new Response(null, { status: 503, headers: { 'Retry-After': '0' } })
      },
    })
    expect(lost).toBe(1)
    const names = []
    for await (const { name } of renum.all('/v1/knowledge-bases')) names.push(name)
    expect(names).toEqual(['Base'])
  })
})

describe('a request that nobody answers', () => {
  const nowhere = () => createRenum({ url: 'http://127.0.0.1:1/renum' })

  it('is an error of its own, which says where it went and why it failed', async () => {
    const error = await nowhere()
      .GET('/v1/me')
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(RenumConnectionError)
    expect(error).toMatchObject({ code: 'connection_failed', url: 'http://127.0.0.1:1', cause: expect.any(TypeError) })
    expect(String(error)).toMatch(/^RenumConnectionError: no answer from http:\/\/127.0.0.1:1: \S/)
  })

  it('and that its sender ended has the reason of that', async () => {
    const reason = new Error('enough')
    await expect(nowhere().GET('/v1/me', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})
