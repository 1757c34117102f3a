import { type Install, openInstall } from './install.ts'
import { settings as readSettings } from './settings.ts'
import { print } from './terminal.ts'

/** Runs a command on an install, beside the process that serves it, if any; says on standard error what takes a while. */
export async function withInstall<T>(command: string, body: (install: Install) => Promise<T>): Promise<T> {
  const install = await openInstall(readSettings('warn'), {
    command,
    join: true,
    onStep: (text) => print(process.stderr, text),
  })
  try {
    return await body(install)
  } finally {
    await install.close()
  }
}
