import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { asAdmin, createMember, createOwner, startServer, type TestServer, waitForDocument } from './harness.ts'

/** A server, and a site whose pages it may fetch. */
export let server: TestServer
export let owner: Awaited<ReturnType<typeof createOwner>>
export let viewer: Awaited<ReturnType<typeof createMember>>
export let stranger: Awaited<ReturnType<typeof createOwner>>
export let collection: string
export let token: string

/** What the site says at each path; every request is counted. */
export const pages = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>()
export const requests: string[] = []
export const site = createServer((request, response) => {
  requests.push(request.url ?? '')
  const page = pages.get(request.url ?? '')
  if (page) page(request, response)
  else response.writeHead(404).end()
})
export let origin: string

export function says(text: string, headers: Record<string, string> = {}) {
  return (_: IncomingMessage, response: ServerResponse) =>
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', ...headers }).end(text)
}

export function answers(status: number, headers: Record<string, string> = {}) {
  return (_: IncomingMessage, response: ServerResponse) => response.writeHead(status, headers).end()
}

/** In each test file: loaded once, this module serves all of them. */
export function startWebsite() {
  beforeAll(async () => {
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
    server = await startServer({ fetchAllow: ['127.0.0.1'], maxFileBytes: 1024 * 1024 })
    owner = await createOwner()
    stranger = await createOwner()
    viewer = await createMember(owner.client_id, 'viewer')
    token = owner.token
    const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })
    const path = `/v1/knowledge-bases/${base.body.id}/collections`
    collection = (await server.call('POST', path, { token, body: { name: 'C' } })).body.id
  })
  afterAll(async () => {
    await server?.close()
    site.closeAllConnections()
    await new Promise((resolve) => site.close(resolve))
  })
  beforeEach(() => {
    pages.clear()
    requests.length = 0
  })
}

export const add = (body: object, as = token, headers: Record<string, string> = {}) =>
  server.call('POST', `/v1/collections/${collection}/documents`, { token: as, body, headers })

export async function added(body: object) {
  const { status, body: row } = await add(body)
  expect(status).toBe(202)
  return waitForDocument(server, token, row.id)
}

export const get = async (id: string) => (await server.call('GET', `/v1/documents/${id}`, { token })).body
export const refresh = (id: string, as = token) => server.call('POST', `/v1/documents/${id}/refresh`, { token: as })
export const found = async (query: string) => {
  const { body } = await server.call('POST', '/v1/search', { token, body: { query, mode: 'full_text', top_k: 5 } })
  return body.results.map(({ content }: { content: string }) => content)
}

/** Polls until a document is as it is expected. */
export async function until(id: string, so: (row: Awaited<ReturnType<typeof get>>) => boolean) {
  for (let i = 0; i < 600; i++) {
    const row = await get(id)
    if (so(row)) return row
    await sleep(50)
  }
  throw new Error(`still ${JSON.stringify(await get(id))}`)
}

/** Whether a refresh of a document waits or runs. */
export async function refreshes(id: string): Promise<string[]> {
  const rows = await asAdmin<{ state: string }>(
    `select state from pgboss.job where name = 'refresh-document' and singleton_key = $1 and state <= 'active'`,
    [id],
  )
  return rows.map(({ state }) => state)
}

/** Refreshes a document and waits until that was done, well or not. */
export async function refreshed(id: string) {
  expect((await refresh(id)).status).toBe(202)
  while ((await refreshes(id)).length > 0) await sleep(50)
  const row = await get(id)
  return row.status === 'pending' || row.status === 'processing' ? waitForDocument(server, token, id) : row
}
