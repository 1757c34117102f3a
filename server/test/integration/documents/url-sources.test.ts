import { describe, expect, it } from 'vitest'
import { problemText } from '../../../src/problems.ts'
import { waitForDocument } from '../../harness/harness.ts'
import {
  add,
  added,
  found,
  origin,
  pages,
  requests,
  says,
  server,
  startWebsite,
  stranger,
  token,
  viewer,
} from '../../harness/website.ts'

startWebsite()

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
    ['ftp://example.com/', 'url_not_http'],
    ['example.com/a', 'url_not_http'],
    ['localhost:8080', 'url_not_http'],
    ['http://', 'url_not_allowed'],
    ['http://a:b@example.com/', 'url_not_allowed'],
    ['no url', 'url_not_http'],
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

it('what is refused is told in both languages, the same whatever the reason', () => {
  for (const language of ['pt', 'en'] as const) {
    const text = problemText('url_not_allowed', {}, language)
    expect(text).not.toMatch(/url_not_allowed|[{}]/)
    expect(text).toContain('RENUM_FETCH_ALLOW')
  }
})
