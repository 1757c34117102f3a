import { type Home, openHome } from './home.ts'
import { settings as readSettings } from './settings.ts'
import { print } from './terminal.ts'

/** Runs what works on an install, beside whatever process serves it; says on standard error what takes a while. */
export async function atHome<T>(command: string, body: (home: Home) => Promise<T>): Promise<T> {
  const home = await openHome(readSettings('warn'), {
    command,
    join: true,
    onStep: (text) => print(process.stderr, text),
  })
  try {
    return await body(home)
  } finally {
    await home.close()
  }
}
