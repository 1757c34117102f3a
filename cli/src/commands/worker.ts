import { startWorker } from '@renum/server'
import { openInstall } from '../install.ts'
import { runUntilSignal } from '../run-until-signal.ts'
import { settings as readSettings } from '../settings.ts'
import { print, say } from '../terminal.ts'

/** `renum worker`: background jobs alone; as many of them as there is work. */
export async function worker(): Promise<void> {
  const settings = readSettings('info')
  const install = await openInstall(settings, {
    command: 'renum worker',
    join: true,
    onStep: (text) => print(process.stderr, text),
  })
  try {
    const running = await startWorker(install.config, install.logger)
    print(process.stdout, say('Worker aguardando tarefas', 'Worker waiting for jobs'))
    await runUntilSignal(running.stop)
  } finally {
    await install.close()
  }
}
