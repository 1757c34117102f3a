import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { isAbsolute, join, resolve } from 'node:path'
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
  /** How long a statement's answer is waited for, a minute without this: longer than the server lets one take. */
  answerTimeoutMs?: number
  /** How long a start waits for a database that does not answer yet. */
  waitMs: number
  /** Whose the sessions behind `dbUrl` are: `session` also for a direct connection, `auto` finds out. */
  poolMode: 'auto' | 'session' | 'transaction'
  /** Refuse a login that bypasses row security, instead of reporting it. */
  strictLogin: boolean
}

const modelDtypes = ['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4'] as const

/** How the weights of a local model are stored, as transformers.js names it. */
export type ModelDtype = (typeof modelDtypes)[number]

/** What turns texts into vectors. */
export interface EmbeddingsConfig {
  /** `auto` is the local model where it is there and loads, else the lexical embedder. */
  provider: 'auto' | 'lexical' | 'local' | 'http'
  /** Of the local model: its id on the hub, or the absolute path of its folder. */
  model: string
  /** Where models are, each in a folder named by its id, and where downloads go. */
  modelsDir: string
  /** Null takes what the model's folder has, q8 first. */
  dtype: ModelDtype | null
  /** Whether a model that is not there may be fetched from the hub. */
  download: boolean
  hubUrl: string
  /** Variables that the process of the model gets: what a download needs behind a proxy. */
  network: Record<string, string>
  /** Where the provider is `http`. */
  http: HttpEmbeddingsConfig | null
}

/** An embedding service that speaks OpenAI's `POST /embeddings`. */
export interface HttpEmbeddingsConfig {
  /** What `/embeddings` is added to, as `https://api.example.com/v1`. */
  url: string
  apiKey: string | null
  /** As the service names it. */
  model: string
  dimensions: number
  /** Requests at once, of this process. */
  concurrency: number
}

const rateClasses = ['read', 'write', 'search', 'upload', 'guess'] as const
/** Of what kind a request is, for its limit. `guess`: what somebody could try many of, by address. */
export type RateClass = (typeof rateClasses)[number]

export interface Settings {
  /** Null where none is configured: then the embedded stack is started, or found through `dataDir`. */
  supabase: SupabaseConfig | null
  database: DatabaseConfig
  embeddings: EmbeddingsConfig
  port: number
  /** Where the API listens; null is every interface. */
  host: string | null
  publicUrl: string | null
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

export interface ConfigFault {
  name: string
  reason: Record<'pt' | 'en', string>
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

const reasons = {
  port: { pt: 'deve ser um número de porta, de 0 a 65535', en: 'must be a port number, 0 to 65535' },
  number: { pt: 'deve ser um número inteiro, não pequeno demais', en: 'must be a whole number, not too small' },
  flag: { pt: 'deve ser 0 ou 1', en: 'must be 0 or 1' },
  fileSize: {
    pt: 'deve ser um número inteiro de 1 a 500: o bucket não aceita arquivos maiores',
    en: 'must be a whole number from 1 to 500: the bucket takes no larger files',
  },
  http: { pt: 'deve ser uma URL http(s)', en: 'must be an http(s) URL' },
  postgres: { pt: 'deve ser uma URL postgresql://', en: 'must be a postgresql:// URL' },
  smtp: { pt: 'deve ser uma URL smtp(s)://', en: 'must be an smtp(s):// URL' },
  secret: { pt: 'deve ter pelo menos 32 caracteres', en: 'must have at least 32 characters' },
  level: {
    pt: 'deve ser trace, debug, info, warn, error, fatal ou silent',
    en: 'must be trace, debug, info, warn, error, fatal or silent',
  },
  redis: { pt: 'deve ser uma URL redis(s)://', en: 'must be a redis(s):// URL' },
  host: {
    pt: 'deve ser um endereço IP ou um nome desta máquina',
    en: 'must be an IP address or a name of this machine',
  },
  origins: {
    pt: 'deve ser uma lista de origens exatas (https://app.exemplo.com), separadas por vírgula',
    en: 'must be a list of exact origins (https://app.example.com), separated by commas',
  },
  rateLimits: {
    pt: `deve ser 0, ou pares como search=600 separados por vírgula, com ${rateClasses.join(', ')}`,
    en: `must be 0, or pairs like search=600 separated by commas, of ${rateClasses.join(', ')}`,
  },
  poolMode: { pt: 'deve ser auto, session ou transaction', en: 'must be auto, session or transaction' },
  provider: { pt: 'deve ser auto, lexical, local ou http', en: 'must be auto, lexical, local or http' },
  httpNeeds: {
    pt: 'falta, e EMBEDDINGS_PROVIDER=http precisa dela',
    en: 'is missing, and EMBEDDINGS_PROVIDER=http needs it',
  },
  model: {
    pt: 'deve ser o id de um modelo (organização/nome) ou o caminho de uma pasta (absoluto, ou começando com ./)',
    en: 'must be the id of a model (organization/name) or the path of a folder (absolute, or beginning with ./)',
  },
  dtype: {
    pt: `deve ser ${modelDtypes.join(', ')}`,
    en: `must be one of ${modelDtypes.join(', ')}`,
  },
  fetchAllow: {
    pt: 'deve ser uma lista de nomes, endereços IP ou redes (10.0.0.0/8), separados por vírgula',
    en: 'must be a list of host names, IP addresses or networks (10.0.0.0/8), separated by commas',
  },
  key: {
    pt: 'deve ser uma ou mais chaves de `renum keys generate`, a mais nova primeiro, separadas por vírgula',
    en: 'must be one or more keys of `renum keys generate`, newest first, separated by commas',
  },
  unknown: { pt: 'não é uma variável do Renum', en: 'is not a setting of Renum' },
} as const

const port = z.coerce.number('port').int('port').min(0, 'port').max(65535, 'port')
const count = (least: number) => z.coerce.number('number').int('number').min(least, 'number')
const flag = z.enum(['0', '1'], 'flag').transform((value) => value === '1')
const httpUrl = z.url({ protocol: /^https?$/, error: 'http' }).transform((url) => url.replace(/\/+$/, ''))
const modelId = /^[\w-][\w.-]*(\/[\w-][\w.-]*)?$/
const model = z.string().refine((value) => isPath(value) || modelId.test(value), 'model')
// Fernet's form of 32 bytes. Of the last character two bits belong to no byte, and one key has one spelling.
const fernetKey = /^[\w-]{42}[AEIMQUYcgkosw048]=$/
const keys = z
  .string()
  .transform((value) => [...new Set(value.split(/[\s,]+/).filter(Boolean))])
  .refine((all) => all.length > 0 && all.every((key) => fernetKey.test(key)), 'key')
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'postgres' })

