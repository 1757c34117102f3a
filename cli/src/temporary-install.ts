import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAll } from '@renum/server'
import { openInstall } from './install.ts'
import { stopRequest } from './run-until-signal.ts'
import { settings as readSettings } from './settings.ts'

/**
 * Runs a whole install on a fresh embedded stack in a temporary folder, gives its address, and leaves nothing, also where
 * it is told to stop before `body` has ended: then the process exits with 130 (SIGINT) or 143.
 */
export async function withTemporaryInstall(
  command: string,
  onStep: (text: string) => void,
  body: (api: string) => Promise<void>,
): Promise<void> {
  const stop = stopRequest()
  try {
    const code = await inTemporaryFolder((dataDir) => onInstall(dataDir, command, onStep, body, stop.promise))
    if (code !== null) process.exit(code)
  } finally {
    stop.release()
  }
}

async function inTemporaryFolder<T>(body: (path: string) => Promise<T>): Promise<T> {
  const path = await mkdtemp(join(tmpdir(), 'renum-'))
  try {
    return await body(path)
  } finally {
    await rm(path, { recursive: true, force: true })
  }
}

/** The exit code of a request to stop that came before `body` had ended, otherwise null. */
async function onInstall(
  dataDir: string,
  command: string,
  onStep: (text: string) => void,
  body: (api: string) => Promise<void>,
  stopped: Promise<number>,
): Promise<number | null> {
  const configured = readSettings('error')
  const { embeddings } = configured
  const settings = {
    ...configured,
    // A model is downloaded for an install that stays, or where the configuration asks for it.
    embeddings: { ...embeddings, download: embeddings.download && embeddings.provider === 'local' },
    supabase: null,
    smtpUrl: null,
    // Of this command alone, and gone with it.
    host: '127.0.0.1',
    rateLimits: { read: 0, write: 0, search: 0, upload: 0, guess: 0 },
    redisUrl: null,
    dataDir,
    port: 0,
    supabasePort: 0,
    dbPort: 0,
  }
  const install = await openInstall(settings, { command, join: false, onStep })
  try {
    const running = await startAll(install.config, install.logger)
    try {
      // A request that came while this started wins over a body that has only begun.
      return await Promise.race([stopped, body(`http://127.0.0.1:${running.port}`).then(() => null)])
    } finally {
      await running.stop()
    }
  } finally {
    await install.close()
  }
}
