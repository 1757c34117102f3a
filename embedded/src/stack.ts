import { join, resolve } from 'node:path'
import { killOrphan } from './child-process/kill-orphan.ts'
import type { ChildFailure, ChildSettings } from './child-process/protocol.ts'
import { Supervisor } from './child-process/supervisor.ts'
import { STATEMENT_LIMIT_MS } from './child-process/watchdog.ts'
import { type Lock, takeLock } from './data-folder/lock.ts'
import { lockFiles, readOwner, removeOwner } from './data-folder/owner.ts'
import { loadSecrets } from './data-folder/secrets.ts'
import { closeDataFolder } from './data-folder/socket-folder.ts'
import { FolderInUseError, PortInUseError, StackFailedError } from './errors.ts'
import type { Stack, StackOptions } from './types.ts'

/** Long enough that a process that only asks whether the folder is owned does not make a start fail. */
const OWNER_LOCK_WAIT_MS = 500

/**
 * Starts Postgres, Auth and Storage in a process of their own, on a folder that is then this process's alone.
 * Throws FolderInUseError, PortInUseError, or StackFailedError with the reason.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const dataDir = resolve(options.dataDir)
  await closeDataFolder(dataDir)
  const lock = takeLock(join(dataDir, lockFiles.owner), OWNER_LOCK_WAIT_MS)
  if (!lock) throw new FolderInUseError(dataDir, await readOwner(dataDir))

  try {
    return await startOwned(dataDir, options, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function startOwned(dataDir: string, options: StackOptions, lock: Lock): Promise<Stack> {
  const supervisor = new Supervisor({
    command: options.command,
    statementLimitMs: options.statementLimitMs ?? STATEMENT_LIMIT_MS,
    onEvent: options.onEvent ?? (() => {}),
    settings: await childSettings(dataDir, options),
  })
  const orphan = (await readOwner(dataDir))?.child_pid ?? null
  await supervisor.writeOwner(orphan)
  let failure = await supervisor.start()
  if (failure?.reason === 'locked' && orphan !== null) {
    await killOrphan(orphan, dataDir)
    failure = await supervisor.start()
  }
  if (failure) {
    await removeOwner(dataDir)
    throw errorOf(failure)
  }

  const stopOnce = async () => {
    await supervisor.stop()
    await removeOwner(dataDir)
    lock.release()
  }
  let stopped: Promise<void> | null = null
  return {
    connection: supervisor.connection,
    get restarts() {
      return supervisor.restarts
    },
    withoutLimit: (work) => supervisor.withoutLimit(work),
    // Called twice, it must not touch the files of the process that owns the folder by then.
    stop() {
      stopped ??= stopOnce()
      return stopped
    },
  }
}

async function childSettings(dataDir: string, options: StackOptions): Promise<ChildSettings> {
  return {
    dataDir,
    supabasePort: options.supabasePort,
    dbPort: options.dbPort,
    siteUrl: options.siteUrl,
    smtpUrl: options.smtpUrl,
    trustProxy: options.trustProxy,
    secrets: await loadSecrets(dataDir),
  }
}

function errorOf(failure: ChildFailure): Error {
  if (failure.reason === 'port_in_use') return new PortInUseError(failure.port, failure.variable)
  if (failure.reason === 'locked') return new StackFailedError('A database process still holds the data folder.')
  return new StackFailedError(`The embedded stack did not start: ${failure.message}`)
}
