import { createHmac } from 'node:crypto'
import { same } from './callers.ts'

/**
 * What a mailed link carries: the hash that Auth keeps, and a seal of 256 bits. The hash alone is SHA-256 of the address and
 * six digits, which anybody can try; without the seal it opens nothing.
 */
export function sealToken(hash: string, jwtSecret: string): string {
  return `${hash}.${createHmac('sha256', jwtSecret).update(`link ${hash}`).digest('hex')}`
}

/** The hash of a sealed token; undefined where the seal is not ours. */
export function openToken(token: string, jwtSecret: string): string | undefined {
  const [hash = ''] = token.split('.')
  return same(token, sealToken(hash, jwtSecret)) ? hash : undefined
}