const fetchAllow = z
  .string()
  .transform((value) => value.split(',').map((entry) => entry.trim()))
  .refine((entries) => entries.every(isPlace), 'fetchAllow')

/** As a browser names one; it has no pattern for many. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && !text.includes('*')
}

const origins = z
  .string()
  .transform((value) => value.split(',').map((origin) => origin.trim()))
  .refine((all) => all.every(isOrigin), 'origins')

/** So high that who reaches them is a loop, or somebody who means harm. */
const usualQuotas: Record<RateClass, number> = { read: 6_000, write: 3_000, search: 1_200, upload: 1_200, guess: 60 }
const quotas = z.string().transform((value, { addIssue }) => {
  if (value === '0') return { read: 0, write: 0, search: 0, upload: 0, guess: 0 }
  const pairs = value.split(',').map((pair) => /^\s*(\w+)=(\d{1,9})\s*$/.exec(pair))
  if (!pairs.every((pair) => pair && rateClasses.includes(pair[1] as RateClass))) {
    addIssue({ code: 'custom', message: 'rateLimits' })
    return z.NEVER
  }
  return { ...usualQuotas, ...Object.fromEntries(pairs.map((pair) => [pair?.[1], Number(pair?.[2])])) }
})

const variables = z.object({
  SUPABASE_URL: httpUrl.optional(),
  SUPABASE_KEY: z.string().optional(),
  SUPABASE_SERVICE_KEY: z.string().optional(),
  SUPABASE_DB_URL: databaseUrl.optional(),
  SUPABASE_JWT_SECRET: z.string().min(32, 'secret').optional(),
  RENUM_DB_DIRECT_URL: databaseUrl.optional(),
  RENUM_DB_POOL_SIZE: count(2).default(10),
  RENUM_DB_CONNECT_TIMEOUT_MS: count(100).default(10_000),
  RENUM_DB_WAIT_MS: count(0).default(30_000),
  RENUM_DB_POOL_MODE: z.enum(['auto', 'session', 'transaction'], 'poolMode').default('auto'),
  RENUM_STRICT_LOGIN: flag.default(false),
  RENUM_PUBLIC_URL: httpUrl.optional(),
  RENUM_TRUST_PROXY: count(0).default(0),
  RENUM_FETCH_ALLOW: fetchAllow.default([]),
  RENUM_MAX_FILE_MB: z.coerce.number('fileSize').int('fileSize').min(1, 'fileSize').max(500, 'fileSize').default(100),
  RENUM_DATA_DIR: z.string().default('.renum'),
  RENUM_SUPABASE_PORT: port.default(54321),
  RENUM_DB_PORT: port.default(54322),
  PORT: port.default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'host')
    .optional(),
  RENUM_CORS_ORIGINS: origins.default([]),
  RENUM_RATE_LIMITS: quotas.default(usualQuotas),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'redis' }).optional(),
  RENUM_KEEP_EXECUTIONS_DAYS: count(1).optional(),
  RENUM_KEEP_AUDIT_DAYS: count(1).optional(),
  EMBEDDINGS_PROVIDER: z.enum(['auto', 'lexical', 'local', 'http'], 'provider').default('auto'),
  EMBEDDINGS_MODEL: model.default('Xenova/multilingual-e5-small'),
  EMBEDDINGS_MODELS_DIR: z.string().optional(),
  EMBEDDINGS_DTYPE: z.enum(modelDtypes, 'dtype').optional(),
  EMBEDDINGS_DOWNLOAD: flag.default(true),
  EMBEDDINGS_HUB_URL: httpUrl.default('https://huggingface.co'),
  EMBEDDINGS_URL: httpUrl.optional(),
  EMBEDDINGS_API_KEY: z.string().optional(),
  EMBEDDINGS_DIMENSIONS: count(1).max(16_000, 'number').optional(),
  EMBEDDINGS_CONCURRENCY: count(1).default(4),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'smtp' }).optional(),
  ENCRYPTION_KEY: keys.optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'level').optional(),
  LANG: z.string().optional(),
})

