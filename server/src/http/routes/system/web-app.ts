import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Context } from 'hono'
import type { ApiServices } from '../../../services.ts'
import type { RequestContext } from '../../context.ts'
import { supabaseUrl } from '../../public-origin.ts'
import { createRouter } from '../../router.ts'

/** The addresses of the app: each is answered with the same page, which reads its address itself. */
const addresses = [
  ...['/sign-in', '/sign-up', '/password', '/invitations', '/welcome', '/account'],
  ...['/c/:client', '/c/:client/*'],
]

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.pdf': 'application/pdf',
}

/** Compressed once, when the app is built. In the order in which they are preferred. */
const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const

/** What the built page has where each answer has a number of its own. */
const nonceMark = /__CSP_NONCE__/g

/**
 * The web app, at `/` and its own addresses, from the folder that it was built into. Where it is not built, none of them is
 * there: `/` leads to the reference, and the pages of account-pages.ts stand in for two of them.
 */
export function webAppRoutes({ config }: Pick<ApiServices, 'config'>) {
  const router = createRouter()
  const folder = config.webApp
  if (folder === null || !existsSync(join(folder, 'index.html'))) return router
  const html = once(() => readFile(join(folder, 'index.html'), 'utf8'))
  const files = once(() => listFiles(folder))
  const bytes = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()
  const read = (path: string) => {
    const kept = bytes.get(path) ?? readFile(join(folder, path)).then((found) => new Uint8Array(found))
    bytes.set(path, kept)
    return kept
  }

  const page = async (c: Context<RequestContext>) => {
    const nonce = randomBytes(16).toString('base64')
    return c.html((await html()).replaceAll(nonceMark, nonce), 200, {
      'Content-Security-Policy': policy(nonce, new URL(supabaseUrl(c, config)).origin),
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    })
  }
  const file = async (c: Context<RequestContext>, path: string, kept: string) => {
    const known = await files()
    if (!known.has(path)) return c.notFound()
    const accepted = c.req.header('Accept-Encoding') ?? ''
    const encoding = encodings.find(({ name, ending }) => accepts(accepted, name) && known.has(path + ending))
    const body = await read(path + (encoding?.ending ?? ''))
    const etag = `"${createHash('sha256').update(body).digest('base64url')}"`
    const headers = {
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
      'Content-Security-Policy': filePolicy,
      'Cache-Control': kept,
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept-Encoding',
      ETag: etag,
      ...(encoding && { 'Content-Encoding': encoding.name }),
    }
    if (c.req.header('If-None-Match') === etag) return c.body(null, 304, headers)
    return c.body(body, 200, headers)
  }

  router.get('/', (c, next) => (c.req.header('Accept')?.includes('text/html') ? page(c) : next()))
  for (const address of addresses) router.get(address, page)
  return router
    .get('/assets/:file', (c) => file(c, `assets/${c.req.param('file')}`, 'public, max-age=31536000, immutable'))
    .get('/pdfjs/:file', (c) => file(c, `pdfjs/${c.req.param('file')}`, 'public, max-age=86400'))
    .get('/samples/:file', (c) => file(c, `samples/${c.req.param('file')}`, 'no-cache'))
    .get('/favicon.svg', (c) => file(c, 'favicon.svg', 'public, max-age=86400'))
}

/** Nothing but this server and its Supabase is asked; no script or style runs that did not come from here. */
function policy(nonce: string, supabase: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src 'self' ${supabase}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Of the files. A worker goes by its own: that of pdf.js compiles the decoders of images, and asks for them here. */
const filePolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

/** Paths below a folder, with `/`. Whatever is not among them is not served. */
async function listFiles(folder: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Set(paths.map((path) => path.slice(folder.length + 1).replaceAll('\\', '/')))
}

/** Whether Accept-Encoding takes an encoding (RFC 9110, 12.5.3): named, and not with a quality of 0. */
function accepts(header: string, name: string): boolean {
  return header.split(',').some((part) => {
    const [coding = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/)
    return coding === name && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
  })
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
