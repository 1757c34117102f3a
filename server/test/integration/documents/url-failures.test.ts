import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { fetchSource } from '../../../src/features/url-sources/url-sources.ts'
import { asAdmin, textFile, waitForDocument, withoutRetryDelays } from '../../harness/harness.ts'
import {
  add,
  added,
  answers,
  collection,
  found,
  get,
  origin,
  owner,
  pages,
  refresh,
  requests,
  says,
  server,
  site,
  startWebsite,
  stranger,
  token,
  until,
} from '../../harness/website.ts'

startWebsite()

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
    const row = await withoutRetryDelays(() => added({ url: `${origin}/shaky` }))
    expect(row).toMatchObject({ status: 'ready', last_fetch_error_code: null })
    expect(asked).toBe(2)
  })

  it('three times ends the document with that as its reason', async () => {
    pages.set('/down', answers(500))
    const { body } = await add({ url: `${origin}/down` })
    const row = await withoutRetryDelays(() => until(body.id, ({ status }) => status === 'failed'))
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
    const jobs = () =>
      asAdmin(`select from pgboss.job where data ->> 'document_id' = $1 and state < 'completed'`, [body.id])
    await expect.poll(jobs, { timeout: 10_000 }).toEqual([])
    expect(await get(body.id)).toMatchObject({ status: 'cancelled', content_hash: null })
    const [{ files } = { files: -1 }] = await asAdmin<{ files: number }>(
      `select count(*)::int as files from storage.objects where name like $1 || '%'`,
      [`${owner.client_id}/${body.id}/`],
    )
    expect(files).toBe(0)
  })
})
