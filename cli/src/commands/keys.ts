import { forgetKey, generateEncryptionKey, type KeyRotation, rotateKeys } from '@renum/server'
import { type Progress, startProgress } from '../progress.ts'
import { print, say } from '../terminal.ts'
import { withInstall } from '../with-install.ts'

/** `renum keys generate`: the key alone on standard output, what to do with it beside. */
export function generate(): void {
  print(process.stdout, generateEncryptionKey())
  print(
    process.stderr,
    say(
      [
        '',
        'Guarde-a onde estão os outros segredos, e não junto da cópia do banco: sem ela as credenciais não abrem.',
        '',
        '  A primeira        ENCRYPTION_KEY=<chave>',
        '  No lugar de outra ENCRYPTION_KEY=<chave nova>,<chave antiga>',
        '                    1. primeiro <antiga>,<nova> em todos os processos, depois <nova>,<antiga>',
        '                    2. renum keys rotate',
        '                    3. quando ele disser que a antiga foi aposentada, deixe só a nova',
      ].join('\n'),
      [
        '',
        'Keep it where the other secrets are, and not beside a copy of the database: without it no credential opens.',
        '',
        '  The first one     ENCRYPTION_KEY=<key>',
        '  Instead of one    ENCRYPTION_KEY=<new key>,<old key>',
        '                    1. first <old>,<new> in all processes, then <new>,<old>',
        '                    2. renum keys rotate',
        '                    3. once it says that the old one is retired, leave the new one alone',
      ].join('\n'),
    ),
  )
}

/**
 * `renum keys rotate`: puts every credential under the newest key, while everybody works on. May be interrupted and
 * run again. Exits 1 where something is left that it could not read.
 */
export async function rotate({ json = false }: { json?: boolean }): Promise<void> {
  await withInstall('renum keys rotate', async ({ config, logger }) => {
    let progress: Progress | undefined
    let shown = 0
    const rotation = await rotateKeys(config, logger, (done, total) => {
      if (total === 0) return
      progress ??= startProgress(process.stderr, say('Rotação', 'Rotation'), total)
      if (done > shown) progress.advance(undefined, done - shown)
      shown = Math.max(shown, done)
    })
    progress?.end()
    if (rotation.left > 0) process.exitCode = 1
    print(process.stdout, json ? JSON.stringify({ ok: rotation.left === 0, ...rotation }) : report(rotation))
  })
}

const named = 20

function report({ key_id, rotated, seconds, rows_per_second, unreadable, retired, left }: KeyRotation): string {
  const time = seconds.toFixed(1)
  const lines = [
    say(
      `  ${rotated} valores sob a chave ${key_id} em ${time.replace('.', ',')} s (${rows_per_second} linhas/s)`,
      `  ${rotated} values under the key ${key_id} in ${time} s (${rows_per_second} rows/s)`,
    ),
  ]
  if (retired.length > 0) {
    const ids = retired.join(', ')
    lines.push(
      say(`  Aposentadas, podem sair de ENCRYPTION_KEY: ${ids}`, `  Retired, may leave ENCRYPTION_KEY: ${ids}`),
    )
  }
  if (left > 0) {
    lines.push(
      say(
        `  ${left} ficaram sob outras chaves, ${unreadable.length} delas ilegíveis: precisam ser informadas de novo`,
        `  ${left} are left under other keys, ${unreadable.length} of them unreadable: they need to be entered again`,
      ),
      ...unreadable.slice(0, named).map((row) => `    ${row.kind} ${row.client_id}/${row.id} (${row.reason})`),
    )
    if (unreadable.length > named) lines.push(`    … (${unreadable.length - named}; --json)`)
  }
  return lines.join('\n')
}

/** `renum keys forget`: an install whose key is lost starts again; what was under it has to be entered again. */
export async function forget(keyId: string): Promise<void> {
  await withInstall('renum keys forget', async ({ config, logger }) => {
    const rows = await forgetKey(config, logger, keyId)
    if (rows === undefined) {
      process.exitCode = 1
      print(process.stderr, say(`O banco não conhece a chave ${keyId}.`, `The database knows no key ${keyId}.`))
      return
    }
    print(
      process.stdout,
      say(
        `  A chave ${keyId} foi dada por perdida: ${rows} credenciais precisam ser informadas de novo.`,
        `  The key ${keyId} is given up: ${rows} credentials need to be entered again.`,
      ),
    )
  })
}
