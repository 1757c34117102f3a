import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { refreshDue } from '../src/features/documents/url-refresh.ts'
import { fetchSource } from '../src/features/documents/url-source.ts'
import { problemText } from '../src/problems.ts'
import {
  asAdmin,
  createMember,
  createOwner,
  startServer,
  type TestServer,
  textFile,
  waitForDocument,
} from './harness.ts'

let server: TestServer
let owner: Awaited<ReturnType<typeof createOwner>>
let viewer: Awaited<ReturnType<typeof createMember>>
let stranger: Awaited<ReturnType<typeof createOwner>>
let collection: string
let token: string

/** What the site says at each path; every request is counted. */
const pages = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>()
const requests: string[] = []
const site = createServer((request, response) => {
  requests.push(request.url ?? '')
  const page = pages.get(request.url ?? '')
  if (page) page(request, response)
  else response.writeHead(404).end()
})
let origin: string

function says(text: string, headers: Record<string, string> = {}) {
  return (_: IncomingMessage, response: ServerResponse) =>
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', ...headers }).end(text)
}

function answers(status: number, headers: Record<string, string> = {}) {
  return (_: IncomingMessage, response: ServerResponse) => response.writeHead(status, headers).end()
}

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

const add = (body: object, as = token, headers: Record<string, string> = {}) =>
  server.call('POST', `/v1/collections/${collection}/documents`, { token: as, body, headers })

async function added(body: object) {
  const { status, body: row } = await add(body)
  expect(status).toBe(202)
  return waitForDocument(server, token, row.id)
}

const get = async (id: string) => (await server.call('GET', `/v1/documents/${id}`, { token })).body
const refresh = (id: string, as = token) => server.call('POST', `/v1/documents/${id}/refresh`, { token: as })
const found = async (query: string) => {
  const { body } = await server.call('POST', '/v1/search', { token, body: { query, mode: 'full_text', top_k: 5 } })
  return body.results.map(({ content }: { content: string }) => content)
}

/** Polls until a document is as it is expected. */
async function until(id: string, so: (row: Awaited<ReturnType<typeof get>>) => boolean) {
  for (let i = 0; i < 600; i++) {
    const row = await get(id)
    if (so(row)) return row
    await sleep(50)
  }
  throw new Error(`still ${JSON.stringify(await get(id))}`)
}

/** Whether a refresh of a document waits or runs. */
async function refreshes(id: string): Promise<string[]> {
  const rows = await asAdmin<{ state: string }>(
    `select state from pgboss.job where name = 'refresh-document' and singleton_key = $1 and state <= 'active'`,
    [id],
  )
  return rows.map(({ state }) => state)
}

/** Refreshes a document and waits until that was done, well or not. */
async function refreshed(id: string) {
  expect((await refresh(id)).status).toBe(202)
  while ((await refreshes(id)).length > 0) await sleep(50)
  const row = await get(id)
  return row.status === 'pending' || row.status === 'processing' ? waitForDocument(server, token, id) : row
}

