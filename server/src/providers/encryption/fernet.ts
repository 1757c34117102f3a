import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Fernet, version 0x80: github.com/fernet/spec, Spec.md. 0x80 ‖ seconds (64 bits) ‖ IV ‖ AES-128-CBC ‖ HMAC-SHA256. */
const version = 0x80
const head = 1 + 8 + 16
const block = 16
const macLength = 32

/** How far ahead a token's clock may be where its age is asked for, in seconds: as Python's `cryptography`. */
const maxClockSkew = 60

/** The two halves of a key, each 16 bytes. */
export interface FernetKey {
  signing: Buffer
  encryption: Buffer
}

/** Why a token was refused. Which check it was is not said: a reader must not learn from it. */
export class InvalidToken extends Error {
  constructor() {
    super('invalid token')
    this.name = 'InvalidToken'
  }
}

/** Strict base64url with its padding: Buffer skips what it does not know, and two texts would be one token. */
function decodeBase64url(text: string): Buffer | null {
  if (!/^(?:[\w-]{4})*(?:[\w-]{2}==|[\w-]{3}=)?$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64url')
  return encodeBase64url(bytes) === text ? bytes : null
}

function encodeBase64url(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_')
}

/** 32 bytes in base64url, with padding; null for anything else. */
export function readKey(text: string): FernetKey | null {
  const bytes = decodeBase64url(text)
  if (bytes?.length !== 32) return null
  return { signing: bytes.subarray(0, 16), encryption: bytes.subarray(16) }
}

export function generateKey(): string {
  return encodeBase64url(randomBytes(32))
}

/** @param at seconds since 1970 that the token carries, and the IV: of their own only where a token is to be the same again */
export function encrypt(
  key: FernetKey,
  message: Uint8Array,
  at = Math.floor(Date.now() / 1000),
  iv = randomBytes(16),
): string {
  const cipher = createCipheriv('aes-128-cbc', key.encryption, iv)
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(at))
  const signed = Buffer.concat([Buffer.of(version), time, iv, cipher.update(message), cipher.final()])
  return encodeBase64url(Buffer.concat([signed, sign(key, signed)]))
}

function sign(key: FernetKey, bytes: Buffer): Buffer {
  return createHmac('sha256', key.signing).update(bytes).digest()
}

/**
 * The message, and when it was encrypted (seconds since 1970). Raises InvalidToken.
 *
 * @param age where given, a token older than `ttl` seconds, or from the future, is refused
 */
export function decrypt(
  key: FernetKey,
  token: string,
  age?: { ttl: number; now?: number },
): { message: Buffer; at: number } {
  const bytes = decodeBase64url(token)
  const sealed = bytes ? bytes.length - head - macLength : 0
  if (!bytes || bytes[0] !== version || sealed < block || sealed % block !== 0) throw new InvalidToken()
  const at = Number(bytes.readBigUInt64BE(1))
  if (age) {
    const now = age.now ?? Math.floor(Date.now() / 1000)
    if (at + age.ttl < now || at > now + maxClockSkew) throw new InvalidToken()
  }
  const signed = bytes.subarray(0, -macLength)
  if (!timingSafeEqual(sign(key, signed), bytes.subarray(-macLength))) throw new InvalidToken()
  const decipher = createDecipheriv('aes-128-cbc', key.encryption, bytes.subarray(9, head))
  try {
    return { message: Buffer.concat([decipher.update(signed.subarray(head)), decipher.final()]), at }
  } catch {
    throw new InvalidToken()
  }
}
