import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { refreshDue } from '../../../src/features/url-sources/refresh.ts'
import { asAdmin, textFile, waitForDocument } from '../../harness/harness.ts'
import {
  added,
  answers,
  collection,
  found,
  origin,
  pages,
  refresh,
  refreshed,
  refreshes,
  requests,
  says,
  server,
  startWebsite,
  stranger,
  token,
  until,
  viewer,
} from '../../harness/website.ts'

startWebsite()

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
