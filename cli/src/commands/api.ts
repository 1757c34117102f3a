import { assertPortFree, startApi } from '@renum/server'
import { openHome } from '../home.ts'
import { runUntilSignal } from '../run.ts'
import { settings as readSettings } from '../settings.ts'
import { print, say } from '../terminal.ts'

/** `renum api`: the REST API alone; as many of them as there are machines. */
export async function api(): Promise<void> {
  const settings = readSettings('info')
  await assertPortFree(settings.port, settings.host)
  const home = await openHome(settings, {
    command: 'renum api',
    join: true,
    onStep: (text) => print(process.stderr, text),
  })
  try {
    const running = await startApi(home.config, home.logger)
    print(process.stdout, say(`API no ar na porta ${running.port}`, `API listening on port ${running.port}`))
    await runUntilSignal(running.stop)
  } finally {
    await home.close()
  }
}