describe('a document from a URL', () => {
  it('is fetched, read, named by itself, and found', async () => {
    pages.set('/a.txt', says('o tamanduá come formigas'))
    const { status, body } = await add({ url: `${origin}/a.txt#part` })
    expect([status, body.source_type, body.source_url, body.status]).toEqual([202, 'url', `${origin}/a.txt`, 'pending'])
    expect([body.file_type, body.file_size, body.content_hash, body.next_refresh_at]).toEqual([null, null, null, null])
    const row = await waitForDocument(server, token, body.id)
    expect(row).toMatchObject({
      status: 'ready',
      name: `${origin}/a.txt`,
      file_type: 'text/plain',
      file_size: 25,
      current_version: 1,
      last_fetch_error_code: null,
    })
    expect(row.last_fetched_at).toEqual(expect.any(String))
    expect(await found('tamanduá')).toEqual(['o tamanduá come formigas'])
    const original = await server.raw('GET', `/v1/documents/${body.id}/file`, token)
    expect(await original.text()).toBe('o tamanduá come formigas')
    const { body: versions } = await server.call('GET', `/v1/documents/${body.id}/versions`, { token })
    expect(versions.data).toMatchObject([{ version_number: 1, change_type: 'created', changed_by: null }])
  })

  it('that is a page is read without what is around it, and has its title', async () => {
    const rule = 'Cada pessoa da empresa tem trinta dias de férias por ano, que pode dividir em até três partes. '
    const menu = '<nav><ul><li><a href="/x">Carrinho de compras</a></li></ul></nav>'
    const html = `<!doctype html><html><head><title>Férias &amp; folgas</title></head><body>${menu}
      <div class="sidebar advertisement">Compre agora mesmo</div>
      <main><article><h1>Regras</h1><p>${rule.repeat(5)}</p><h2>Prazos</h2><ul><li>Avise um mês antes.</li></ul>
      <table><tr><th>Cargo</th><th>Dias</th></tr><tr><td>Analista</td><td>Trinta e dois</td></tr></table>
      <p>${rule.repeat(3)}</p></article></main><footer>Direitos reservados</footer></body></html>`
    pages.set('/ferias', says(html, { 'content-type': 'text/html; charset=utf-8' }))
    const row = await added({ url: `${origin}/ferias` })
    expect(row).toMatchObject({ status: 'ready', name: 'Férias & folgas', file_type: 'text/html', language: 'pt' })
    const { body } = await server.call('GET', `/v1/documents/${row.id}/chunks`, { token })
    const text = body.data.map(({ content }: { content: string }) => content).join('\n')
    for (const kept of ['trinta dias', 'Avise um mês antes', 'Analista', 'Trinta e dois']) expect(text).toContain(kept)
    for (const left of ['Carrinho', 'Compre agora', 'Direitos reservados']) expect(text).not.toContain(left)
    const headings = body.data.map(({ metadata }: { metadata: { heading?: string } }) => metadata.heading ?? '')
    expect(headings.join('\n')).toContain('Prazos')
    const named = await added({ url: `${origin}/ferias`, name: 'Minhas regras' })
    expect(named.name).toBe('Minhas regras')
  })

  it('is made once with one Idempotency-Key', async () => {
    pages.set('/once', says('uma vez'))
    const headers = { 'Idempotency-Key': 'url-once' }
    const first = await add({ url: `${origin}/once` }, token, headers)
    const second = await add({ url: `${origin}/once` }, token, headers)
    expect([second.status, second.body.id]).toEqual([202, first.body.id])
    const other = await add({ url: `${origin}/other` }, token, headers)
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
    expect((await waitForDocument(server, token, first.body.id)).status).toBe('ready')
    expect(requests).toEqual(['/once'])
  })

  it.each([
    ['http://10.0.0.1/', 'url_not_allowed'],
    ['http://169.254.169.254/latest/meta-data/', 'url_not_allowed'],
    ['http://[::1]/', 'url_not_allowed'],
    ['http://0x7f.0.0.2/', 'url_not_allowed'],
    ['ftp://example.com/', 'url_not_allowed'],
    ['http://a:b@example.com/', 'url_not_allowed'],
    ['no url', 'url_not_allowed'],
    ['', 'invalid_input'],
  ])('%s is refused at once, about its field', async (url, code) => {
    const { status, body } = await add({ url })
    expect([status, body.code, body.field]).toEqual([code === 'invalid_input' ? 400 : 422, code, 'url'])
  })

  it('is refused by the field that is wrong', async () => {
    const url = `${origin}/a`
    for (const [body, field] of [
      [{ url: 1 }, 'url'],
      [{ url, text: 'x' }, 'text'],
      [{ url, refresh_interval_hours: 0 }, 'refresh_interval_hours'],
      [{ url, refresh_interval_hours: 8761 }, 'refresh_interval_hours'],
      [{ url, name: ' ' }, 'name'],
      [{ name: 'x' }, 'text'],
    ] as const) {
      const answer = await add(body)
      expect([answer.status, answer.body.code, answer.body.field]).toEqual([400, 'invalid_input', field])
    }
  })

  it('is for writers of its client only', async () => {
    const body = { url: `${origin}/a` }
    expect((await add(body, viewer.token)).status).toBe(403)
    expect((await add(body, stranger.token)).status).toBe(404)
    expect(requests).toEqual([])
  })
})

