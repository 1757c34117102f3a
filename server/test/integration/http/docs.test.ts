import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../../src/http/app.ts'
import { createOwner, startServer, type TestServer } from '../../harness/harness.ts'

interface Operation {
  operationId?: string
  summary?: string
  tags?: string[]
  security?: object[]
  parameters?: { name: string; in: string }[]
  requestBody?: { required?: boolean; content: object }
  responses: Record<string, object>
}

let server: TestServer
let operations: { name: string; method: string; path: string; operation: Operation }[]
let description: {
  tags: { name: string; description: string }[]
  webhooks: Record<string, object>
  components: {
    responses: object
    schemas: { NewWebhookEndpoint: { properties: { events: { items: { enum: string[] } } } } }
  }
}
beforeAll(async () => {
  server = await startServer()
  const { body } = await server.call('GET', '/openapi.json')
  description = body
  operations = Object.entries<Record<string, Operation>>(body.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ name: `${method} ${path}`, method, path, operation })),
  )
})
afterAll(() => server.close())

/** The names of the operations that break a rule. */
const breaking = (rule: (operation: Operation, path: string) => boolean) =>
  operations.filter(({ operation, path }) => !rule(operation, path)).map(({ name }) => name)

describe('the description of the API', () => {
  it('has each route of the server but itself and the pages for people', () => {
    const routes = createApp(server.services).routes.flatMap(({ method, path }) =>
      method === 'ALL' || /^\/(docs|openapi\.json|invitations|password|pages|$)/.test(path)
        ? []
        : `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`,
    )
    expect([...new Set(routes)].sort()).toEqual(operations.map(({ name }) => name).sort())
    expect(routes.length).toBeGreaterThan(20)
  })

  it('names each operation, once, with a summary and a tag that it describes', () => {
    const tags = description.tags.map(({ name }) => name)
    expect(breaking(({ operationId, summary }) => Boolean(operationId && summary))).toEqual([])
    expect(breaking(({ tags: own = [] }) => own.length === 1 && own.every((tag) => tags.includes(tag)))).toEqual([])
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it('is in Portuguese and in English: the summaries, and what stands at the head', async () => {
    const read = async (query: string, headers = {}) => {
      const { body, headers: answered } = await server.call('GET', `/openapi.json${query}`, { headers })
      const texts = Object.entries<Record<string, Operation>>({ ...body.paths, ...body.webhooks }).flatMap(
        ([path, item]) => Object.entries(item).map(([method, { summary = '' }]) => [`${method} ${path}`, summary]),
      )
      const about = body.tags.map((tag: { name: string; description: string }) => [tag.name, tag.description])
      return {
        language: answered.get('Content-Language'),
        texts: [...texts, ...about, ['about', body.info.description]],
      }
    }
    const [pt, en] = [await read('?lang=pt'), await read('?lang=en')]
    expect([pt.language, en.language]).toEqual(['pt-BR', 'en'])
    expect(pt.texts.map(([name]) => name)).toEqual(en.texts.map(([name]) => name))
    expect(pt.texts.filter(([, text], index) => !text || text === en.texts[index]?.[1])).toEqual([])
    expect(await read('', { 'Accept-Language': 'en' })).toEqual(en)
    expect(await read('')).toEqual(pt)
  })

  it('describes every message that an endpoint may ask for', () => {
    const { events } = description.components.schemas.NewWebhookEndpoint.properties
    expect(Object.keys(description.webhooks)).toEqual([...events.items.enum, 'webhook.test'])
  })

  it('tells each parameter of a path', () => {
    const inPath = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const told = ({ parameters = [] }: Operation) => parameters.filter(({ in: where }) => where === 'path')
    expect(
      breaking((operation, path) => String(told(operation).map(({ name }) => name)) === String(inPath(path))),
    ).toEqual([])
  })

  it('says that a token is needed where it is, and nowhere else', async () => {
    for (const { name, method, path, operation } of operations) {
      const { status } = await server.call(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, crypto.randomUUID()))
      expect([name, status === 401]).toEqual([name, operation.security?.length !== 0])
    }
  })

  it('tells the problems that stand before every route', () => {
    expect(breaking(({ security, responses }) => security?.length === 0 || '401' in responses)).toEqual([])
    expect(
      breaking(({ requestBody, responses }) => !requestBody || ('413' in responses && '415' in responses)),
    ).toEqual([])
    // Where nothing has to be said; in all others a body that is missing is a fault.
    const optional = ['post /v1/agents/{id}/publish']
    expect(breaking(({ requestBody }) => !requestBody || requestBody.required === true)).toEqual(optional)
    expect(breaking(({ responses }) => '500' in responses)).toEqual([])
  })

  it('refers to nothing that it does not have', () => {
    const text = JSON.stringify(description)
    const missing = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)].filter(
      ([, kind = '', name = '']) =>
        !Object.hasOwn((description.components as Record<string, object>)[kind] ?? {}, name),
    )
    expect(missing.map(([reference]) => reference)).toEqual([])
  })

  it('is not sent again to who has it', async () => {
    const { headers } = await server.call('GET', '/openapi.json')
    const again = await server.call('GET', '/openapi.json', { headers: { 'If-None-Match': headers.get('ETag') ?? '' } })
    expect(again).toMatchObject({ status: 304, body: null })
  })
})

