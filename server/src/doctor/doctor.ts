import type { Config } from '../config.ts'
import { openQueue } from '../db/pg-boss/open-queue.ts'
import { type Database, openDatabase } from '../db/pool.ts'
import { readDatabaseInfo } from '../db/schema/database-info.ts'
import { unreleasedSchema } from '../db/schema/migrations.ts'
import { preflight } from '../db/schema/preflight.ts'
import { describeKeys } from '../features/encryption-keys/encryption-keys.ts'
import { type Language, Problem } from '../problems.ts'
import { openEmbedders } from '../providers/embeddings/embedders.ts'
import { LocalModelError } from '../providers/embeddings/model-problems.ts'
import { createKeyring } from '../providers/encryption/keyring.ts'
import { createFileStorage } from '../providers/storage/storage.ts'
import { createServiceClient } from '../providers/supabase.ts'
import type { Logger } from '../telemetry/logger.ts'
import { examineAuth } from './examine-auth.ts'

type Text = Record<Language, string>

/** What a look at one part of an install found. */
export interface Finding {
  check:
    | 'configuration'
    | 'connection'
    | 'versions'
    | 'migrations'
    | 'roles'
    | 'queue'
    | 'auth'
    | 'storage'
    | 'embeddings'
    | 'encryption'
    | 'mail'
  status: 'ok' | 'warning' | 'failed'
  text: Text
}

type Check = (what: { config: Config; database: Database; logger: Logger }) => Promise<Omit<Finding, 'check'>>

const both = (text: string): Text => ({ pt: text, en: text })
const joined = (texts: Text[]): Text => ({
  pt: texts.map(({ pt }) => pt).join('; '),
  en: texts.map(({ en }) => en).join('; '),
})
const ok = (text: string | Text) => ({ status: 'ok' as const, text: typeof text === 'string' ? both(text) : text })

const checks: Record<Finding['check'], Check> = {
  // A configuration with faults was refused before, with all of them in one message.
  configuration: async ({ config: { supabase, database } }) => {
    const places = `${supabase.url}, ${new URL(supabase.dbUrl).host}`
    const seconds = database.connectTimeoutMs / 1000
    return ok({
      pt: `${places}, até ${database.poolSize} conexões, ${seconds} s para conectar`,
      en: `${places}, up to ${database.poolSize} connections, ${seconds} s to connect`,
    })
  },
  connection: async ({ database }) => {
    const { login, latency_ms, size } = await readDatabaseInfo(database)
    return ok(`${login}, ${latency_ms} ms, ${Math.round(size / 1024 / 1024)} MB`)
  },
  versions: async ({ database }) => {
    const { postgres, pgvector } = await readDatabaseInfo(database)
    return ok(`Postgres ${postgres}, pgvector ${pgvector ?? '–'}, Node ${process.versions.node}`)
  },
  migrations: async ({ database }) => {
    const { applied, known, unreleased } = (await readDatabaseInfo(database)).migrations
    if (unreleased) return { status: 'failed', text: unreleasedSchema() }
    if (applied === known) return ok(`${applied}/${known}`)
    const text = {
      pt: `${applied} de ${known} aplicadas: rode \`renum migrate\``,
      en: `${applied} of ${known} applied: run \`renum migrate\``,
    }
    return { status: 'failed', text }
  },
  roles: async ({ config, database }) => {
    const { faults, notes } = await preflight(database, config.database)
    const [fault] = faults
    if (fault) return { status: 'failed', text: fault }
    return ok(notes.length > 0 ? joined(notes) : { pt: 'presos à row level security', en: 'bound by row security' })
  },
  queue: async ({ database, logger }) => {
    const queue = await openQueue(database, logger, false)
    try {
      await queue.ping()
      return ok('pg-boss')
    } finally {
      await queue.stop(0)
    }
  },
  auth: ({ config }) => examineAuth(config.supabase),
  storage: async ({ config }) => {
    await createFileStorage(createServiceClient(config.supabase), config.supabase.url).ping()
    return ok({ pt: 'bucket documents, privado', en: 'bucket documents, private' })
  },
  embeddings: async ({ config, logger }) => {
    // Looks at what is there, and downloads nothing.
    const embedders = await openEmbedders({ ...config.embeddings, download: false }, logger)
    try {
      const { model, mode, dimensions } = embedders.current
      const text = `${model} (${mode}, ${dimensions})`
      if (embedders.note === null) return ok(text)
      const { pt, en } = embedders.note
      return { status: 'warning', text: { pt: `${text}: ${pt}`, en: `${text}: ${en}` } }
    } finally {
      await embedders.close()
    }
  },
  encryption: ({ config, database }) => examineKeys(config, database),
  mail: async ({ config }) =>
    config.smtpUrl === null
      ? ok({
          pt: 'sem SMTP_URL: quem envia é o Supabase; o embutido mostra as mensagens no terminal',
          en: 'no SMTP_URL: Supabase sends it; the embedded one shows messages on the terminal',
        })
      : ok(new URL(config.smtpUrl).host),
}

