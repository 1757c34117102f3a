import { resolve } from 'node:path'
import { holdsDatabase } from '@renum/embedded'
import { CommandError } from './command-error.ts'
import { type Install, type InstallOptions, openInstall } from './install.ts'
import { settings as readSettings } from './settings.ts'
import { print, say } from './terminal.ts'

/** Runs a command on an install, beside the process that serves it, if any; says on standard error what takes a while. */
export async function withInstall<T>(command: string, body: (install: Install) => Promise<T>): Promise<T> {
  const install = await openExisting(readSettings('warn'), command)
  try {
    return await body(install)
  } finally {
    await install.close()
  }
}

/** As `openInstall`, for a command that makes none where there is none. Raises CommandError, with where it looked. */
export async function openExisting(
  settings: ReturnType<typeof readSettings>,
  command: InstallOptions['command'],
): Promise<Install> {
  if (!settings.supabase && !holdsDatabase(settings.dataDir)) {
    const path = resolve(settings.dataDir)
    throw new CommandError(
      say(
        `Não há um Renum em ${path}. Chame o comando da pasta em que ele foi iniciado, informe RENUM_DATA_DIR, ou inicie um com npm start.`,
        `There is no Renum in ${path}. Call the command from the folder that it was started in, set RENUM_DATA_DIR, or start one with npm start.`,
      ),
    )
  }
  return openInstall(settings, { command, join: true, onStep: (text) => print(process.stderr, text) })
}
