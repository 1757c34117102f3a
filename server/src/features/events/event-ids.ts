import { createCipheriv, createDecipheriv } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../../db/pool.ts'
import { queries } from '../../db/query-builder.ts'
import { withSystem } from '../../db/system.ts'
import { Problem } from '../../problems.ts'

/** What an id says: a revision, and of a collection the oldest transaction that was running then. Both below 2^48. */
interface Told {
  revision: number
  horizon: number | null
}

/**
 * The ids of events, which tell their bearer nothing: both numbers count what all clients do. `open` raises
 * `invalid_cursor` for what was not sealed with this key.
 */
export interface EventIds {
  seal(told: Told): string
  open(id: string): Told
}

/** Two numbers, and four bytes of zeros: of made-up ids one in 2^32 has them, and is but another place to begin. */
const length = 16
const numberLength = 6

/** @param key 16 bytes. One block of AES is a permutation of its own: it takes no mode, and no nonce. */
export function createEventIds(key: Uint8Array): EventIds {
  return {
    seal({ revision, horizon }) {
      const block = Buffer.alloc(length)
      block.writeUIntBE(revision, 0, numberLength)
      block.writeUIntBE(horizon ?? 0, numberLength, numberLength)
      return createCipheriv('aes-128-ecb', key, null).setAutoPadding(false).update(block).toString('base64url')
    },
    open(id) {
      const sealed = Buffer.from(id, 'base64url')
      if (sealed.length === length && sealed.toString('base64url') === id) {
        const block = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false).update(sealed)
        if (block.readUInt32BE(2 * numberLength) === 0) {
          const horizon = block.readUIntBE(numberLength, numberLength)
          return { revision: block.readUIntBE(0, numberLength), horizon: horizon === 0 ? null : horizon }
        }
      }
      throw new Problem('invalid_cursor', { field: 'Last-Event-ID' })
    },
  }
}

/** With the key of the database, which all of its processes share: a stream is gone on with at any of them. */
export async function openEventIds(database: Database): Promise<EventIds> {
  const [row] = await withSystem(database, (tx) =>
    tx.run(sql<{ event_key: Buffer }>`select event_key from private.install_settings`.compile(queries)),
  )
  if (!row) throw new Error('private.install_settings has no row')
  return createEventIds(row.event_key)
}
