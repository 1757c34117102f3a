import { examine, type Finding, prove } from '@renum/server'
import { type Home, openHome } from '../home.ts'
import { language, settings as readSettings } from '../settings.ts'
import { count, print, say } from '../terminal.ts'

export interface DoctorOptions {
  json?: boolean
  isolation?: boolean
}

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
  encryption: { pt: 'criptografia', en: 'encryption' },
  mail: { pt: 'e-mail', en: 'mail' },
}

const marks = { ok: '✓', warning: '!', failed: '✗' } as const

/**
 * `renum doctor`: whether an install has what it needs. With `--isolation` also the live proof that no client reaches
 * another. Exits 1 where something it needs does not work, or anything leaks.
 */
export async function doctor({ json = false, isolation = false }: DoctorOptions): Promise<void> {
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
    const healthy = found.every(({ status }) => status !== 'failed')
    const proof = isolation && healthy ? await proveTo(json ? process.stderr : process.stdout, home) : null
    const ok = healthy && (proof === null || proof.leaks === 0)
    if (!ok) process.exitCode = 1
    if (json) {
      const checks = found.map(({ text, ...finding }) => ({ ...finding, text: text[language()] }))
      print(process.stdout, JSON.stringify({ ok, ...proof, checks }))
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

async function proveTo(stream: NodeJS.WriteStream, home: Home) {
  print(
    stream,
    say(
      'Atacando um cliente de mentira, em uma transação que é desfeita…',
      'Attacking a made-up client, in a transaction that is rolled back…',
    ),
  )
  const proof = await prove(home.config, home.logger)
  const { attacks, leaks, tables, routes, found } = proof
  for (const { attack, why } of found) print(stream, `  ✗ ${attack}: ${why}`)
  print(
    stream,
    say(
      `  ${leaks === 0 ? '✓' : '✗'} ${attacks} ataques, ${routes} rotas, ${tables} tabelas: ${count(leaks, 'vazamento', 'vazamentos')}`,
      `  ${leaks === 0 ? '✓' : '✗'} ${attacks} attacks, ${routes} routes, ${tables} tables: ${count(leaks, 'leak', 'leaks')}`,
    ),
  )
  return proof
}
