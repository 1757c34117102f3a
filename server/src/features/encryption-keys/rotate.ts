import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../db/pool.ts'
import { withSystem } from '../../db/system.ts'
import { Problem } from '../../problems.ts'
import { type Keyring, SecretError } from '../../providers/encryption/keyring.ts'
import {
  countUnder,
  markUnreadable,
  type Place,
  type Position,
  places,
  readKeys,
  retireKey,
  type SealedRow,
  takeRows,
  writeRows,
} from './encryption-keys.repository.ts'

interface Unrotated {
  kind: 'credential' | 'webhook'
  client_id: string
  id: string
  reason: SecretError['reason']
}

export interface Rotation {
  /** Under which everything is now, but what is in `unreadable`. */
  key_id: string
  rotated: number
  seconds: number
  rows_per_second: number
  /** Values that no key opens, or that belong to another row: they stay as they are, and have to be entered again. */
  unreadable: Unrotated[]
  /** Keys that nothing is under any more, and that nothing can be written under from here on. */
  retired: string[]
  /** Values under other keys: the unreadable ones, and those of keys that this process does not have. */
  left: number
}

const start: Position = {
  client_id: '00000000-0000-0000-0000-000000000000',
  id: '00000000-0000-0000-0000-000000000000',
}
/** How often what others have locked is looked at again; each time after a longer pause. */
const passes = 20

/**
 * Puts every value under the newest key, while everybody works on: a batch is a transaction, so that whatever ends this
 * loses one batch at most, and the next call goes on with what is left. Safe to run twice at once.
 *
 * @param batch rows of a transaction
 * @param onProgress told after each batch: rows looked at, and how many there were at the beginning
 */
export async function rotate(
  database: Database,
  keyring: Keyring,
  { batch = 500, onProgress = () => {} }: { batch?: number; onProgress?: (done: number, total: number) => void } = {},
): Promise<Rotation> {
  const started = performance.now()
  const unreadable = new Map<string, Unrotated>()
  const retired: string[] = []
  let rotated = 0
  const old = await oldKeys(database, keyring)
  const total = await withSystem(database, (tx) => countUnder(tx, old))
  for (let pass = 0; pass < passes; pass++) {
    for (const [place, key_id] of places.flatMap((place) => old.map((key_id) => [place, key_id] as const))) {
      let after: Position | undefined = start
      while (after) {
        const done = await rotateBatch(database, keyring, place, key_id, after, batch)
        rotated += done.rotated
        for (const each of done.unreadable) unreadable.set(`${place.table} ${place.value} ${each.id}`, each)
        after = done.last
        onProgress(Math.min(rotated + unreadable.size, total), total)
      }
    }
    for (const key_id of old) {
      if (!retired.includes(key_id) && (await retire(database, key_id))) retired.push(key_id)
    }
    const left = await withSystem(database, (tx) => countUnder(tx, old))
    if (left <= unreadable.size) break
    // The rest was locked, or is still being written under an old key.
    await sleep(50 * (pass + 1))
  }
  const seconds = (performance.now() - started) / 1000
  const others = (await withSystem(database, readKeys)).map(({ key_id }) => key_id)
  return {
    key_id: keyring.key_id,
    rotated,
    seconds,
    rows_per_second: Math.round(rotated / seconds),
    unreadable: [...unreadable.values()],
    retired,
    left: await withSystem(database, (tx) =>
      countUnder(
        tx,
        others.filter((key_id) => key_id !== keyring.key_id),
      ),
    ),
  }
}

/** The keys that this process has and the database knows, but the newest. */
async function oldKeys(database: Database, keyring: Keyring): Promise<string[]> {
  const registered = await withSystem(database, readKeys)
  return registered
    .map(({ key_id }) => key_id)
    .filter((key_id) => key_id !== keyring.key_id && keyring.key_ids.includes(key_id))
}

function rotateBatch(
  database: Database,
  keyring: Keyring,
  place: Place,
  key_id: string,
  after: Position,
  batch: number,
) {
  return withSystem(database, async (tx) => {
    const rows = await takeRows(tx, place, key_id, after, batch)
    const fresh: SealedRow[] = []
    const unreadable: Unrotated[] = []
    for (const { client_id, id, token } of rows) {
      try {
        fresh.push({ client_id, id, token: keyring.rotate({ client_id, id, kind: place.kind }, token).token })
      } catch (error) {
        if (!(error instanceof SecretError)) throw error
        unreadable.push({ kind: place.kind ?? 'credential', client_id, id, reason: error.reason })
      }
    }
    if (fresh.length > 0) await writeRows(tx, place, keyring.key_id, fresh)
    if (unreadable.length > 0) await markUnreadable(tx, place, unreadable)
    // A short batch is the last one, unless it was short for what others hold: the next pass sees those.
    return { rotated: fresh.length, unreadable, last: rows.at(-1) }
  })
}

async function retire(database: Database, key_id: string): Promise<boolean> {
  try {
    return await withSystem(database, (tx) => retireKey(tx, key_id))
  } catch (error) {
    // A transaction wrote under it at this very moment.
    if (error instanceof Problem && error.code === 'conflict') return false
    throw error
  }
}