describe('a method that an address does not take', () => {
  it('is told which ones it takes', async () => {
    const { token } = await createOwner()
    const answer = await server.call('PUT', '/v1/knowledge-bases', { token })
    expect(answer).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } })
    expect(answer.headers.get('Allow')).toBe('GET, HEAD, POST')
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
  })

  it('is told to a stranger no more than anything else', async () => {
    expect((await server.call('PUT', '/v1/knowledge-bases')).status).toBe(401)
    const { token } = await createOwner()
    expect((await server.call('PUT', '/v1/nothing-here', { token })).status).toBe(404)
    const path = `/v1/knowledge-bases/${crypto.randomUUID()}`
    expect((await server.call('GET', path, { token })).status).toBe(404)
  })
})

describe('the reference page', () => {
  const page = () => server.raw('GET', '/docs', '')
  /** The files that the page names, as it names them. */
  const files = async () => [...(await (await page()).text()).matchAll(/(?:src|href)="(docs\/[^"]+)"/g)]

  it('is public, in Portuguese and in English, and runs nothing that is not a file of ours', async () => {
    const response = await page()
    expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8'])
    const policy = response.headers.get('Content-Security-Policy') ?? ''
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ])
    const html = await response.text()
    expect(html).toContain('<html lang="pt-BR">')
    expect(html).toContain('Referência da API do Renum')
    expect(html).toContain('Como obter um token')
    for (const english of [
      await server.request('/docs', { headers: { 'Accept-Language': 'en' } }),
      await server.request('/docs?lang=en', { headers: { 'Accept-Language': 'pt' } }),
    ]) {
      const text = await english.text()
      expect([english.headers.get('Content-Language'), english.headers.get('Vary')]).toEqual(['en', 'Accept-Language'])
      expect(text).toContain('<html lang="en">')
      expect(text).toContain('How to get a token')
    }
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|\bon\w+=|style=/)
  })

  it('names its files relative to itself, so that it works under any path', async () => {
    const html = await (await page()).text()
    const absolute = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].filter(([, to]) => /^(\/|\w+:)/.test(to ?? ''))
    // A link to read on is none.
    expect(absolute.map(([, to]) => to)).toEqual(['https://supabase.com/docs/reference/javascript'])
    const slash = await server.raw('GET', '/docs/', '')
    expect([slash.status, slash.headers.get('Location')]).toEqual([302, '../docs'])
  })

  it('is where a browser is led that opens /, and a program is not', async () => {
    const browser = await server.request('/', { headers: { Accept: 'text/html,*/*;q=0.8' }, redirect: 'manual' })
    expect([browser.status, browser.headers.get('Location')]).toEqual([302, 'docs'])
    expect((await server.request('/', { headers: { Accept: '*/*' } })).status).toBe(401)
  })

  it('has all its files here, kept by the browser for a while', async () => {
    const named = (await files()).map(([, file]) => `/${file}`)
    expect(named.length).toBeGreaterThan(3)
    for (const file of named) {
      const response = await server.raw('GET', file, '')
      expect([file, response.status]).toEqual([file, 200])
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100)
      expect(response.headers.get('Cache-Control')).toBe('public, max-age=3600')
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
      const again = await server.call('GET', file, { headers: { 'If-None-Match': response.headers.get('ETag') ?? '' } })
      expect([file, again.status]).toEqual([file, 304])
    }
  })

  it.each([
    'package.json',
    'index.html',
    '__proto__',
    'constructor',
    '..%2fopenapi.ts',
    '%2e%2e%2f%2e%2e%2fapp.ts',
    '..%5c..%5capp.ts',
    'swagger-ui.css%00.html',
  ])('serves nothing else: %s', async (name) => {
    const { status, body } = await server.call('GET', `/docs/${name}`)
    expect([status, body.code]).toEqual([404, 'not_found'])
  })
})