describe('a page that cannot be had', () => {
  it.each([
    ['/gone', answers(404), 'url_not_found'],
    ['/login', answers(403), 'url_refused'],
    ['/inside', answers(302, { location: 'http://10.0.0.7/' }), 'url_not_allowed'],
    ['/metadata', answers(302, { location: 'http://169.254.169.254/' }), 'url_not_allowed'],
    ['/mapped', answers(302, { location: 'http://[::ffff:10.0.0.1]/' }), 'url_not_allowed'],
    ['/loop', answers(302, { location: '/loop' }), 'url_too_many_redirects'],
    ['/image', says('x', { 'content-type': 'image/gif' }), 'unsupported_file_type'],
    ['/huge', says('x'.repeat(1024 * 1024 + 1)), 'url_too_large'],
    ['/empty', says(''), 'empty_file'],
    ['/blank', says('   '), 'no_text'],
  ])('%s ends the document with its reason', async (path, page, code) => {
    pages.set(path, page)
    const row = await added({ url: origin + path })
    expect(row).toMatchObject({ status: 'failed', error_code: code, current_version: null })
    expect(row.error_message).not.toMatch(/[{}]/)
    if (code !== 'no_text') expect(row).toMatchObject({ last_fetch_error_code: code, content_hash: null })
  })

  it('for a moment is asked for again', async () => {
    let asked = 0
    pages.set('/shaky', (request, response) => {
      if (++asked === 1) answers(503)(request, response)
      else says('o bicho-preguiça acordou')(request, response)
    })
    expect(await added({ url: `${origin}/shaky` })).toMatchObject({ status: 'ready', last_fetch_error_code: null })
    expect(asked).toBe(2)
  })

  it('three times ends the document with that as its reason', async () => {
    pages.set('/down', answers(500))
    const { body } = await add({ url: `${origin}/down` })
    const row = await until(body.id, ({ status }) => status === 'failed')
    expect(row).toMatchObject({ error_code: 'url_unreachable', last_fetch_error_code: 'url_unreachable' })
    expect(requests).toEqual(['/down', '/down', '/down'])
  })

  it('and says nothing holds one place of its client’s, and no file’s', async () => {
    for (let i = 0; i < 5; i++) pages.set(`/tarpit${i}`, () => {})
    const waiting = await Promise.all([0, 1, 2, 3, 4].map((i) => add({ url: `${origin}/tarpit${i}` })))
    try {
      while (requests.length === 0) await sleep(20)
      const path = `/v1/collections/${collection}/documents`
      const file = await server.call('POST', path, { token, body: textFile('a.txt', 'um arquivo') })
      expect((await waitForDocument(server, token, file.body.id)).status).toBe('ready')
      pages.set('/theirs', says('a página de outra empresa'))
      const base = await server.call('POST', '/v1/knowledge-bases', { token: stranger.token, body: { name: 'B' } })
      const collections = `/v1/knowledge-bases/${base.body.id}/collections`
      const other = await server.call('POST', collections, { token: stranger.token, body: { name: 'C' } })
      const theirs = await server.call('POST', `/v1/collections/${other.body.id}/documents`, {
        token: stranger.token,
        body: { url: `${origin}/theirs` },
      })
      expect((await waitForDocument(server, stranger.token, theirs.body.id)).status).toBe('ready')
      expect(requests.filter((path) => path.startsWith('/tarpit'))).toHaveLength(1)
    } finally {
      for (const { body } of waiting) await server.call('POST', `/v1/documents/${body.id}/cancel`, { token })
      site.closeAllConnections()
    }
  })

  it('is fetched again when somebody asks, and has no original before', async () => {
    const row = await added({ url: `${origin}/later` })
    expect(row).toMatchObject({ status: 'failed', error_code: 'url_not_found' })
    expect((await server.raw('GET', `/v1/documents/${row.id}/file`, token)).status).toBe(404)
    const again = await server.call('POST', `/v1/documents/${row.id}/reprocess`, { token })
    expect([again.status, again.body.code]).toEqual([409, 'not_fetched'])
    pages.set('/later', says('a jaguatirica chegou'))
    const asked = await refresh(row.id)
    expect([asked.status, asked.body.status, asked.body.error_code]).toEqual([202, 'pending', null])
    expect(await waitForDocument(server, token, row.id)).toMatchObject({ status: 'ready', current_version: 1 })
    expect(await found('jaguatirica')).toEqual(['a jaguatirica chegou'])
  })

  it('is kept once where two attempts bring it, and both go on from it', async () => {
    const held: (() => void)[] = []
    pages.set('/twice', (request, response) => held.push(() => says('a capivara veio')(request, response)))
    const source = { source_url: `${origin}/twice`, name: `${origin}/twice` }
    const { body } = await add({ url: source.source_url })
    while (held.length < 1) await sleep(20)
    const version = { client_id: owner.client_id, document_id: body.id, version_number: 1 }
    const second = fetchSource(server.services, version, source, new AbortController().signal)
    while (held.length < 2) await sleep(20)
    for (const release of held) release()
    const file = await second
    expect(await waitForDocument(server, token, body.id)).toMatchObject({ status: 'ready', current_version: 1 })
    const files = await asAdmin<{ name: string }>(`select name from storage.objects where name like $1 || '%'`, [
      `${owner.client_id}/${body.id}/`,
    ])
    expect(files).toEqual([{ name: file?.storage_path }])
  })

  it('that is cancelled while it is awaited stays so', async () => {
    let release = () => {}
    pages.set('/slow', (request, response) => {
      release = () => says('tarde demais')(request, response)
    })
    const { body } = await add({ url: `${origin}/slow` })
    while (requests.length === 0) await sleep(20)
    expect((await refresh(body.id)).body.code).toBe('still_processing')
    expect((await server.call('POST', `/v1/documents/${body.id}/cancel`, { token })).status).toBe(200)
    release()
    await sleep(300)
    expect(await get(body.id)).toMatchObject({ status: 'cancelled', content_hash: null })
    const [{ files } = { files: -1 }] = await asAdmin<{ files: number }>(
      `select count(*)::int as files from storage.objects where name like $1 || '%'`,
      [`${owner.client_id}/${body.id}/`],
    )
    expect(files).toBe(0)
  })
})

