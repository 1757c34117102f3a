import { createHash, createHmac } from 'node:crypto'
import { decrypt, encrypt, type FernetKey, InvalidToken, readKey } from './fernet.ts'

/** The row that a secret belongs to. Fernet knows no associated data, so it is inside the envelope and compared. */
interface Owner {
  client_id: string
  id: string
  /** Of which kind, where it is no credential: ids are told apart within a kind. */
  kind?: 'webhook' | undefined
}

interface Sealed {
  token: string
  /** Which key sealed it: stands beside the value, so that rotation finds what is left without opening anything. */
  key_id: string
}

/**
 * Why a secret could not be opened: `unreadable` under any of the keys, or sealed for another row (`swapped`).
 */
export class SecretError extends Error {
  readonly reason: 'unreadable' | 'swapped'

  constructor(reason: SecretError['reason']) {
    super(`the secret is ${reason}`)
    this.name = 'SecretError'
    this.reason = reason
  }
}

/** Encrypts with the first of its keys and decrypts with any, as Python's MultiFernet. */
export interface Keyring {
  /** Of the key that seals. */
  key_id: string
  key_ids: string[]
  seal(owner: Owner, value: string): Sealed
  /** Raises SecretError. */
  open(owner: Owner, token: string): string
  /** The same secret under the first key; it keeps the time of its token. Raises SecretError. */
  rotate(owner: Owner, token: string): Sealed
  /** Tells texts apart without giving them away, as a hash does to one who lacks the key. Hex. */
  digest(text: string): string
}

interface Key {
  id: string
  key: FernetKey
}

/** Eight hex digits that name a key and tell nothing of it. */
export function keyId(text: string): string {
  return createHash('sha256').update(`renum key ${text}`).digest('hex').slice(0, 8)
}

/** @param texts Fernet keys, newest first; null where one is none, or where there is none at all */
export function createKeyring(texts: readonly string[]): Keyring | null {
  const keys = texts.flatMap((text) => {
    const key = readKey(text)
    return key ? [{ id: keyId(text), key }] : []
  })
  const [newest] = keys
  if (!newest || keys.length !== texts.length) return null
  return {
    key_id: newest.id,
    key_ids: keys.map(({ id }) => id),
    seal: (owner, value) => ({ token: encrypt(newest.key, envelope(owner, value)), key_id: newest.id }),
    open: (owner, token) => openEnvelope(owner, openWithAny(keys, token).message),
    rotate(owner, token) {
      const { message, at } = openWithAny(keys, token)
      openEnvelope(owner, message)
      return { token: encrypt(newest.key, message, at), key_id: newest.id }
    },
    // What Fernet signs begins with 0x80: never this.
    digest: (text) => createHmac('sha256', newest.key.signing).update(`renum digest ${text}`).digest('hex'),
  }
}

function openWithAny(keys: readonly Key[], token: string) {
  for (const { key } of keys) {
    try {
      return decrypt(key, token)
    } catch (error) {
      if (!(error instanceof InvalidToken)) throw error
    }
  }
  throw new SecretError('unreadable')
}

function envelope({ client_id, id, kind }: Owner, value: string): Buffer {
  return Buffer.from(JSON.stringify({ client_id, id, kind, value }))
}

function openEnvelope(owner: Owner, message: Buffer): string {
  const read: unknown = parse(message)
  if (typeof read !== 'object' || read === null) throw new SecretError('unreadable')
  const { client_id, id, kind, value } = read as Record<string, unknown>
  if (typeof value !== 'string') throw new SecretError('unreadable')
  if (client_id !== owner.client_id || id !== owner.id || kind !== owner.kind) throw new SecretError('swapped')
  return value
}

function parse(message: Buffer): unknown {
  try {
    return JSON.parse(message.toString())
  } catch {
    return null
  }
}
