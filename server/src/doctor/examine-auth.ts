import { jwtVerify } from 'jose'
import type { SupabaseConfig } from '../config.ts'
import type { Language } from '../problems.ts'
import { acceptedIssuers } from '../providers/auth/issuers.ts'
import { keysRequest } from '../providers/auth/verify-token.ts'
import { claimsOfKey, kindOfKey } from '../supabase-key.ts'

type Text = Record<Language, string>

/** What the examination of Auth came to. */
export interface AuthFinding {
  status: 'ok' | 'failed'
  text: Text
}

/** How long Auth may take to answer. */
const patienceMs = 10_000

const failed = (pt: string, en: string): AuthFinding => ({ status: 'failed', text: { pt, en } })

/**
 * Tries the keys and the secret on each other and on Auth, and asks Auth what it signs tokens with. Only reads: no account,
 * no session and no log entry is made.
 */
export async function examineAuth(supabase: SupabaseConfig): Promise<AuthFinding> {
  return (await faultOfKeys(supabase)) ?? (await faultOfSecret(supabase)) ?? (await examineSigning(supabase))
}

/** A key in the other's place, or one that Auth does not take. */
async function faultOfKeys(supabase: SupabaseConfig): Promise<AuthFinding | undefined> {
  const { key, serviceKey } = supabase
  const swapped = failed(
    'SUPABASE_KEY e SUPABASE_SERVICE_KEY estão trocadas: a secreta seria entregue a todos por GET /v1/config',
    'SUPABASE_KEY and SUPABASE_SERVICE_KEY are swapped: GET /v1/config would hand the secret one to everybody',
  )
  if (kindOfKey(key) === 'secret') return swapped
  if (kindOfKey(serviceKey) === 'publishable') {
    return failed(
      'SUPABASE_SERVICE_KEY é a chave publishable (ou anon): aqui vai a secreta (ou service_role)',
      'SUPABASE_SERVICE_KEY is the publishable (or anon) key: the secret (or service_role) one goes here',
    )
  }
  const settings = await ask(supabase, 'settings', key)
  if (!settings.ok) return refused('SUPABASE_KEY', 'settings', settings.status)
  // A key that says nothing of itself shows by what it opens.
  if ((await opens(supabase, key)) === true) return swapped
  const opened = await opens(supabase, serviceKey)
  return opened === true ? undefined : refused('SUPABASE_SERVICE_KEY', nobody, opened)
}

/** An account that nobody has: whoever may ask is told so. */
const nobody = 'admin/users/00000000-0000-4000-8000-000000000000'

/** Whether a key is a secret one, or else the status that Auth answered. */
async function opens(supabase: SupabaseConfig, key: string): Promise<true | number> {
  const response = await ask(supabase, nobody, key)
  return (response.status === 404 && /user.not.found/i.test(await response.text())) || response.status
}

function refused(name: string, asked: string, status: number): AuthFinding {
  return failed(
    `o Auth não aceita ${name} (/auth/v1/${asked}: HTTP ${status})`,
    `Auth does not take ${name} (/auth/v1/${asked}: HTTP ${status})`,
  )
}

/** Older keys are tokens that the shared secret signs: it can be tried on them. */
async function faultOfSecret({ key, serviceKey, jwtSecret }: SupabaseConfig): Promise<AuthFinding | undefined> {
  if (jwtSecret === null) return undefined
  const secret = new TextEncoder().encode(jwtSecret)
  for (const [name, token] of Object.entries({ SUPABASE_KEY: key, SUPABASE_SERVICE_KEY: serviceKey })) {
    if (claimsOfKey(token) === null) continue
    try {
      await jwtVerify(token, secret, { algorithms: ['HS256'] })
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      return failed(
        `SUPABASE_JWT_SECRET não é o segredo que assinou ${name} (${why})`,
        `SUPABASE_JWT_SECRET is not the secret that signed ${name} (${why})`,
      )
    }
  }
  return undefined
}

/** The published keys as the verifier asks for them, and the issuer as Auth says it. */
async function examineSigning(supabase: SupabaseConfig): Promise<AuthFinding> {
  const { url, headers } = keysRequest(supabase)
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(patienceMs) })
  if (!response.ok) return failed(`${url}: HTTP ${response.status}`, `${url}: HTTP ${response.status}`)
  const { keys = [] } = (await response.json()) as { keys?: unknown[] }
  if (keys.length === 0 && supabase.jwtSecret === null) {
    return failed(
      'o projeto não publica chaves e SUPABASE_JWT_SECRET não está definida: nenhum token seria aceito',
      'the project publishes no keys and SUPABASE_JWT_SECRET is not set: no token would be accepted',
    )
  }
  const issuer = await readIssuer(supabase)
  if (issuer !== undefined && !acceptedIssuers(supabase)(issuer ?? undefined, keys.length > 0 ? 'ES256' : 'HS256')) {
    const named = issuer ?? 'none'
    return failed(
      `os tokens trazem ${issuer === null ? 'nenhum emissor' : `o emissor ${issuer}`}, que não é aceito: defina SUPABASE_JWT_ISSUER=${named}`,
      `tokens name ${issuer === null ? 'no issuer' : `the issuer ${issuer}`}, which is not accepted: set SUPABASE_JWT_ISSUER=${named}`,
    )
  }
  const how =
    keys.length > 0
      ? { pt: `JWKS, ${keys.length}`, en: `JWKS, ${keys.length}` }
      : { pt: 'segredo compartilhado', en: 'shared secret' }
  const who =
    issuer === undefined
      ? { pt: 'o Auth não diz o emissor dos tokens', en: 'Auth does not say the issuer of its tokens' }
      : { pt: `emissor ${issuer ?? 'nenhum'}`, en: `issuer ${issuer ?? 'none'}` }
  return { status: 'ok', text: { pt: `${how.pt}; ${who.pt}`, en: `${how.en}; ${who.en}` } }
}

/** What this Auth names in its tokens: null for nothing, undefined where it does not say. */
async function readIssuer(supabase: SupabaseConfig): Promise<string | null | undefined> {
  const response = await ask(supabase, '.well-known/openid-configuration', supabase.key)
  if (!response.ok) return undefined
  const { issuer } = (await response.json().catch(() => ({}))) as { issuer?: unknown }
  return typeof issuer === 'string' ? issuer || null : undefined
}

/** As a program with this key asks; older gateways want an older key a second time. */
function ask({ url }: SupabaseConfig, path: string, key: string): Promise<Response> {
  return fetch(`${url}/auth/v1/${path}`, {
    headers: {
      apikey: key,
      ...(claimsOfKey(key) || path.startsWith('admin/') ? { Authorization: `Bearer ${key}` } : {}),
    },
    signal: AbortSignal.timeout(patienceMs),
  })
}
