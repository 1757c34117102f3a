import { createHash, randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { Problem } from '../../problems.ts'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const prefix = 'rnm_'
/** 256 bits; then the checksum, so that what was mistyped or cut off is refused without asking anybody. */
const [randomLength, checksumLength] = [43, 6]
const form = new RegExp(`^${prefix}[0-9A-Za-z]{${randomLength + checksumLength}}$`)

/** What is kept of a key: `key_hash` to know it again, the rest to tell it from others in a list. */
export interface Kept {
  key_hash: string
  prefix: string
  last_four: string
}

/** A new key, and what is kept of it. */
export function newKey(): { key: string; kept: Kept } {
  const random = Array.from({ length: randomLength }, () => alphabet[randomInt(alphabet.length)]).join('')
  const key = `${prefix}${random}${checksumOf(random)}`
  return { key, kept: { key_hash: hashOf(key), prefix: key.slice(0, prefix.length + 8), last_four: key.slice(-4) } }
}

/** Whether a bearer token is meant as an API key, whole or not. */
export function isKey(token: string): boolean {
  return token.startsWith(prefix)
}

/** The hash that a key is known by: SHA-256, lower-case hex. Raises `key_malformed`. */
export function readKey(key: string): string {
  const random = key.slice(prefix.length, prefix.length + randomLength)
  if (!form.test(key) || key.slice(-checksumLength) !== checksumOf(random)) throw new Problem('key_malformed')
  return hashOf(key)
}

function checksumOf(random: string): string {
  let rest = crc32(random)
  let text = ''
  for (let i = 0; i < checksumLength; i++) {
    text = `${alphabet[rest % alphabet.length]}${text}`
    rest = Math.floor(rest / alphabet.length)
  }
  return text
}

/** Not slow on purpose: 256 random bits cannot be guessed from their hash. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}
