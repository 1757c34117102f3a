import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'
import type pg from 'pg'
import { ConnectError } from './connect-error.ts'

/** Null is a connection without TLS. */
export type Tls = ConnectionOptions | null

/** What a database URL says. */
export interface ConnectionUrl {
  config: pg.ClientConfig
  /** How to speak to it, the preferred way first. */
  tls: Tls[]
  /** What is known of the sessions without asking: one's own, or a transaction pooler's. */
  sessions: 'own' | 'pooled' | null
  /** For people: host and port, no secret. */
  where: string
}

const understood = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey']

/** libpq's `require`: encrypted, from whomever. */
const unverified: ConnectionOptions = { rejectUnauthorized: false }

/**
 * Reads a postgresql:// URL. `sslmode` means what it means to libpq, with one exception: no file is read that the URL
 * does not name (libpq looks into ~/.postgresql). node-postgres by itself takes `require` and `verify-ca` for
 * `verify-full`, and no sslmode for `disable`.
 *
 * @throws ConnectError for an sslmode that does not exist, a file that cannot be read, or what would weaken it silently
 */
export function parseConnectionUrl(url: string): ConnectionUrl {
  const parsed = new URL(url)
  const parameters = parsed.searchParams
  for (const name of [...parameters.keys()]) {
    if (name.startsWith('ssl') && !understood.includes(name)) throw unknown(name)
  }
  const tls = readTls(parameters)
  for (const name of [...understood, 'uselibpqcompat']) parameters.delete(name)
  const bouncer = parameters.get('pgbouncer')
  parameters.delete('pgbouncer')
  const host = parameters.get('host') ?? parsed.hostname
  const port = parameters.get('port') ?? (parsed.port || '5432')
  return {
    config: { connectionString: parsed.toString() },
    tls: host.startsWith('/') || host.startsWith('%2F') ? [null] : tls,
    sessions: readSessions(host, port, bouncer),
    where: `${host || 'localhost'}:${port}`,
  }
}

/** Supabase's addresses: 6543 is a transaction pooler on every host; the shared pooler's 5432 gives out sessions. */
function readSessions(host: string, port: string, bouncer: string | null): ConnectionUrl['sessions'] {
  if (port === '6543' || bouncer === 'true') return 'pooled'
  return host.endsWith('.pooler.supabase.com') ? 'own' : null
}

function readTls(parameters: URLSearchParams): Tls[] {
  const mode = parameters.get('sslmode') ?? 'prefer'
  const rootFile = parameters.get('sslrootcert')
  const identity = {
    ...readFileOf(parameters, 'sslcert', 'cert'),
    ...readFileOf(parameters, 'sslkey', 'key'),
  }
  if (rootFile === 'system') {
    if (parameters.has('sslmode') && mode !== 'verify-full') throw weak(mode)
    return [{ ...identity }]
  }
  const root = readFileOf(parameters, 'sslrootcert', 'ca')
  // The certificate must lead to that CA; whose it is does not matter.
  const byAuthority = { ...root, ...identity, checkServerIdentity: () => undefined }
  switch (mode) {
    case 'disable':
      return [null]
    case 'allow':
      return [null, { ...unverified, ...identity }]
    case 'prefer':
      return [{ ...unverified, ...identity }, null]
    case 'require':
      return [rootFile === null ? { ...unverified, ...identity } : byAuthority]
    case 'verify-ca':
      if (rootFile === null) throw rootless()
      return [byAuthority]
    case 'verify-full':
      return [{ ...root, ...identity }]
    default:
      throw new ConnectError('sslmode', {
        pt: `sslmode=${mode} não existe: disable, allow, prefer, require, verify-ca ou verify-full`,
        en: `there is no sslmode=${mode}: disable, allow, prefer, require, verify-ca or verify-full`,
      })
  }
}

function readFileOf(parameters: URLSearchParams, name: string, option: string): Record<string, string> {
  const file = parameters.get(name)
  if (file === null) return {}
  try {
    return { [option]: readFileSync(file, 'utf8') }
  } catch (cause) {
    const text = { pt: `${name}: não foi possível ler ${file}`, en: `${name}: cannot read ${file}` }
    throw new ConnectError('sslmode', text, { cause })
  }
}

function unknown(name: string): ConnectError {
  return new ConnectError('sslmode', {
    pt: `o Renum não conhece o parâmetro ${name} da URL do banco, e não o ignora em silêncio`,
    en: `Renum does not know the parameter ${name} of the database URL, and does not ignore it silently`,
  })
}

function weak(mode: string): ConnectError {
  return new ConnectError('sslmode', {
    pt: `sslrootcert=system pede sslmode=verify-full, não ${mode}`,
    en: `sslrootcert=system wants sslmode=verify-full, not ${mode}`,
  })
}

function rootless(): ConnectError {
  return new ConnectError('sslmode', {
    pt: 'sslmode=verify-ca precisa de sslrootcert=<arquivo da autoridade certificadora>',
    en: 'sslmode=verify-ca needs sslrootcert=<file of the certificate authority>',
  })
}
