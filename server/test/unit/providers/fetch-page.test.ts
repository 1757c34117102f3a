import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Problem } from '../../../src/problems.ts'
import { createWeb } from '../../../src/providers/web/fetch-page.ts'
import type { ResolvedAddress } from '../../../src/providers/web/ssrf-guard.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

let handler: Handler
let asked: string[] = []
const server = createServer((request, response) => {
  asked.push(`${request.headers.host}${request.url}`)
  handler(request, response)
})
let port: number

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
})
beforeEach(() => {
  asked = []
})

/** Allowed by name, and so only by that name. */
const host = 'pages.test'
const local: ResolvedAddress[] = [{ address: '127.0.0.1', family: 4 }]
const names: Record<string, ResolvedAddress[]> = { [host]: local }
const resolve = async (name: string) => names[name] ?? notFound()
const web = createWeb({ allow: [host], resolve })
const limits = { maxBytes: 100_000, totalMs: 20_000 }
const never = new AbortController().signal

function notFound(): never {
  throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
}

function page(body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): Handler {
  return (_, response) => response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body)
}

const get = (path = '/', more: Partial<Parameters<typeof web.fetch>[1]> = {}) =>
  web.fetch(`http://${host}:${port}${path}`, { ...limits, ...more }, never)

async function failure(promise: Promise<unknown>): Promise<Problem> {
  const error = await promise.then(
    () => undefined,
    (raised: unknown) => raised,
  )
  if (!(error instanceof Problem)) throw new Error(`no problem was raised, but ${String(error)}`)
  expect(error.field).toBe('url')
  return error
}

describe('a page', () => {
  it('comes with its bytes, its kind, its title and what its server calls it', async () => {
    handler = page('<html><head><title> Férias &amp;\n regras </title></head><body>a</body></html>', {
      'content-type': 'text/html; charset=utf-8',
      etag: 'W/"1"',
      'last-modified': 'Mon, 23 Nov 2026 10:00:00 GMT',
    })
    const found = await get('/a#b')
    expect(found).toMatchObject({
      url: `http://${host}:${port}/a`,
      extension: 'html',
      title: 'Férias & regras',
      etag: 'W/"1"',
      last_modified: 'Mon, 23 Nov 2026 10:00:00 GMT',
    })
    expect(new TextDecoder().decode(found?.bytes)).toContain('<body>a</body>')
  })

  it('is told by its Content-Type, or by its address where that is vague', async () => {
    const kinds: [string, string, string | null][] = [
      ['application/pdf', '/x', 'pdf'],
      ['application/octet-stream', '/x.docx', 'docx'],
      ['text/plain', '/readme.md', 'md'],
      ['text/plain', '/notes', 'txt'],
      ['application/ld+json', '/x', 'json'],
    ]
    for (const [type, path, extension] of kinds) {
      handler = page('x', { 'content-type': type })
      expect([type, (await get(path))?.extension]).toEqual([type, extension])
    }
    for (const type of ['image/png', 'application/zip', 'video/mp4', 'application/octet-stream', '__proto__']) {
      handler = page('x', { 'content-type': type })
      expect([type, (await failure(get('/x'))).code]).toEqual([type, 'unsupported_file_type'])
    }
  })

  it('is unpacked', async () => {
    for (const [name, pack] of [
      ['gzip', gzipSync],
      ['br', brotliCompressSync],
      ['deflate', deflateSync],
      ['zstd', zstdCompressSync],
    ] as const) {
      handler = page(pack('packed'), { 'content-encoding': name })
      expect(new TextDecoder().decode((await get())?.bytes)).toBe('packed')
    }
    handler = page('not gzip', { 'content-encoding': 'gzip' })
    expect((await failure(get())).code).toBe('url_unreachable')
    handler = page('x', { 'content-encoding': 'rot13' })
    expect((await failure(get())).code).toBe('url_unreachable')
  })

  it('that is as it was is not sent again', async () => {
    handler = (request, response) => {
      const same = request.headers['if-none-match'] === '"1"'
      response.writeHead(same ? 304 : 200, { 'content-type': 'text/plain', etag: '"1"' }).end(same ? '' : 'x')
    }
    const known = { etag: '"1"', last_modified: null }
    expect(await web.fetch(`http://${host}:${port}/`, limits, never, known)).toBeNull()
    expect(
      await web.fetch(`http://${host}:${port}/`, limits, never, { etag: '"2"', last_modified: null }),
    ).not.toBeNull()
  })
})

