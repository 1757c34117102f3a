import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasCode } from '../errors.ts'
import { writePrivateFile } from './socket-folder.ts'

export interface StackSecrets {
  db_password: string
  jwt_secret: string
  publishable_key: string
  secret_key: string
  encryption_key: string
}

const names = ['db_password', 'jwt_secret', 'publishable_key', 'secret_key', 'encryption_key'] as const

/** Reads the secrets of a data folder, or generates and keeps them on its first start. */
export async function loadSecrets(dataDir: string): Promise<StackSecrets> {
  const path = join(dataDir, 'secrets.json')
  const kept = await readSecrets(path)
  if (kept) return kept
  const secrets = generateSecrets()
  await writePrivateFile(path, `${JSON.stringify(secrets, null, 2)}\n`)
  return secrets
}

async function readSecrets(path: string): Promise<StackSecrets | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  })
  if (text === null) return null
  const parsed: unknown = JSON.parse(text)
  if (!isSecrets(parsed)) throw new Error(`${path} lacks one of ${names.join(', ')}; restore it from a copy.`)
  return parsed
}

function isSecrets(value: unknown): value is StackSecrets {
  if (typeof value !== 'object' || value === null) return false
  const record: Record<string, unknown> = { ...value }
  return names.every((name) => typeof record[name] === 'string' && record[name] !== '')
}

function generateSecrets(): StackSecrets {
  return {
    db_password: randomBytes(24).toString('base64url'),
    jwt_secret: randomBytes(48).toString('base64url'),
    publishable_key: generateKey('sb_publishable_'),
    secret_key: generateKey('sb_secret_'),
    encryption_key: fernetKey(),
  }
}

/** Same form as Supabase's opaque keys: prefix, 22 random characters, 8 of a checksum. */
function generateKey(prefix: string): string {
  const body = prefix + randomBytes(17).toString('base64url').slice(0, 22)
  const checksum = createHash('sha256').update(`supabase-self-hosted|${body}`).digest('base64url').slice(0, 8)
  return `${body}_${checksum}`
}

/** Fernet wants base64url with its padding. */
function fernetKey(): string {
  return randomBytes(32).toString('base64').replaceAll('+', '-').replaceAll('/', '_')
}
