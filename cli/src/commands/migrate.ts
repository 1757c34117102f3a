import { migrateAll } from '@renum/server'
import { openInstall } from '../install.ts'
import { settings as readSettings } from '../settings.ts'
import { print, say } from '../terminal.ts'

/** `renum migrate`: brings the schema and the queue up to date. */
export async function migrate(): Promise<void> {
  const settings = readSettings('warn')
  const install = await openInstall(settings, {
    command: 'renum migrate',
    join: true,
    onStep: (text) => print(process.stderr, text),
  })
  try {
    const applied = await migrateAll(install.config, install.logger)
    for (const name of applied) print(process.stdout, `  ${name}`)
    print(
      process.stdout,
      say(
        `O esquema está em dia (${applied.length} migrações aplicadas agora).`,
        `The schema is up to date (${applied.length} migrations applied now).`,
      ),
    )
  } finally {
    await install.close()
  }
}
