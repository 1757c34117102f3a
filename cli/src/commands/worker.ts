import { startWorker } from '@renum/server'
import { openHome } from '../home.ts'
import { runUntilSignal } from '../run.ts'
import { settings as readSettings } from '../settings.ts'
import { print, say } from '../terminal.ts'

/** `renum worker`: background jobs alone; as many of them as there is work. */
export async function worker(): Promise<void> {
  const settings = readSettings('info')
  const home = await openHome(settings, {
    command: 'renum worker',
    join: true,
    onStep: (text) => print(process.stderr, text),
  })
  try {
    const running = await startWorker(home.config, home.logger)
    print(process.stdout, say('Worker aguardando tarefas', 'Worker waiting for jobs'))
    await runUntilSignal(running.stop)
  } finally {
    await home.close()
  }
}