describe('an answer without a page', () => {
  it.each([
    [404, 'url_not_found'],
    [410, 'url_not_found'],
    [401, 'url_refused'],
    [403, 'url_refused'],
    [400, 'url_refused'],
    [429, 'url_unreachable'],
    [500, 'url_unreachable'],
    [503, 'url_unreachable'],
    [304, 'url_unreachable'],
  ])('%i is %s', async (status, code) => {
    handler = page(status === 304 ? '' : 'x', {}, status)
    expect((await failure(get())).code).toBe(code)
  })

  it('that breaks off, or is no HTTP, is url_unreachable', async () => {
    handler = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': '100' }).write('x')
      response.destroy()
    }
    expect((await failure(get())).code).toBe('url_unreachable')
    handler = (request) => request.socket.end('nonsense\r\n\r\n')
    expect((await failure(get())).code).toBe('url_unreachable')
    handler = (request) => request.socket.destroy()
    expect((await failure(get())).code).toBe('url_unreachable')
  })
})

describe('limits', () => {
  it('end a body that is too long, said or not', async () => {
    handler = page('x'.repeat(100_001))
    expect((await failure(get())).code).toBe('url_too_large')
    let written = 0
    handler = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      const write = () => {
        while (!response.destroyed && response.write(Buffer.alloc(10_000, 'x'))) written += 10_000
      }
      response.on('drain', write)
      write()
    }
    expect((await failure(get())).code).toBe('url_too_large')
    expect(written).toBeLessThan(50_000_000)
  })

  it('end a small body that unpacks to a huge one', async () => {
    for (const [name, pack] of [
      ['gzip', gzipSync],
      ['br', brotliCompressSync],
      ['zstd', zstdCompressSync],
    ] as const) {
      const bomb = pack(Buffer.alloc(50_000_000))
      expect(bomb.length).toBeLessThan(limits.maxBytes)
      handler = page(bomb, { 'content-encoding': name })
      expect((await failure(get())).code).toBe('url_too_large')
    }
  })

  it('end an answer that never begins, and one that never ends', async () => {
    handler = () => {}
    expect((await failure(get('/', { headersMs: 300 }))).code).toBe('url_timeout')
    handler = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      const drip = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(drip))
    }
    expect((await failure(get('/', { totalMs: 500 }))).code).toBe('url_timeout')
  })

  it('end a resolver that never answers', async () => {
    const silent = createWeb({ allow: [host], resolve: () => new Promise(() => {}) })
    const asking = silent.fetch(`http://${host}:${port}/`, { ...limits, totalMs: 300 }, never)
    expect((await failure(asking)).code).toBe('url_timeout')
  })

  it('and whoever asks may stop it', async () => {
    const stop = new AbortController()
    handler = () => stop.abort(new Error('stopped'))
    await expect(web.fetch(`http://${host}:${port}/`, limits, stop.signal)).rejects.toThrow('stopped')
  })
})

