import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import type { z } from 'zod'
import { type EmbeddingsConfig, embeddingsFaults, embeddingsOf } from './config-embeddings.ts'
import { type ModelsConfig, modelsFaults, modelsOf } from './config-models.ts'
import { type ConfigFault, type rateClasses, reasons, variables } from './config-variables.ts'
import type { LogLevel } from './telemetry/logger.ts'
import type { TracesConfig } from './telemetry/traces.ts'

export type { EmbeddingsConfig, HttpEmbeddingsConfig, ModelDtype } from './config-embeddings.ts'
export type { ConfigFault } from './config-variables.ts'

/** Where Supabase is: hosted, self-hosted, or the embedded stack; nothing that is handed this can tell. */
export interface SupabaseConfig {
  /** As this process reaches it. */
  url: string
  /** As browsers reach it, where that is another one. */
  publicUrl?: string
  /** Whether people reach its Auth through the API, which passes `/auth/v1/` on: it listens on this machine alone. */
  throughApi?: boolean
  /** The publishable key, which a browser may see. */
  key: string
  /** The secret key. */
  serviceKey: string
  /** Only where tokens are signed with a shared secret (HS256). */
  jwtSecret: string | null
  /** What tokens name as their issuer, null for tokens that name none. Without it, as `acceptedIssuers` says. */
  issuers?: readonly (string | null)[]
  /** The database, for transactions. May be a transaction pooler. */
  dbUrl: string
  /** The same database without a transaction pooler, for what such a pooler cannot carry: migrations. */
  dbDirectUrl: string
}

export interface DatabaseConfig {
  poolSize: number
  connectTimeoutMs: number
  /** How long a statement's answer is waited for, a minute without this: longer than the server lets one take. */
  answerTimeoutMs?: number
  /** How long a start waits for a database that does not answer yet. */
  waitMs: number
  /** Whose the sessions behind `dbUrl` are: `session` also for a direct connection, `auto` finds out. */
  poolMode: 'auto' | 'session' | 'transaction'
  /** Refuse a login that bypasses row security, instead of reporting it. */
  strictLogin: boolean
}

/** The class of a request, for its rate limit. `guess`: input that could be guessed by trying, counted by address. */
export type RateClass = (typeof rateClasses)[number]

/** People without an address, and sessions without the second factor that their person has. */
export type Admitted = 'anonymous' | 'single_factor'

export interface Settings {
  /** Null where none is configured: then the embedded stack is started, or found through `dataDir`. */
  supabase: SupabaseConfig | null
  database: DatabaseConfig
  embeddings: EmbeddingsConfig
  /** The language models that the install has for its clients; null where it has none, or keeps them. */
  models: ModelsConfig | null
  port: number
  /** Where the API listens; null is every interface. */
  host: string | null
  publicUrl: string | null
  /** Where the web app is, once it is built; null where this process serves none. */
  webApp: string | null
  /** Whether a start opens the app in the browser of whoever sits at the terminal. */
  openBrowser: boolean
  /** Whom of Auth's people the API serves beside those it always does. */
  admits: readonly Admitted[]
  /** Pages of these origins may call the API. */
  corsOrigins: readonly string[]
  /** Requests a minute of one caller; 0 is no limit. */
  rateLimits: Record<RateClass, number>
  redisUrl: string | null
  /** How many proxies of ours stand between people and the API. */
  trustProxy: number
  dataDir: string
  supabasePort: number
  dbPort: number
  smtpUrl: string | null
  /** Fernet keys that credentials are sealed with, newest first; none where ENCRYPTION_KEY is not set. */
  encryptionKeys: readonly string[]
  logLevel: LogLevel
  /** Where OpenTelemetry's traces go; null where they go nowhere. */
  traces: TracesConfig | null
  language: 'pt' | 'en'
  /** Of one upload; the bucket's own limit is 500 MB. */
  maxFileBytes: number
  /** Hosts, addresses and networks (CIDR) that documents may be fetched from though they are not public. */
  fetchAllow: string[]
  /** Days that ended executions and the logs' entries are kept; null for ever. */
  retention: { executionsDays: number | null; auditDays: number | null }
}

/** What the server runs on: every setting read, checked and frozen. */
export type Config = Settings & { supabase: SupabaseConfig }

/** The environment, over what `.env` in the working folder says. The only place that reads process.env. */
export function readEnvironment(): Record<string, string | undefined> {
  const file = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {}
  return { ...file, ...process.env }
}

/** Portuguese first: English only for who asks for it. */
export function languageOf(lang: string | undefined): 'pt' | 'en' {
  return lang?.toLowerCase().startsWith('en') ? 'en' : 'pt'
}

/** Every fault of a configuration. */
export class ConfigError extends Error {
  readonly faults: ConfigFault[]

  constructor(faults: ConfigFault[]) {
    super(faults.map(({ name, reason }) => `${name}: ${reason.en}`).join('\n'))
    this.name = 'ConfigError'
    this.faults = faults
  }
}

const supabaseNames = ['SUPABASE_URL', 'SUPABASE_KEY', 'SUPABASE_SERVICE_KEY', 'SUPABASE_DB_URL'] as const