describe('a refresh', () => {
  it('makes a version only of what has changed, and asks the server whether it has', async () => {
    let [text, etag, conditional] = ['o preço é dez', '"1"', 0]
    pages.set('/price', (request, response) => {
      if (request.headers['if-none-match'] !== etag) return says(text, { etag })(request, response)
      conditional++
      return answers(304)(request, response)
    })
    const { id } = await added({ url: `${origin}/price` })
    expect(await refreshed(id)).toMatchObject({ status: 'ready', latest_version: 1 })
    expect(conditional).toBe(1)
    // Another tag for the same words.
    etag = '"2"'
    expect(await refreshed(id)).toMatchObject({ status: 'ready', latest_version: 1 })
    ;[text, etag] = ['o preço é vinte', '"3"']
    await refreshed(id)
    expect(await until(id, (row) => row.current_version === 2)).toMatchObject({ status: 'ready', latest_version: 2 })
    expect(await found('preço vinte')).toEqual(['o preço é vinte'])
    const { body } = await server.call('GET', `/v1/documents/${id}/versions`, { token })
    expect(body.data.map(({ change_type }: { change_type: string }) => change_type)).toEqual(['updated', 'created'])
    // A version that somebody restored stays, until the page itself changes.
    await server.call('POST', `/v1/documents/${id}/versions/1/restore`, { token })
    await waitForDocument(server, token, id)
    expect(await refreshed(id)).toMatchObject({ latest_version: 3, current_version: 3 })
    expect(await found('preço vinte')).not.toContain('o preço é vinte')
  })

  it('that fails leaves what searches find, and says why', async () => {
    pages.set('/stays', says('o muriqui mora na mata'))
    const { id } = await added({ url: `${origin}/stays` })
    for (const [page, code] of [
      [answers(404), 'url_not_found'],
      [answers(302, { location: 'http://127.0.0.2/' }), 'url_not_allowed'],
      [says('x', { 'content-type': 'image/png' }), 'unsupported_file_type'],
    ] as const) {
      pages.set('/stays', page)
      await refresh(id)
      const row = await until(id, (row) => row.last_fetch_error_code === code)
      expect(row).toMatchObject({ status: 'ready', current_version: 1, error_code: null })
    }
    expect(await found('muriqui')).toEqual(['o muriqui mora na mata'])
    pages.set('/stays', says('o muriqui mora na mata'))
    await refresh(id)
    await until(id, (row) => row.last_fetch_error_code === null)
  })

  it('waits once, however often it is asked for', async () => {
    let release = () => {}
    pages.set('/many', says('um'))
    const { id } = await added({ url: `${origin}/many` })
    pages.set('/many', (request, response) => {
      release = () => says('dois')(request, response)
    })
    requests.length = 0
    for (let i = 0; i < 5; i++) expect((await refresh(id)).status).toBe(202)
    while (requests.length === 0) await sleep(20)
    // What is being read may have changed since.
    for (let i = 0; i < 5; i++) expect((await refresh(id)).status).toBe(202)
    expect((await refreshes(id)).toSorted()).toEqual(['active', 'created'])
    release()
    await until(id, (row) => row.current_version === 2)
    while (requests.length < 2) await sleep(20)
    release()
    while ((await refreshes(id)).length > 0) await sleep(20)
    expect(requests).toEqual(['/many', '/many'])
  })

  it('that waits still is not begun once more by the schedule', async () => {
    pages.set('/held', says('um'))
    const rows = await Promise.all(
      ['/held', '/behind'].map(async (path) => {
        pages.set(path, says('um'))
        return added({ url: origin + path, refresh_interval_hours: 1 })
      }),
    )
    let release = () => {}
    pages.set('/held', (request, response) => {
      release = () => says('um')(request, response)
    })
    requests.length = 0
    await refresh(rows[0].id)
    while (requests.length === 0) await sleep(20)
    // One of a client's pages is fetched at a time: this one waits, for hours.
    for (let hours = 0; hours < 3; hours++) {
      await asAdmin(`update documents set next_refresh_at = now() - interval '1 minute' where id = $1`, [rows[1].id])
      await refreshDue(server.services)
    }
    expect(await refreshes(rows[1].id)).toEqual(['created'])
    expect(requests).toEqual(['/held'])
    release()
    await until(rows[1].id, (row) => row.last_fetched_at !== rows[1].last_fetched_at)
  })

  it('is for writers, and for what came from a URL', async () => {
    pages.set('/mine', says('meu'))
    const { id } = await added({ url: `${origin}/mine` })
    expect((await refresh(id, viewer.token)).status).toBe(403)
    expect((await refresh(id, stranger.token)).status).toBe(404)
    const file = await server.call('POST', `/v1/collections/${collection}/documents`, {
      token,
      body: textFile('a.txt', 'um arquivo'),
    })
    expect(file).toMatchObject({ status: 202 })
    await waitForDocument(server, token, file.body.id)
    const refused = await refresh(file.body.id)
    expect([refused.status, refused.body.code]).toEqual([409, 'not_from_url'])
    const scheduled = await server.call('PATCH', `/v1/documents/${file.body.id}`, {
      token,
      body: { refresh_interval_hours: 24 },
    })
    expect([scheduled.status, scheduled.body.code, scheduled.body.field]).toEqual([
      409,
      'not_from_url',
      'refresh_interval_hours',
    ])
  })
})

