import { afterAll, beforeAll, expect } from 'vitest'
import { createStreams, type StreamOptions } from '../../src/features/events/event-streams.ts'
import { createApp } from '../../src/http/app.ts'
import { asAdmin, createOwner, logger, repeatedFile, startServer, type TestServer } from './harness.ts'

/** What a person sees while documents are processed: streams that look every few milliseconds here. */
export let server: TestServer

/** In each test file: loaded once, this module serves all of them. */
export function startWatching() {
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.close())
}

interface Told {
  id?: string
  event: string
  data: Record<string, unknown>
}

/** The app with streams of its own. */
export function appWith(options: Partial<StreamOptions> = {}) {
  const streams = createStreams(logger, { pollMs: 20, ...options })
  return { streams, app: createApp({ ...server.services, streams }) }
}
type App = ReturnType<typeof appWith>['app']

/** Opens a stream; `next` waits for an event, undefined at its end. */
export async function open(app: App, token: string, path: string, headers: Record<string, string> = {}) {
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

export async function openStream(...args: Parameters<typeof open>) {
  const opened = await open(...args)
  if (opened.next === undefined) throw new Error(JSON.stringify(opened.body))
  return opened
}

export async function setUp() {
  const owner = await createOwner()
  const { token } = owner
  const base = (await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'Base' } })).body
  const path = `/v1/knowledge-bases/${base.id}/collections`
  const collection = (await server.call('POST', path, { token, body: { name: 'Docs' } })).body
  return { ...owner, base, collection }
}

export async function upload(token: string, collection: { id: string }, name = 'a.md', text = 'Um texto.') {
  const path = `/v1/collections/${collection.id}/documents`
  const { body, status } = await server.call('POST', path, { token, body: repeatedFile(name, text) })
  expect(status, JSON.stringify(body)).toBe(202)
  return body as { id: string }
}

/** In the order of all clients' changes, which nobody is told. */
export async function revisionOf({ id }: { id: string }): Promise<number> {
  const [row] = await asAdmin<{ revision: number }>(
    'select revision::float8 as revision from ingestions where document_id = $1',
    [id],
  )
  return row?.revision ?? 0
}

/** More documents than a look tells; as many ids. */
export async function addMany({ client_id, collection }: { client_id: string; collection: { id: string } }) {
  const rows = await asAdmin<{ id: string }>(
    `insert into documents (client_id, collection_id, name, source_type, file_type, file_size, content_hash)
     select $1, $2, 'many.txt', 'text', 'text/plain', 1, repeat('a', 64) from generate_series(1, 1200) returning id`,
    [client_id, collection.id],
  )
  return rows.map(({ id }) => id)
}

/** A document that stays as it is: nothing processes it. */
export async function addIdle({ client_id, collection }: { client_id: string; collection: { id: string } }) {
  const [row] = await asAdmin<{ id: string }>(
    `insert into documents (client_id, collection_id, name, source_type, file_type, file_size, content_hash)
     values ($1, $2, 'idle.txt', 'text', 'text/plain', 1, repeat('a', 64)) returning id`,
    [client_id, collection.id],
  )
  return row as { id: string }
}
export const setStatus = (id: string, status: string) =>
  asAdmin('update documents set status = $2 where id = $1', [id, status])
export const report = (id: string, done: number) =>
  asAdmin(
    `update ingestions set step = 'embedding', unit = 'chunks', running = true, done = $2, total = 10
      where document_id = $1`,
    [id, done],
  )
