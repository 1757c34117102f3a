import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { assertPortFree, readEnvironment, startAll } from '@renum/server'
import { addressesOf } from '../addresses.ts'
import { openInstall } from '../install.ts'
import { openBrowser } from '../open-browser.ts'
import { runUntilSignal } from '../run-until-signal.ts'
import { language, settings as readSettings } from '../settings.ts'
import { print, say } from '../terminal.ts'

/** `renum start`: the API and a worker, on the configured Supabase or on the embedded stack. */
export async function start(): Promise<void> {
  const started = performance.now()
  const settings = readSettings('warn')
  await assertPortFree(settings.port, settings.host)
  const onStep = (text: string) => print(process.stdout, text)
  const install = await openInstall(settings, { command: 'renum start', join: false, onStep })
  try {
    const running = await startAll(install.config, install.logger)
    const [local = '', ...elsewhere] = addressesOf(settings.host, running.port)
    const url = settings.publicUrl ?? local
    const others = settings.publicUrl === null ? elsewhere : [local, ...elsewhere]
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const built = settings.webApp !== null && existsSync(join(settings.webApp, 'index.html'))
    const lines = [
      '',
      say(
        `Renum está no ar: ${url}  (pronto em ${seconds.replace('.', ',')} s)`,
        `Renum is running: ${url}  (ready in ${seconds} s)`,
      ),
      ...others.map((address) => `  ${say('também em', 'also at')} ${address}`),
      '',
      ...appLines(settings.webApp, built, url),
      `  ${say('Referência   ', 'Reference    ')}  ${url}/docs`,
      `  ${say('Configuração ', 'Configuration')}  ${url}/v1/config`,
      `  Supabase       ${install.config.supabase.url}`,
      ...(install.dataDir === null ? [] : [`  ${say('Dados        ', 'Data         ')}  ${install.dataDir}`]),
      `  Embeddings     ${running.embeddings.model} (${running.embeddings.mode})`,
      ...(running.embeddings.note === null ? [] : [`                 ${running.embeddings.note[language()]}`]),
      '',
      say('Ctrl+C encerra.', 'Ctrl+C stops it.'),
    ]
    print(process.stdout, lines.join('\n'))
    if (built && settings.openBrowser && process.stdin.isTTY && process.stdout.isTTY)
      openBrowser(url, readEnvironment())
    await runUntilSignal(async () => {
      print(process.stdout, say('Encerrando…', 'Stopping…'))
      await running.stop()
    })
  } finally {
    await install.close()
  }
}

/** Where the web app is, or how to get it; nothing where this process serves none. */
function appLines(folder: string | null, built: boolean, url: string): string[] {
  if (folder === null) return []
  const missing = say(
    'não foi construído: npm ci (sem --omit=dev), e npm run build:web',
    'is not built: npm ci (without --omit=dev), and npm run build:web',
  )
  return [`  ${say('Aplicativo   ', 'Web app      ')}  ${built ? `${url}/` : missing}`]
}
