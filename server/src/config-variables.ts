import { isIP } from 'node:net'
import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { type KeyKind, kindOfKey } from './supabase-key.ts'

export const modelDtypes = ['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4'] as const
export const rateClasses = ['read', 'write', 'search', 'upload', 'guess'] as const

export interface ConfigFault {
  name: string
  reason: Record<'pt' | 'en', string>
}

/** What is wrong with a value, by the message of its check. */
export const reasons = {
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
  issuers: {
    pt: 'deve ser uma lista de emissores como os tokens os trazem em `iss` (https://…/auth/v1), ou none para tokens sem `iss`, separados por vírgula',
    en: 'must be a list of issuers as tokens have them in `iss` (https://…/auth/v1), or none for tokens without `iss`, separated by commas',
  },
  secretKey: {
    pt: 'é a chave secreta do projeto, e GET /v1/config a entregaria a todos: aqui vai a publishable (ou anon)',
    en: 'is the secret key of the project, and GET /v1/config would hand it to everybody: the publishable (or anon) one goes here',
  },
  publishableKey: {
    pt: 'é a chave publishable (ou anon) do projeto: aqui vai a secreta (ou service_role)',
    en: 'is the publishable (or anon) key of the project: the secret (or service_role) one goes here',
  },
  level: {
    pt: 'deve ser trace, debug, info, warn, error, fatal ou silent',
    en: 'must be trace, debug, info, warn, error, fatal or silent',
  },
  otlpHeaders: {
    pt: 'deve ser pares nome=valor separados por vírgula',
    en: 'must be pairs name=value, separated by commas',
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
  provider: {
    pt: 'deve ser auto, lexical, local, openai ou http',
    en: 'must be auto, lexical, local, openai or http',
  },
  llmProvider: {
    pt: 'deve ser openai, openai_compatible ou anthropic',
    en: 'must be openai, openai_compatible or anthropic',
  },
  llmNeeds: {
    pt: 'falta, e LLM_PROVIDER precisa dela',
    en: 'is missing, and LLM_PROVIDER needs it',
  },
  httpNeeds: {
    pt: 'falta, e EMBEDDINGS_PROVIDER=http precisa dela',
    en: 'is missing, and EMBEDDINGS_PROVIDER=http needs it',
  },
  openaiNeedsKey: {
    pt: 'falta, e EMBEDDINGS_PROVIDER=openai precisa dela: crie uma em https://platform.openai.com/api-keys',
    en: 'is missing, and EMBEDDINGS_PROVIDER=openai needs it: make one at https://platform.openai.com/api-keys',
  },
  modelNeedsDimensions: {
    pt: 'falta: de EMBEDDINGS_MODEL não se sabe o tamanho dos vetores',
    en: 'is missing: how long the vectors of EMBEDDINGS_MODEL are is not known',
  },
  inputTypes: {
    pt: 'deve ser dois nomes separados por vírgula, como o serviço chama uma pergunta e um trecho: query,passage',
    en: 'must be two names separated by a comma, what the service calls a query and a passage: query,passage',
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
/** What a service calls a query, and what a passage. */
const inputTypes = z
  .string()
  .transform((value) => value.split(',').map((name) => name.trim()))
  .refine((names) => names.length === 2 && names.every((name) => /^[\w.:-]{1,100}$/.test(name)), 'inputTypes')
  .transform(([query = '', passage = '']) => ({ query, passage }))
const otlpHeaders = z
  .string()
  .transform((value) =>
    value
      .split(',')
      .map((pair) => pair.trim())
      .filter(Boolean),
  )
  .refine((pairs) => pairs.every((pair) => /^[\w-]+ *=[\x21-\x7e ]*$/.test(pair)), 'otlpHeaders')
  .transform((pairs) =>
    Object.fromEntries(pairs.map((pair) => pair.split(/ *= *(.*)/s).slice(0, 2) as [string, string])),
  )
// Fernet's form of 32 bytes. Of the last character two bits belong to no byte, and one key has one spelling.
const fernetKey = /^[\w-]{42}[AEIMQUYcgkosw048]=$/
const keys = z
  .string()
  .transform((value) => [...new Set(value.split(/[\s,]+/).filter(Boolean))])
  .refine((all) => all.length > 0 && all.every((key) => fernetKey.test(key)), 'key')
/** Exactly as tokens name them; `none` is no name. */
const issuers = z
  .string()
  .transform((value) => [...new Set(value.split(',').map((issuer) => issuer.trim()))])
  .refine((all) => all.every((issuer) => /^[\w.~:/?#@!$&'()*+;=%[\]-]{1,500}$/.test(issuer)), 'issuers')
  .transform((all) => all.map((issuer) => (issuer.toLowerCase() === 'none' ? null : issuer)))
/** Whatever looks like the other kind is refused. */
const supabaseKey = (not: KeyKind, reason: 'secretKey' | 'publishableKey') =>
  z
    .string()
    .trim()
    .refine((key) => kindOfKey(key) !== not, reason)
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

/** So high that only a runaway program or an attack reaches them. */
const usualQuotas: Record<(typeof rateClasses)[number], number> = {
  read: 6_000,
  write: 3_000,
  search: 1_200,
  upload: 1_200,
  guess: 60,
}
const quotas = z.string().transform((value, { addIssue }) => {
  if (value === '0') return { read: 0, write: 0, search: 0, upload: 0, guess: 0 }
  const pairs = value.split(',').map((pair) => /^\s*(\w+)=(\d{1,9})\s*$/.exec(pair))
  if (!pairs.every((pair) => pair && rateClasses.includes(pair[1] as (typeof rateClasses)[number]))) {
    addIssue({ code: 'custom', message: 'rateLimits' })
    return z.NEVER
  }
  return { ...usualQuotas, ...Object.fromEntries(pairs.map((pair) => [pair?.[1], Number(pair?.[2])])) }
})

/** Every variable that Renum reads, with its check and its default. */
export const variables = z.object({
  SUPABASE_URL: httpUrl.optional(),
  SUPABASE_KEY: supabaseKey('secret', 'secretKey').optional(),
  SUPABASE_SERVICE_KEY: supabaseKey('publishable', 'publishableKey').optional(),
  SUPABASE_DB_URL: databaseUrl.optional(),
  SUPABASE_PUBLIC_URL: httpUrl.optional(),
  SUPABASE_JWT_ISSUER: issuers.optional(),
  SUPABASE_JWT_SECRET: z.string().min(32, 'secret').optional(),
  RENUM_DB_DIRECT_URL: databaseUrl.optional(),
  RENUM_DB_POOL_SIZE: count(2).default(10),
  RENUM_DB_CONNECT_TIMEOUT_MS: count(100).default(10_000),
  RENUM_DB_WAIT_MS: count(0).default(30_000),
  RENUM_DB_POOL_MODE: z.enum(['auto', 'session', 'transaction'], 'poolMode').default('auto'),
  RENUM_STRICT_LOGIN: flag.default(false),
  RENUM_ALLOW_ANONYMOUS: flag.default(false),
  RENUM_ALLOW_SINGLE_FACTOR: flag.default(false),
  RENUM_PUBLIC_URL: httpUrl.optional(),
  RENUM_WEB_APP: flag.default(true),
  RENUM_OPEN_BROWSER: flag.default(true),
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
  EMBEDDINGS_PROVIDER: z.enum(['auto', 'lexical', 'local', 'openai', 'http'], 'provider').default('auto'),
  EMBEDDINGS_MODEL: model.optional(),
  EMBEDDINGS_MODELS_DIR: z.string().optional(),
  EMBEDDINGS_DTYPE: z.enum(modelDtypes, 'dtype').optional(),
  EMBEDDINGS_DOWNLOAD: flag.default(true),
  EMBEDDINGS_HUB_URL: httpUrl.default('https://huggingface.co'),
  EMBEDDINGS_URL: httpUrl.optional(),
  EMBEDDINGS_API_KEY: z.string().optional(),
  EMBEDDINGS_DIMENSIONS: count(1).max(16_000, 'number').optional(),
  EMBEDDINGS_CONCURRENCY: count(1).default(4),
  EMBEDDINGS_INPUT_TYPES: inputTypes.optional(),
  EMBEDDINGS_QUERY_PREFIX: z.string().max(200).optional(),
  EMBEDDINGS_PASSAGE_PREFIX: z.string().max(200).optional(),
  OPENAI_API_KEY: z.string().optional(),
  LLM_PROVIDER: z.enum(['openai', 'openai_compatible', 'anthropic'], 'llmProvider').optional(),
  LLM_URL: httpUrl.optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_FOR_CLIENTS: flag.default(true),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: otlpHeaders.optional(),
  OTEL_SERVICE_NAME: z.string().max(255).default('renum'),
  RENUM_TRACE_CONTENT: flag.default(false),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'smtp' }).optional(),
  ENCRYPTION_KEY: keys.optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'level').optional(),
  LANG: z.string().optional(),
  CI: z.string().optional(),
})

/** What of the environment a download needs; the process of a model gets nothing else of it. */
export const networkNames = [
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

/** Whether a model is named by its folder. */
export function isPath(model: string): boolean {
  return isAbsolute(model) || /^\.\.?[/\\]/.test(model)
}
