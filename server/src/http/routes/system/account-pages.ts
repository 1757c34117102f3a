import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from 'hono'
import { etag } from 'hono/etag'
import type { ApiServices } from '../../../services.ts'
import type { RequestContext } from '../../context.ts'
import { type AccountPage, writeAccountPage } from '../../pages/account-page.ts'
import { supabaseUrl } from '../../public-origin.ts'
import { createRouter } from '../../router.ts'

const folder = join(import.meta.dirname, '../../pages')
const types: Record<string, string> = {
  'account.css': 'text/css; charset=utf-8',
  'account.js': 'text/javascript; charset=utf-8',
}

/**
 * `/invitations` and `/password`: where the link of an invitation and those of Auth's mails lead, in the language that the
 * browser prefers. What such a link opens stands in its fragment, which no server gets. All addresses are relative.
 */
export function accountPageRoutes({ config }: Pick<ApiServices, 'config'>) {
  const show = (page: AccountPage) => (c: Context<RequestContext>) =>
    c.html(writeAccountPage(page, c.var.language), 200, {
      'Content-Security-Policy': [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        `connect-src 'self' ${new URL(supabaseUrl(c, config)).origin}`,
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      Vary: 'Accept-Language',
    })
  return createRouter()
    .get('/invitations', show('invitations'))
    .get('/password', show('password'))
    .get('/pages/:file', etag(), async (c) => {
      const name = c.req.param('file')
      const type = Object.hasOwn(types, name) ? types[name] : undefined
      if (type === undefined) return c.notFound()
      const bytes = new Uint8Array(await readFile(join(folder, name)))
      return c.body(bytes, 200, {
        'Content-Type': type,
        'Cache-Control': 'no-cache',
        'X-Content-Type-Options': 'nosniff',
      })
    })
}
