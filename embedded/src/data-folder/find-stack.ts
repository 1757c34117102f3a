import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StackFailedError } from '../errors.ts'
import type { StackConnection } from '../types.ts'
import { isLocked } from './lock.ts'
import { lockFiles, readOwner } from './owner.ts'

/** An owner that is just starting gets this long to say where it listens. */
const STARTING_MS = 60_000

/**
 * Finds the stack that a living process runs on this folder.
 * Returns null if no process owns it; waits for an owner that is still starting.
 */
export async function findStack(dataDir: string): Promise<StackConnection | null> {
  const folder = resolve(dataDir)
  const lock = join(folder, lockFiles.owner)
  const deadline = Date.now() + STARTING_MS
  while (existsSync(lock) && isLocked(lock)) {
    const owner = await readOwner(folder)
    if (owner?.connection && isAlive(owner.pid)) return owner.connection
    if (Date.now() > deadline) throw new StackFailedError(`The owner of ${folder} does not say where it listens.`)
    await sleep(100)
  }
  return null
}

/** Right after a `kill -9` owner.json still names the dead owner while the next one is starting. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
