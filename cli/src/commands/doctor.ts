import { examine, type Finding } from '@renum/server'
import { openHome } from '../home.ts'
import { language, settings as readSettings } from '../settings.ts'
import { print, say } from '../terminal.ts'

const names: Record<Finding['check'], { pt: string; en: string }> = {
  configuration: { pt: 'configuração', en: 'configuration' },
  connection: { pt: 'conexão', en: 'connection' },
  versions: { pt: 'versões', en: 'versions' },
  migrations: { pt: 'migrações', en: 'migrations' },
  roles: { pt: 'papéis', en: 'roles' },
  queue: { pt: 'fila', en: 'queue' },
  auth: { pt: 'autenticação', en: 'authentication' },
  storage: { pt: 'arquivos', en: 'files' },
  embeddings: { pt: 'embeddings', en: 'embeddings' },
  mail: { pt: 'e-mail', en: 'mail' },
}

const marks = { ok: '✓', warning: '!', failed: '✗' } as const

/** `renum doctor`: whether an install has what it needs. Exits 1 where something it needs does not work. */
export async function doctor({ json = false }: { json?: boolean }): Promise<void> {
  const settings = readSettings('silent')
  const home = await openHome(settings, {
    command: 'renum doctor',
    join: true,
    onStep: (text) => print(process.stderr, text),
  })
  try {
    const found: Finding[] = []
    for await (const finding of examine(home.config, home.logger)) {
      found.push(finding)
      const { check, status, text } = finding
      if (!json) print(process.stdout, `  ${marks[status]} ${names[check][language()].padEnd(14)} ${text[language()]}`)
    }
    const ok = found.every(({ status }) => status !== 'failed')
    if (!ok) process.exitCode = 1
    if (json) {
      const checks = found.map(({ text, ...finding }) => ({ ...finding, text: text[language()] }))
      print(process.stdout, JSON.stringify({ ok, checks }))
    } else {
      print(
        process.stdout,
        ok ? say('Tudo em ordem.', 'All in order.') : say('Há o que corrigir.', 'There is something to mend.'),
      )
    }
  } finally {
    await home.close()
  }
}