/** How much is under which key, by the keys' ids. */
async function examineKeys(config: Config, database: Database): Promise<Omit<Finding, 'check'>> {
  const keyring = createKeyring(config.encryptionKeys)
  const { keys, faults } = await describeKeys(database, keyring)
  const [fault] = faults
  if (fault) return { status: 'failed', text: fault }
  if (!keyring) {
    const text = {
      pt: 'ENCRYPTION_KEY não está definida: credenciais e webhooks não podem ser guardados (`renum keys generate`)',
      en: 'ENCRYPTION_KEY is not set: no credentials and webhooks can be kept (`renum keys generate`)',
    }
    return { status: 'warning', text }
  }
  const living = keys.filter(({ lost_at }) => lost_at === null)
  const rows = (key_id: string) => living.find((key) => key.key_id === key_id)?.rows ?? 0
  const counts = [...new Set([keyring.key_id, ...living.map(({ key_id }) => key_id)])]
    .map((key_id) => `${key_id}: ${rows(key_id)}`)
    .join(', ')
  const left = living.reduce((sum, { key_id, rows }) => (key_id === keyring.key_id ? sum : sum + rows), 0)
  const unreadable = keys.reduce((sum, key) => sum + key.unreadable, 0)
  const pt = [`segredos por chave: ${counts}`]
  const en = [`secrets by key: ${counts}`]
  if (left > 0) {
    pt.push(`a rotação não terminou (${left} sob chaves antigas): rode \`renum keys rotate\``)
    en.push(`a rotation is unfinished (${left} under old keys): run \`renum keys rotate\``)
  }
  if (unreadable > 0) {
    pt.push(`${unreadable} precisam ser informadas de novo`)
    en.push(`${unreadable} need to be entered again`)
  }
  return { status: left > 0 ? 'warning' : 'ok', text: { pt: pt.join('; '), en: en.join('; ') } }
}

/** Looks at every part of an install, one after the other, and tells of each; what fails keeps none from being looked at. */
export async function* examine(config: Config, logger: Logger): AsyncGenerator<Finding> {
  const database = openDatabase(config.supabase.dbUrl, { ...config.database, poolSize: 2 }, logger)
  try {
    for (const [check, look] of Object.entries(checks) as [Finding['check'], Check][]) {
      try {
        yield { check, ...(await look({ config, database, logger })) }
      } catch (error) {
        yield { check, status: 'failed', text: reasonOf(error) }
      }
    }
  } finally {
    await database.close()
  }
}

function reasonOf(error: unknown): Text {
  if (error instanceof LocalModelError) return error.text
  if (!(error instanceof Problem)) return both(error instanceof Error ? error.message : String(error))
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return { pt: `${error.text('pt')}${cause}`, en: `${error.text('en')}${cause}` }
}
