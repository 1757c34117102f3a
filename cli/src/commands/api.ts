import { assertPortFree, startApi } from '@renum/server'
import { openInstall } from '../install.ts'
import { runUntilSignal } from '../run-until-signal.ts'
import { settings as readSettings } from '../settings.ts'
import { print, say } from '../terminal.ts'

/** `renum api`: the REST API alone; as many of them as there are machines. */
export async function api(): Promise<void> {
  const settings = readSettings('info')
  await assertPortFree(settings.port, settings.host)
  const install = await openInstall(settings, {
    command: 'renum api',
    join: true,
    onStep: (text) => print(process.stderr, text),
  })
  try {
    const running = await startApi(install.config, install.logger)
    print(process.stdout, say(`API no ar na porta ${running.port}`, `API listening on port ${running.port}`))
    await runUntilSignal(running.stop)
  } finally {
    await install.close()
  }
}
