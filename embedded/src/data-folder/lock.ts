import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

const SQLITE_BUSY = 5

/** Keeps the handles of held locks reachable: a collected handle would be closed, and its lock lost. */
const held = new Set<DatabaseSync>()

export interface Lock {
  release(): void
}

/**
 * Takes a lock that the kernel drops with the process, `kill -9` included, so that nothing stale can stay behind.
 * Node has no flock(2); SQLite's file lock is the one that it carries.
 * Returns null if another process (or another lock of this one) holds it longer than `waitMs`.
 */
export function takeLock(path: string, waitMs: number): Lock | null {
  makePrivate(path)
  const database = new DatabaseSync(path)
  try {
    database.exec(`pragma busy_timeout = ${waitMs}`)
    database.exec('pragma locking_mode = exclusive')
    database.exec('begin exclusive')
    held.add(database)
    return {
      release() {
        if (held.delete(database)) database.close()
      },
    }
  } catch (error) {
    database.close()
    if (isBusy(error)) return null
    throw error
  }
}

/** Who can read a lock file can hold its lock. SQLite makes it for everybody; and of a held one no handle may be closed. */
function makePrivate(path: string): void {
  if (existsSync(path)) chmodSync(path, 0o600)
  else closeSync(openSync(path, 'a', 0o600))
}

/** True while another process holds the lock. Reads only, so that asking does not lock anybody out. */
export function isLocked(path: string): boolean {
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    database.prepare('select 1 from sqlite_master').all()
    return false
  } catch (error) {
    if (isBusy(error)) return true
    throw error
  } finally {
    database.close()
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}
