import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAll } from '@renum/server'
import { openInstall } from './install.ts'
import { settings as readSettings } from './settings.ts'

/** Runs a whole install on a fresh embedded stack in a temporary folder, gives its address, and leaves nothing. */
export async function withTemporaryInstall<T>(
  command: string,
  onStep: (text: string) => void,
  body: (api: string) => Promise<T>,
): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'renum-'))
  const configured = readSettings('error')
  const { embeddings } = configured
  const settings = {
    ...configured,
    // A model is downloaded for an install that stays, or where somebody asks for it.
    embeddings: { ...embeddings, download: embeddings.download && embeddings.provider === 'local' },
    supabase: null,
    smtpUrl: null,
    // One's own, and gone with this command.
    host: '127.0.0.1',
    rateLimits: { read: 0, write: 0, search: 0, upload: 0, guess: 0 },
    redisUrl: null,
    dataDir,
    port: 0,
    supabasePort: 0,
    dbPort: 0,
  }
  try {
    const install = await openInstall(settings, { command, join: false, onStep })
    try {
      const running = await startAll(install.config, install.logger)
      try {
        return await body(`http://127.0.0.1:${running.port}`)
      } finally {
        await running.stop()
      }
    } finally {
      await install.close()
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}