describe('a redirect', () => {
  const to = (location: string) => page('', { location }, 302)

  it('is followed where it may lead', async () => {
    handler = (request, response) => (request.url === '/b' ? page('b') : to('/b'))(request, response)
    expect((await get('/a'))?.url).toBe(`http://${host}:${port}/b`)
  })

  it.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://2130706433/',
    '//0x7f.1/',
    'http://pages.test@10.0.0.1/',
    'file:///etc/passwd',
    'http://inside.test/',
    'http://nobody.test/',
  ])('to %s is refused before anything is asked of it', async (location) => {
    names['inside.test'] = [{ address: '10.0.0.5', family: 4 }]
    handler = to(location)
    const first = await failure(get())
    expect(first.code).toBe('url_not_allowed')
    expect(asked).toEqual([`${host}:${port}/`])
  })

  it('to this server by its address is refused as well: the name was allowed, not the address', async () => {
    handler = to(`http://127.0.0.1:${port}/secret`)
    expect((await failure(get())).code).toBe('url_not_allowed')
    expect(asked).toEqual([`${host}:${port}/`])
  })

  it('that goes round ends, and one to nowhere too', async () => {
    handler = to('/again')
    expect((await failure(get())).code).toBe('url_too_many_redirects')
    expect(asked).toHaveLength(6)
    handler = to('http://')
    expect((await failure(get())).code).toBe('url_unreachable')
  })
})

describe('a name', () => {
  const [outside, inside] = [
    { address: '93.184.216.34', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ]

  it('is refused where one of its addresses is not public, as one that nobody has', async () => {
    const mixed = createWeb({ allow: [], resolve: async () => [outside, inside] })
    const nobody = createWeb({ allow: [], resolve: async () => notFound() })
    const empty = createWeb({ allow: [], resolve: async () => [] })
    const texts = []
    for (const each of [mixed, nobody, empty]) {
      const { code, params, status } = await failure(each.fetch('http://name.test/', limits, never))
      texts.push(JSON.stringify({ code, params, status }))
    }
    expect(new Set(texts)).toEqual(new Set([JSON.stringify({ code: 'url_not_allowed', params: {}, status: 422 })]))
  })

  it('that answers anew for each question is asked once, and the connection goes to the checked address', async () => {
    // The network that is allowed stands for the public one: the second answer is where it must not go.
    const answers = [local, [inside]]
    let questions = 0
    const rebinding = createWeb({
      allow: ['127.0.0.1/32'],
      resolve: async () => answers[Math.min(questions++, 1)] ?? [],
    })
    handler = page('checked')
    const url = `http://rebind.test:${port}/`
    expect(new TextDecoder().decode((await rebinding.fetch(url, limits, never))?.bytes)).toBe('checked')
    expect([questions, asked]).toEqual([1, [`rebind.test:${port}/`]])
    // After a redirect to itself it is checked again, and has moved.
    questions = 0
    handler = page('', { location: '/next' }, 302)
    expect((await failure(rebinding.fetch(url, limits, never))).code).toBe('url_not_allowed')
    expect(asked.filter((each) => each.endsWith('/next'))).toEqual([])
  })

  it('whose resolver is down may be asked again', async () => {
    const down = createWeb({
      allow: [],
      resolve: async () => {
        throw Object.assign(new Error('try again'), { code: 'EAI_AGAIN' })
      },
    })
    expect((await failure(down.fetch('http://name.test/', limits, never))).code).toBe('url_unreachable')
  })

  it('is resolved by the system where nobody says otherwise', async () => {
    const system = createWeb({ allow: ['127.0.0.0/8', '::1'] })
    handler = page('x')
    expect(await system.fetch(`http://localhost:${port}/`, limits, never).catch((error) => error.code)).not.toBe(
      'url_not_allowed',
    )
    expect((await failure(createWeb({ allow: [] }).fetch('http://localhost/', limits, never))).code).toBe(
      'url_not_allowed',
    )
  })
})

it('no proxy of the environment is asked', async () => {
  const before = { ...process.env }
  Object.assign(process.env, { HTTP_PROXY: 'http://127.0.0.1:1', http_proxy: 'http://127.0.0.1:1', NO_PROXY: '' })
  try {
    handler = page('direct')
    expect(new TextDecoder().decode((await get())?.bytes)).toBe('direct')
  } finally {
    process.env = before
  }
})
