import type { Context } from 'hono'
import type { ApiServices } from '../services.ts'
import type { RequestContext } from './context.ts'

type AddressConfig = Pick<ApiServices['config'], 'publicUrl' | 'trustProxy'>

/**
 * What addresses of this API begin with for whoever asks: as it is configured, else as they reached it. For answers to the
 * one who asks, and for nothing that others follow: the Host of a request is its sender's to choose.
 */
export function publicOrigin(c: Context<RequestContext>, { publicUrl, trustProxy }: AddressConfig): string {
  if (publicUrl !== null) return publicUrl
  const { protocol, host } = new URL(c.req.url)
  const forwarded = trustProxy > 0 ? c.req.header('X-Forwarded-Proto')?.split(',').at(-1)?.trim() : undefined
  return `${forwarded === 'https' ? 'https:' : protocol}//${host}`
}

/**
 * Where browsers reach Supabase. One that listens on this machine alone is reached there by what runs here too, Storage and
 * all, and through this API, which passes its Auth on, from anywhere else.
 */
export function supabaseUrl(
  c: Context<RequestContext>,
  config: AddressConfig & Pick<ApiServices['config'], 'supabase'>,
) {
  const { throughApi, publicUrl, url } = config.supabase
  if (!throughApi) return publicUrl ?? url
  const origin = publicOrigin(c, config)
  return /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(origin).hostname) ? url : origin
}
