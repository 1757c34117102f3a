import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { etag } from 'hono/etag'
import { askedLanguage } from '../../openapi.ts'
import { createRouter } from '../../router.ts'

const require = createRequire(import.meta.url)
const own = join(import.meta.dirname, '../../docs')
const swagger = dirname(require.resolve('swagger-ui-dist/package.json'))

/** Everything the page is made of. Nothing else of the package is served. */
const files: Record<string, { folder: string; type: string }> = {
  'page.css': { folder: own, type: 'text/css; charset=utf-8' },
  'page.js': { folder: own, type: 'text/javascript; charset=utf-8' },
  'swagger-ui.css': { folder: swagger, type: 'text/css; charset=utf-8' },
  'swagger-ui-bundle.js': { folder: swagger, type: 'text/javascript; charset=utf-8' },
  'favicon-32x32.png': { folder: swagger, type: 'image/png' },
}

const headers = {
  // The page runs these scripts alone and speaks to this server alone. Swagger UI's icons are data: URLs.
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
}

/**
 * `/docs`: the reference for people, in the language of `?lang=` or else of the browser, with its files under `/docs/`. All
 * addresses in it are relative. A browser that opens `/` is led there.
 */
export function docsRoutes() {
  const kept = new Map<string, Promise<{ bytes: Uint8Array<ArrayBuffer>; tag: string }>>()
  const load = (path: string) => {
    const loaded = kept.get(path) ?? read(path)
    kept.set(path, loaded)
    return loaded
  }
  return createRouter()
    .get('/', (c, next) => (c.req.header('Accept')?.includes('text/html') ? c.redirect('docs') : next()))
    .get('/docs', etag(), async (c) => {
      const { bytes, tag } = await load(join(own, `page.${askedLanguage(c)}.html`))
      return c.body(bytes, 200, {
        ...headers,
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'no-cache',
        Vary: 'Accept-Language',
        ETag: tag,
      })
    })
    .get('/docs/', (c) => c.redirect('../docs'))
    .get('/docs/:file', etag(), async (c) => {
      const name = c.req.param('file')
      const file = Object.hasOwn(files, name) ? files[name] : undefined
      if (!file) return c.notFound()
      const { bytes, tag } = await load(join(file.folder, name))
      // Checked again after an hour: the same address has another file after an update.
      const kept = { 'Content-Type': file.type, 'Cache-Control': 'public, max-age=3600', ETag: tag }
      return c.body(bytes, 200, { ...headers, ...kept })
    })
}

async function read(path: string) {
  const bytes = new Uint8Array(await readFile(path))
  return { bytes, tag: `"${createHash('sha256').update(bytes).digest('base64url')}"` }
}
