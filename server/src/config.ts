import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import type { LogLevel } from './telemetry/logger.ts'

/** Where Supabase is: hosted, self-hosted, or the embedded stack; nothing that is handed this can tell. */
export interface SupabaseConfig {
  url: string
  /** The publishable key, which a browser may see. */
  key: string
  /** The secret key. */
  serviceKey: string
  /** Only where tokens are signed with a shared secret (HS256). */
  jwtSecret: string | null
  /** The database, for transactions. May be a transaction pooler. */
  dbUrl: string
  /** The same database without a transaction pooler, for what such a pooler cannot carry: migrations. */
  dbDirectUrl: string
}

export interface DatabaseConfig {
  poolSize: number
  connectTimeoutMs: number
  /** Refuse a login that bypasses row security, instead of reporting it. */
  strictLogin: boolean
}

export interface Settings {
  /** Null where none is configured: then the embedded stack is started, or found through `dataDir`. */
  supabase: SupabaseConfig | null
  database: DatabaseConfig
  port: number
  publicUrl: string | null
  dataDir: string
  supabasePort: number
  dbPort: number
  smtpUrl: string | null
  embeddingsProvider: 'auto' | 'lexical'
  logLevel: LogLevel
  language: 'pt' | 'en'
  maxFileBytes: number
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

/** Every fault of a configuration, each `{name, reason}`. */
export class ConfigError extends Error {
  readonly faults: { name: string; reason: string }[]

  constructor(faults: { name: string; reason: string }[]) {
    super(faults.map(({ name, reason }) => `${name}: ${reason}`).join('\n'))
    this.name = 'ConfigError'
    this.faults = faults
  }
}

const port = z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65535)
const flag = z.enum(['0', '1'], { error: 'must be 0 or 1' }).transform((value) => value === '1')
const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
  .transform((url) => url.replace(/\/+$/, ''))
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// URL' })

const variables = z.object({
  SUPABASE_URL: httpUrl.optional(),
  SUPABASE_KEY: z.string().optional(),
  SUPABASE_SERVICE_KEY: z.string().optional(),
  SUPABASE_DB_URL: databaseUrl.optional(),
  SUPABASE_JWT_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  RENUM_DB_DIRECT_URL: databaseUrl.optional(),
  RENUM_DB_POOL_SIZE: z.coerce.number({ error: 'must be a number' }).int().min(2).max(200).default(10),
  RENUM_DB_CONNECT_TIMEOUT_MS: z.coerce.number({ error: 'must be a number' }).int().min(100).default(10_000),
  RENUM_STRICT_LOGIN: flag.default(false),
  RENUM_PUBLIC_URL: httpUrl.optional(),
  RENUM_DATA_DIR: z.string().default('.renum'),
  RENUM_SUPABASE_PORT: port.default(54321),
  RENUM_DB_PORT: port.default(54322),
  PORT: port.default(3000),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp(s):// URL' }).optional(),
  EMBEDDINGS_PROVIDER: z.enum(['auto', 'lexical'], { error: 'must be auto or lexical' }).default('auto'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .optional(),
  LANG: z.string().optional(),
})

const supabaseNames = ['SUPABASE_URL', 'SUPABASE_KEY', 'SUPABASE_SERVICE_KEY', 'SUPABASE_DB_URL'] as const

/**
 * Reads the configuration from environment variables; an empty value counts as not set.
 *
 * @throws ConfigError with every fault at once: bad values, unknown RENUM_* names, a Supabase configured by half
 */
export function readSettings(env: Record<string, string | undefined>, defaults: { logLevel: LogLevel }): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const faults = Object.keys(given)
    .filter((name) => name.startsWith('RENUM_') && !(name in variables.shape))
    .map((name) => ({ name, reason: 'is not a setting of Renum' }))

  const present = supabaseNames.filter((name) => name in given)
  if (present.length > 0) {
    for (const name of supabaseNames) {
      if (!(name in given)) faults.push({ name, reason: `is missing, while ${present.join(', ')} is set` })
    }
  }

  const parsed = variables.safeParse(given)
  if (!parsed.success) {
    faults.push(...parsed.error.issues.map(({ path, message }) => ({ name: path.join('.'), reason: message })))
  }
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults)

  const v = parsed.data
  const { SUPABASE_URL: url, SUPABASE_KEY: key, SUPABASE_SERVICE_KEY: serviceKey, SUPABASE_DB_URL: dbUrl } = v
  return Object.freeze({
    supabase:
      url && key && serviceKey && dbUrl
        ? {
            url,
            key,
            serviceKey,
            jwtSecret: v.SUPABASE_JWT_SECRET ?? null,
            dbUrl,
            dbDirectUrl: v.RENUM_DB_DIRECT_URL ?? dbUrl,
          }
        : null,
    database: {
      poolSize: v.RENUM_DB_POOL_SIZE,
      connectTimeoutMs: v.RENUM_DB_CONNECT_TIMEOUT_MS,
      strictLogin: v.RENUM_STRICT_LOGIN,
    },
    port: v.PORT,
    publicUrl: v.RENUM_PUBLIC_URL ?? null,
    dataDir: resolve(v.RENUM_DATA_DIR),
    supabasePort: v.RENUM_SUPABASE_PORT,
    dbPort: v.RENUM_DB_PORT,
    smtpUrl: v.SMTP_URL ?? null,
    embeddingsProvider: v.EMBEDDINGS_PROVIDER,
    logLevel: v.LOG_LEVEL ?? defaults.logLevel,
    language: languageOf(v.LANG),
    maxFileBytes: 50 * 1024 * 1024,
  })
}