describe('a schedule', () => {
  const hour = 3_600_000
  const due = (id: string) =>
    asAdmin(`update documents set next_refresh_at = now() - interval '1 minute' where id = $1`, [id])
  const change = (id: string, refresh_interval_hours: number | null) =>
    server.call('PATCH', `/v1/documents/${id}`, { token, body: { refresh_interval_hours } })

  it('is said with the document, changed and ended', async () => {
    pages.set('/daily', says('todo dia'))
    const row = await added({ url: `${origin}/daily`, refresh_interval_hours: 24 })
    expect(row.refresh_interval_hours).toBe(24)
    expect(Date.parse(row.next_refresh_at) - Date.parse(row.last_fetched_at)).toBe(24 * hour)
    const changed = await change(row.id, 2)
    expect([changed.status, changed.body.refresh_interval_hours]).toEqual([200, 2])
    expect(Date.parse(changed.body.next_refresh_at) - Date.parse(row.last_fetched_at)).toBe(2 * hour)
    const both = await server.call('PATCH', `/v1/documents/${row.id}`, {
      token,
      body: { name: 'Diário', refresh_interval_hours: null },
    })
    expect(both.body).toMatchObject({ name: 'Diário', refresh_interval_hours: null, next_refresh_at: null })
    expect((await change(row.id, 0)).body.field).toBe('refresh_interval_hours')
    const asViewer = { token: viewer.token, body: { refresh_interval_hours: 1 } }
    expect((await server.call('PATCH', `/v1/documents/${row.id}`, asViewer)).status).toBe(403)
  })

  it('has what is due fetched once, whoever looks, and goes on after a failure', async () => {
    pages.set('/news', says('notícia velha'))
    pages.set('/broken', says('página boa'))
    const [news, broken] = await Promise.all(
      ['/news', '/broken'].map((path) => added({ url: origin + path, refresh_interval_hours: 1 })),
    )
    pages.set('/news', says('notícia nova'))
    pages.set('/broken', answers(410))
    requests.length = 0
    await Promise.all([due(news.id), due(broken.id)])
    // As several workers do at once.
    await Promise.all([1, 2, 3, 4].map(() => refreshDue(server.services)))
    const updated = await until(news.id, (row) => row.current_version === 2)
    expect(Date.parse(updated.next_refresh_at) - Date.parse(updated.last_fetched_at)).toBe(hour)
    const kept = await until(broken.id, (row) => row.last_fetch_error_code !== null)
    expect(kept).toMatchObject({ status: 'ready', current_version: 1, last_fetch_error_code: 'url_not_found' })
    expect(Date.parse(kept.next_refresh_at)).toBeGreaterThan(Date.now())
    expect(requests.toSorted()).toEqual(['/broken', '/news'])
    await refreshDue(server.services)
    expect(requests).toHaveLength(2)
  })

  it('also brings a page whose first fetch failed', async () => {
    const row = await added({ url: `${origin}/soon`, refresh_interval_hours: 1 })
    expect(row).toMatchObject({ status: 'failed', error_code: 'url_not_found' })
    pages.set('/soon', says('enfim publicada'))
    await due(row.id)
    await refreshDue(server.services)
    await until(row.id, ({ status }) => status === 'ready')
    expect(await found('enfim publicada')).toEqual(['enfim publicada'])
  })
})

it('what is refused is told in both languages, the same whatever the reason', () => {
  for (const language of ['pt', 'en'] as const) {
    expect(problemText('url_not_allowed', {}, language)).not.toMatch(/url_not_allowed|[{}]/)
  }
})