/**
 * Reads the configuration from environment variables; an empty value counts as not set.
 *
 * @throws ConfigError with every fault at once: bad values, unknown RENUM_* and EMBEDDINGS_* names, a Supabase configured by half
 */
export function readSettings(env: Record<string, string | undefined>, defaults: { logLevel: LogLevel }): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const v = parseVariables(given)
  return Object.freeze({
    supabase: supabaseOf(v),
    database: {
      poolSize: v.RENUM_DB_POOL_SIZE,
      connectTimeoutMs: v.RENUM_DB_CONNECT_TIMEOUT_MS,
      waitMs: v.RENUM_DB_WAIT_MS,
      poolMode: v.RENUM_DB_POOL_MODE,
      strictLogin: v.RENUM_STRICT_LOGIN,
    },
    embeddings: embeddingsOf(v, env),
    models: modelsOf(v),
    port: v.PORT,
    // An install for trial serves this machine alone; one that names a Supabase serves others.
    host: v.HOST ?? (v.SUPABASE_URL ? null : '127.0.0.1'),
    admits: Object.freeze<Admitted[]>([
      ...(v.RENUM_ALLOW_ANONYMOUS ? (['anonymous'] as const) : []),
      ...(v.RENUM_ALLOW_SINGLE_FACTOR ? (['single_factor'] as const) : []),
    ]),
    corsOrigins: Object.freeze(v.RENUM_CORS_ORIGINS),
    rateLimits: v.RENUM_RATE_LIMITS,
    redisUrl: v.REDIS_URL ?? null,
    publicUrl: v.RENUM_PUBLIC_URL ?? null,
    webApp: v.RENUM_WEB_APP ? join(import.meta.dirname, '../../web/dist') : null,
    openBrowser: v.RENUM_OPEN_BROWSER && v.CI === undefined,
    trustProxy: v.RENUM_TRUST_PROXY,
    dataDir: resolve(v.RENUM_DATA_DIR),
    supabasePort: v.RENUM_SUPABASE_PORT,
    dbPort: v.RENUM_DB_PORT,
    smtpUrl: v.SMTP_URL ?? null,
    encryptionKeys: Object.freeze(v.ENCRYPTION_KEY ?? []),
    logLevel: v.LOG_LEVEL ?? defaults.logLevel,
    traces: tracesOf(v),
    language: languageOf(v.LANG),
    maxFileBytes: v.RENUM_MAX_FILE_MB * 1024 * 1024,
    fetchAllow: v.RENUM_FETCH_ALLOW,
    retention: {
      executionsDays: v.RENUM_KEEP_EXECUTIONS_DAYS ?? null,
      auditDays: v.RENUM_KEEP_AUDIT_DAYS ?? null,
    },
  })
}

type Variables = z.output<typeof variables>

function tracesOf(v: Variables): TracesConfig | null {
  const url = v.OTEL_EXPORTER_OTLP_ENDPOINT
  if (url === undefined) return null
  const headers = v.OTEL_EXPORTER_OTLP_HEADERS ?? {}
  return { url, headers, serviceName: v.OTEL_SERVICE_NAME, content: v.RENUM_TRACE_CONTENT }
}

/** The variables as they were checked. Raises ConfigError with every fault. */
function parseVariables(given: Record<string, string | undefined>): Variables {
  const faults: ConfigFault[] = Object.keys(given)
    .filter((name) => /^(RENUM|EMBEDDINGS)_/.test(name) && !(name in variables.shape))
    .map((name) => ({ name, reason: reasons.unknown }))

  const present = supabaseNames.filter((name) => name in given)
  if (present.length > 0) {
    for (const name of supabaseNames) {
      if (name in given) continue
      const others = present.join(', ')
      faults.push({ name, reason: { pt: `falta, embora haja ${others}`, en: `is missing, while ${others} is set` } })
    }
  }

  faults.push(...embeddingsFaults(given), ...modelsFaults(given))

  const parsed = variables.safeParse(given)
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      faults.push({ name: path.join('.'), reason: reasons[message as keyof typeof reasons] })
    }
  }
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults)
  return parsed.data
}

/** Null where none is configured: by half is refused before. */
function supabaseOf(v: Variables): SupabaseConfig | null {
  const { SUPABASE_URL: url, SUPABASE_KEY: key, SUPABASE_SERVICE_KEY: serviceKey, SUPABASE_DB_URL: dbUrl } = v
  if (!url || !key || !serviceKey || !dbUrl) return null
  return {
    url,
    ...(v.SUPABASE_PUBLIC_URL ? { publicUrl: v.SUPABASE_PUBLIC_URL } : {}),
    key,
    serviceKey,
    jwtSecret: v.SUPABASE_JWT_SECRET ?? null,
    ...(v.SUPABASE_JWT_ISSUER ? { issuers: v.SUPABASE_JWT_ISSUER } : {}),
    dbUrl,
    dbDirectUrl: v.RENUM_DB_DIRECT_URL ?? dbUrl,
  }
}
