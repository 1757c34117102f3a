import type { Command } from 'commander'
import type { Json, QuotaOptions, Sure, To } from './commands/admin.ts'

const json = ['--json', 'um objeto JSON na saída / one JSON object as output'] as const
const yes = ['--yes', 'não pergunta / does not ask'] as const
const to = ['--to <folder>', 'uma pasta que ainda não existe / a folder that is not there yet'] as const

const run = () => import('./commands/admin.ts')

/** `renum admin`: what the operator of an install does with its clients and people. */
export function addAdmin(program: Command): void {
  const admin = program
    .command('admin')
    .description('quem opera a instalação: clientes, cadastros, exportar, apagar / for whoever runs the install')
  const clients = admin.command('clients').description('os clientes e o que usam / the clients and what they use')
  clients
    .command('list')
    .description('todos, com membros, documentos e última atividade / all of them, with what they use')
    .option(...json)
    .action(async (options: Json) => (await run()).listClients(options))
  clients
    .command('suspend <client-id>')
    .description('ninguém mais age por ele; nada se perde / nobody acts for it any more; nothing is lost')
    .option(...json)
    .action(async (id: string, options: Json) => (await run()).suspend(id, options))
  clients
    .command('resume <client-id>')
    .description('volta a funcionar / it works again')
    .option(...json)
    .action(async (id: string, options: Json) => (await run()).resume(id, options))
  clients
    .command('quota [client-id]')
    .description('quanto pode guardar / how much it may keep')
    .option('--default', 'dos clientes novos; sem valor, mostra / of new clients; says so without a value')
    .option('--documents <n>', 'um número, ou none / a number, or none')
    .option('--bytes <n>', 'um número, também como 500MB ou 2GB, ou none / a number, 500MB or 2GB too, or none')
    .option(
      '--owned <n>',
      'com --default: quantos clientes uma pessoa pode ter / with --default: clients one person may own',
    )
    .option(...json)
    .action(async (id: string | undefined, options: QuotaOptions) => (await run()).quota(id, options))
  admin
    .command('sign-up [open|invite|closed]')
    .description('quem pode se cadastrar; sem valor, mostra / who may sign up; says so without a value')
    .option(...json)
    .action(async (mode: string | undefined, options: Json) => (await run()).signUp(mode, options))
  const exporting = admin.command('export').description('entrega dados em JSON e arquivos / hands over data')
  exporting
    .command('client <client-id>')
    .description('tudo o que é do cliente, sem segredos / all of a client, without secrets')
    .requiredOption(...to)
    .option(...json)
    .action(async (id: string, options: To) => (await run()).exportClient(id, options))
  exporting
    .command('person <email-or-id>')
    .description('o que é de uma pessoa, em todos os clientes / what is a person’s, over all clients')
    .requiredOption(...to)
    .option(...json)
    .action(async (who: string, options: To) => (await run()).exportPerson(who, options))
  const erasing = admin.command('erase').description('apaga para sempre / deletes for good')
  erasing
    .command('client <client-id>')
    .description('com tudo o que tem, menos as pessoas / with everything but its people')
    .option(...yes)
    .option(...json)
    .action(async (id: string, options: Sure) => (await run()).eraseClient(id, options))
  erasing
    .command('person <email-or-id>')
    .description('a conta, e o nome dela nos registros / the account, and its name in the logs')
    .option(...yes)
    .option(...json)
    .action(async (who: string, options: Sure) => (await run()).erasePerson(who, options))
  admin
    .command('log')
    .description('o que foi feito com renum admin / what was done with renum admin')
    .option(...json)
    .action(async (options: Json) => (await run()).log(options))
}
