import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { printable } from '@renum/server'
import { Command } from 'commander'
import { addAdmin } from './admin-commands.ts'
import type { AskOptions } from './commands/ask.ts'
import type { BenchOptions } from './commands/bench.ts'
import type { ChangeModelOptions } from './commands/change-model.ts'
import type { DoctorOptions } from './commands/doctor.ts'
import type { EvalOptions } from './commands/eval.ts'
import type { IngestOptions } from './commands/ingest.ts'
import { watchLaunchers } from './launchers.ts'
import { requestStop } from './run-until-signal.ts'
import { print, reportError, say } from './terminal.ts'

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))

const program = new Command('renum')
  .description('Renum: agentes de IA sobre os documentos de cada empresa / AI agents over each company’s documents')
  .version(version)
  .showHelpAfterError()
  .configureOutput({
    writeOut: (text) => process.stdout.write(printable(text)),
    writeErr: (text) => process.stderr.write(printable(text)),
  })

program
  .command('start', { isDefault: true })
  .description('API, worker e, sem Supabase configurado, o Supabase embutido / everything in one process')
  .action(async () => (await import('./commands/start.ts')).start())
program
  .command('api')
  .description('só a API / the API alone')
  .action(async () => (await import('./commands/api.ts')).api())
program
  .command('worker')
  .description('só o worker / a worker alone')
  .action(async () => (await import('./commands/worker.ts')).worker())
program
  .command('migrate')
  .description('aplica as migrações / applies the migrations')
  .action(async () => (await import('./commands/migrate.ts')).migrate())
program
  .command('doctor')
  .description('verifica a instalação / examines the install')
  .option('--isolation', 'prova que nenhum cliente alcança outro / proves that no client reaches another')
  .option('--json', 'um objeto JSON na saída / one JSON object as output')
  .action(async (options: DoctorOptions) => (await import('./commands/doctor.ts')).doctor(options))
const keys = program.command('keys').description('as chaves com que credenciais são cifradas / the keys of credentials')
keys
  .command('generate')
  .description('gera uma chave / makes a key')
  .action(async () => (await import('./commands/keys.ts')).generate())
keys
  .command('rotate')
  .description('passa tudo para a chave mais nova, no ar / puts everything under the newest key, while all goes on')
  .option('--json', 'um objeto JSON na saída / one JSON object as output')
  .action(async (options: { json?: boolean }) => (await import('./commands/keys.ts')).rotate(options))
keys
  .command('forget <key-id>')
  .description('desiste de uma chave perdida / gives up a key that is lost')
  .action(async (keyId: string) => (await import('./commands/keys.ts')).forget(keyId))
addAdmin(program)
program
  .command('demo')
  .description('o caminho inteiro em uma pasta temporária / the whole road in a temporary folder')
  .option('--json', 'um objeto JSON na saída / one JSON object as output')
  .action(async (options: { json?: boolean }) => (await import('./commands/demo.ts')).demo(options))
program
  .command('ingest <folder>')
  .description('uma pasta vira coleções de uma base / a folder becomes the collections of a knowledge base')
  .requiredOption('--email <address>', 'quem envia / who uploads')
  .option('--password-stdin', 'a senha vem pela entrada padrão / the password comes over standard input')
  .option('--sign-up', 'cria a conta, se não há / makes the account, if there is none')
  .option(
    '--client <name>',
    'por qual cliente; de quem não tem nenhum, o cria / for which client; made for who has none',
  )
  .option('--target <url>', 'onde está o Renum / where Renum is')
  .option('--knowledge-base <name>', 'nome da base; sem ele, o da pasta / its name; the folder’s otherwise')
  .option('--json', 'um objeto JSON na saída / one JSON object as output')
  .action(async (folder: string, options: IngestOptions) =>
    (await import('./commands/ingest.ts')).ingest(folder, options),
  )
program
  .command('ask <agent> <question>')
  .description('pergunta a um agente e mostra as fontes / asks an agent and shows its sources')
  .requiredOption('--email <address>', 'quem pergunta / who asks')
  .option('--password-stdin', 'a senha vem pela entrada padrão / the password comes over standard input')
  .option('--client <name>', 'por qual cliente / for which client')
  .option('--target <url>', 'onde está o Renum / where Renum is')
  .option('--json', 'um objeto JSON na saída / one JSON object as output')
  .action(async (agent: string, question: string, options: AskOptions) =>
    (await import('./commands/ask.ts')).ask(agent, question, options),
  )
program
  .command('change-model')
  .description('passa coleções para o modelo de embeddings da instalação / collections go over to the install’s model')
  .requiredOption('--email <address>', 'quem pede: um administrador / who asks: an admin')
  .option('--password-stdin', 'a senha vem pela entrada padrão / the password comes over standard input')
  .option('--client <name>', 'por qual cliente / for which client')
  .option('--target <url>', 'onde está o Renum / where Renum is')
  .option('--collection <id>', 'só esta coleção / only this collection')
  .option('--cancel', 'desiste do que começou / calls off what was begun')
  .option('--restore', 'com --collection: volta ao modelo anterior / goes back to the model before')
  .option('--json', 'um objeto JSON na saída / one JSON object as output')
  .action(async (options: ChangeModelOptions) => (await import('./commands/change-model.ts')).changeModel(options))
program
  .command('eval')
  .description('mede a busca com perguntas e respostas / measures search on a question set')
  .option('--dataset <file>', 'JSON no formato do SQuAD, em uma pasta temporária / JSON in the format of SQuAD')
  .option('--client <name>', 'as perguntas de teste de um cliente, por nome ou id / the test questions of a client')
  .option('--email <address>', 'com --client: quem pergunta / who asks')
  .option('--password-stdin', 'a senha vem pela entrada padrão / the password comes over standard input')
  .option('--target <url>', 'com --client: onde está o Renum / where Renum is')
  .option('--collection <id>', 'com --client: só nesta coleção / only in this collection')
  .option('--json', 'um objeto JSON na saída / one JSON object as output')
  .action(async (options: EvalOptions) => (await import('./commands/eval.ts')).evaluate(options))
program
  .command('bench')
  .description('mede o Renum contra o mesmo sem ele / measures Renum against the same without it')
  .requiredOption(
    '--only <name>',
    'tenant-transaction, list, ingest, fairness, search, neighbours, words-first, agents',
  )
  .option('--target <url>', 'um Postgres; sem ele, o embutido / a Postgres; the embedded one otherwise')
  .option('--rounds <n>', 'rodadas por lado / rounds of each side')
  .option('--seconds <s>', 'de cada rodada / of each round')
  .option('--rows <n>', 'linhas da tabela de list / rows of list’s table')
  .option('--json', 'um objeto JSON na saída / one JSON object as output')
  .action(async (options: BenchOptions) => (await import('./commands/bench.ts')).bench(options))

// Or the default command would take it for one argument too many.
const [called] = process.argv.slice(2)
if (called !== undefined && !/^(-|help$)/.test(called) && !program.commands.some((each) => each.name() === called)) {
  const text = say(
    `Comando desconhecido: ${called}. Veja \`renum --help\`.`,
    `Unknown command: ${called}. See \`renum --help\`.`,
  )
  print(process.stderr, text)
  process.exit(1)
}

// Who reads no further, as `renum doctor | head`, has read enough: what is under way still ends.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}
void watchLaunchers(requestStop)
try {
  await program.parseAsync()
} catch (error) {
  print(process.stderr, reportError(error))
  process.exitCode = 1
}