/** What of the environment a download needs; the process of a model gets nothing else of it. */
const networkNames = [
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'],
  ...['NODE_EXTRA_CA_CERTS', 'HF_TOKEN'],
]

/** A host name, an IP address, or a network as CIDR. */
function isPlace(entry: string): boolean {
  const [address = '', bits, ...more] = entry.split('/')
  const longest = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0
  if (bits !== undefined) return more.length === 0 && longest > 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= longest
  return longest > 0 || (/^[a-z\d_-]+(\.[a-z\d_-]+)*$/i.test(entry) && !/(^|\.)\d+$/.test(entry))
}

function isPath(model: string): boolean {
  return isAbsolute(model) || /^\.\.?[/\\]/.test(model)
}

const supabaseNames = ['SUPABASE_URL', 'SUPABASE_KEY', 'SUPABASE_SERVICE_KEY', 'SUPABASE_DB_URL'] as const

/**
 * Reads the configuration from environment variables; an empty value counts as not set.
 *
 * @throws ConfigError with every fault at once: bad values, unknown RENUM_* and EMBEDDINGS_* names, a Supabase configured by half
 */
export function readSettings(env: Record<string, string | undefined>, defaults: { logLevel: LogLevel }): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
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

  if (given.EMBEDDINGS_PROVIDER === 'http') {
    for (const name of ['EMBEDDINGS_URL', 'EMBEDDINGS_MODEL', 'EMBEDDINGS_DIMENSIONS']) {
      if (!(name in given)) faults.push({ name, reason: reasons.httpNeeds })
    }
  }

  const parsed = variables.safeParse(given)
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      faults.push({ name: path.join('.'), reason: reasons[message as keyof typeof reasons] })
    }
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
      waitMs: v.RENUM_DB_WAIT_MS,
      poolMode: v.RENUM_DB_POOL_MODE,
      strictLogin: v.RENUM_STRICT_LOGIN,
    },
    embeddings: {
      provider: v.EMBEDDINGS_PROVIDER,
      model: isPath(v.EMBEDDINGS_MODEL) ? resolve(v.EMBEDDINGS_MODEL) : v.EMBEDDINGS_MODEL,
      modelsDir: resolve(v.EMBEDDINGS_MODELS_DIR ?? join(v.RENUM_DATA_DIR, 'models')),
      dtype: v.EMBEDDINGS_DTYPE ?? null,
      download: v.EMBEDDINGS_DOWNLOAD,
      hubUrl: v.EMBEDDINGS_HUB_URL,
      network: Object.fromEntries(networkNames.flatMap((name) => (env[name] ? [[name, env[name]]] : []))),
      http:
        v.EMBEDDINGS_PROVIDER === 'http' && v.EMBEDDINGS_URL && v.EMBEDDINGS_DIMENSIONS
          ? {
              url: v.EMBEDDINGS_URL,
              apiKey: v.EMBEDDINGS_API_KEY ?? null,
              model: v.EMBEDDINGS_MODEL,
              dimensions: v.EMBEDDINGS_DIMENSIONS,
              concurrency: v.EMBEDDINGS_CONCURRENCY,
            }
          : null,
    },
    port: v.PORT,
    // A trial on one's own machine is nobody else's to reach; whoever says a port, or a Supabase, serves others.
    host: v.HOST ?? ('PORT' in given || url ? null : '127.0.0.1'),
    corsOrigins: Object.freeze(v.RENUM_CORS_ORIGINS),
    rateLimits: v.RENUM_RATE_LIMITS,
    redisUrl: v.REDIS_URL ?? null,
    publicUrl: v.RENUM_PUBLIC_URL ?? null,
    trustProxy: v.RENUM_TRUST_PROXY,
    dataDir: resolve(v.RENUM_DATA_DIR),
    supabasePort: v.RENUM_SUPABASE_PORT,
    dbPort: v.RENUM_DB_PORT,
    smtpUrl: v.SMTP_URL ?? null,
    encryptionKeys: Object.freeze(v.ENCRYPTION_KEY ?? []),
    logLevel: v.LOG_LEVEL ?? defaults.logLevel,
    language: languageOf(v.LANG),
    maxFileBytes: v.RENUM_MAX_FILE_MB * 1024 * 1024,
    fetchAllow: v.RENUM_FETCH_ALLOW,
    retention: {
      executionsDays: v.RENUM_KEEP_EXECUTIONS_DAYS ?? null,
      auditDays: v.RENUM_KEEP_AUDIT_DAYS ?? null,
    },
  })
}
