import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { StackConnection } from '../types.ts'
import { writePrivateFile } from './socket-folder.ts'

/** Who owns a data folder: owner.json. It means something only while the folder's lock is held. */
export interface Owner {
  pid: number
  child_pid: number | null
  command: string
  started_at: string
  /** Null until the stack answers. */
  connection: StackConnection | null
}

const fileName = 'owner.json'

/** The two locks of a data folder: one held by the owner, one by its database process. */
export const lockFiles = { owner: 'owner.lock', database: 'lock.sqlite' } as const

export async function writeOwner(dataDir: string, owner: Owner): Promise<void> {
  await writePrivateFile(join(dataDir, fileName), `${JSON.stringify(owner, null, 2)}\n`)
}

/** Reads owner.json; null if there is none or it cannot be read. */
export async function readOwner(dataDir: string): Promise<Owner | null> {
  try {
    const parsed: Owner = JSON.parse(await readFile(join(dataDir, fileName), 'utf8'))
    return typeof parsed.pid === 'number' ? parsed : null
  } catch {
    return null
  }
}

export async function removeOwner(dataDir: string): Promise<void> {
  await rm(join(dataDir, fileName), { force: true })
}
