import { examine, type Finding, prove } from '@renum/server'
import type { Install } from '../install.ts'
import { language, settings as readSettings } from '../settings.ts'
import { count, print, say } from '../terminal.ts'
import { openExisting } from '../with-install.ts'

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

/** Where others share the one session: how long each go attacks. To seed its clients takes about as long again. */
const goMs = 2_000

const marks = { ok: '✓', warning: '!', failed: '✗' } as const

/**
 * `renum doctor`: whether an install has what it needs. With `--isolation` also the live proof that no client reaches
 * another. Exits 1 where something it needs does not work, or anything leaks.
 */
export async function doctor({ json = false, isolation = false }: DoctorOptions): Promise<void> {
  const settings = readSettings('silent')
  const install = await openExisting(settings, 'renum doctor')
  try {
    const found: Finding[] = []
    for await (const finding of examine(install.config, install.logger)) {
      found.push(finding)
      const { check, status, text } = finding
      if (!json) print(process.stdout, `  ${marks[status]} ${names[check][language()].padEnd(14)} ${text[language()]}`)
    }
    const healthy = found.every(({ status }) => status !== 'failed')
    const proof = isolation && healthy ? await proveTo(json ? process.stderr : process.stdout, install) : null
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
    await install.close()
  }
}

async function proveTo(stream: NodeJS.WriteStream, install: Install) {
  if (install.joined) {
    print(
      stream,
      say(
        `O Supabase embutido tem uma só sessão para todos: durante cada etapa da prova, ninguém mais é atendido.
São etapas de poucos segundos (cerca de 10 em uma máquina ocupada); entre uma e outra, quem esperava é atendido. Ao
todo, alguns minutos. Se puder, rode quando ninguém estiver usando a instalação.`,
        `The embedded Supabase has one session for everybody: during each step of the proof nobody else is served.
A step takes a few seconds (some 10 on a busy machine); between two steps whoever waited is served. All of it
takes a few minutes. If you can, run it while nobody is using the install.`,
      ),
    )
  }
  print(
    stream,
    install.joined
      ? say(
          'Atacando um cliente de mentira, em transações que são desfeitas…',
          'Attacking a made-up client, in transactions that are rolled back…',
        )
      : say(
          'Atacando um cliente de mentira, em uma transação que é desfeita…',
          'Attacking a made-up client, in a transaction that is rolled back…',
        ),
  )
  const proof = await prove(install.config, install.logger, install.joined ? { goMs } : {})
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
