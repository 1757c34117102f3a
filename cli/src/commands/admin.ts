import { createInterface } from 'node:readline/promises'
import {
  type ClientFacts,
  type DefaultLimits,
  type ErasedPerson,
  type Exported,
  type Operator,
  openOperator,
  Problem,
  printable,
  type SignUp,
  signUps,
} from '@renum/server'
import { CommandError } from '../command-error.ts'
import { bytesText, parseBytes, table } from '../table.ts'
import { count, print, say } from '../terminal.ts'
import { withInstall } from '../with-install.ts'

export interface Json {
  json?: boolean
}
export interface QuotaOptions extends Json {
  default?: boolean
  documents?: string
  bytes?: string
  owned?: string
}
export interface To extends Json {
  to: string
}
export interface Sure extends Json {
  yes?: boolean
}

/** Runs `body` as the operator, and prints what it gives: as JSON, or in words. */
async function asOperator<T>(
  { json = false }: Json,
  body: (operator: Operator) => Promise<T>,
  words: (given: T) => string,
) {
  await withInstall('renum admin', async ({ config, logger }) => {
    const operator = await openOperator(config, logger)
    try {
      const given = await body(operator)
      print(process.stdout, json ? JSON.stringify(given) : words(given))
    } finally {
      await operator.close()
    }
  })
}

/** A client by its id. Raises CommandError where it is none, or unknown. */
async function ofClient<T>(
  id: string,
  options: Json,
  body: (operator: Operator) => Promise<T>,
  words: (given: T) => string,
): Promise<void> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) {
    throw new CommandError(
      say(
        `${id} não é o id de um cliente. Veja \`renum admin clients list\`.`,
        `${id} is not the id of a client. See \`renum admin clients list\`.`,
      ),
    )
  }
  const unknown = say(
    `Não há cliente com o id ${id}. Veja \`renum admin clients list\`.`,
    `There is no client with the id ${id}. See \`renum admin clients list\`.`,
  )
  await asOperator(options, body, words).catch(orUnknown(unknown))
}

/** A person by their id or address. Raises CommandError where there is none. */
async function ofPerson(who: string, done: Promise<void>): Promise<void> {
  const unknown = say(
    `Não há pessoa com o e-mail ou id ${who}. Confira se está escrito como no cadastro.`,
    `There is no person with the e-mail address or id ${who}. Check that it is as they signed up.`,
  )
  await done.catch(orUnknown(unknown))
}

function orUnknown(text: string) {
  return (error: unknown): never => {
    throw error instanceof Problem && error.code === 'not_found' ? new CommandError(text, { cause: error }) : error
  }
}

/** `renum admin clients list` */
export function listClients(options: Json): Promise<void> {
  return asOperator(
    options,
    async (operator) => ({
      clients: await operator.listClients(),
      sign_up: await operator.readSignUp(),
      default_quota: await operator.readDefaultQuota(),
    }),
    ({ clients, default_quota }) =>
      [
        clients.length === 0 ? say('  Nenhum cliente ainda.', '  No client yet.') : tableOf(clients),
        defaultsText(default_quota),
      ].join('\n'),
  )
}

/** `renum admin clients suspend` */
export function suspend(id: string, options: Json): Promise<void> {
  return ofClient(
    id,
    options,
    (operator) => operator.suspend(id),
    (client) => tableOf([client]),
  )
}

/** `renum admin clients resume` */
export function resume(id: string, options: Json): Promise<void> {
  return ofClient(
    id,
    options,
    (operator) => operator.resume(id),
    (client) => tableOf([client]),
  )
}

/** `renum admin clients quota`: sets what is given, of a client or of new ones, and leaves the rest. */
export async function quota(
  id: string | undefined,
  { default: ofNew = false, documents, bytes, owned, ...options }: QuotaOptions,
): Promise<void> {
  if ((id === undefined) !== ofNew) {
    return refuse(
      say(
        'Informe o id de um cliente, ou --default para os clientes novos.',
        'Give the id of a client, or --default for new clients.',
      ),
    )
  }
  const max_documents = limitOf(documents, wholeNumber)
  const max_bytes = limitOf(bytes, parseBytes)
  const max_owned_clients = limitOf(owned, (text) => wholeNumber(text) || undefined)
  const nothing = (documents ?? bytes ?? owned) === undefined
  if (
    max_documents === 'unreadable' ||
    max_bytes === 'unreadable' ||
    max_owned_clients === 'unreadable' ||
    (id !== undefined && (nothing || owned !== undefined))
  ) {
    return refuse(
      say(
        'Informe --documents e/ou --bytes (com --default também --owned): um número inteiro (bytes também como 500MB ou 2GB), ou none para nenhum limite.',
        'Give --documents, --bytes or both (with --default also --owned): a whole number (bytes also as 500MB or 2GB), or none for no limit.',
      ),
    )
  }
  if (id === undefined) {
    const limits = { max_documents, max_bytes, max_owned_clients }
    await asOperator(
      options,
      (operator) => (nothing ? operator.readDefaultQuota() : operator.setDefaultQuota(limits)),
      defaultsText,
    )
  } else {
    await ofClient(
      id,
      options,
      (operator) => operator.setQuota(id, { max_documents, max_bytes }),
      (client) => tableOf([client]),
    )
  }
}

const wholeNumber = (text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined)

function defaultsText({ max_documents, max_bytes, max_owned_clients }: DefaultLimits): string {
  const none = say('sem limite', 'no limit')
  const documents = max_documents ?? none
  const owned = max_owned_clients ?? none
  return say(
    `  Clientes novos: documentos ${documents}, espaço ${max_bytes === null ? none : bytesText(max_bytes, ',')}; clientes por pessoa ${owned}`,
    `  New clients: documents ${documents}, space ${max_bytes === null ? none : bytesText(max_bytes, '.')}; clients per person ${owned}`,
  )
}

/** Undefined where it is not given, null for no limit. */
function limitOf(text: string | undefined, parse: (text: string) => number | undefined) {
  if (text === undefined) return undefined
  return text === 'none' ? null : (parse(text) ?? 'unreadable')
}

/** `renum admin sign-up` */
export async function signUp(mode: string | undefined, options: Json): Promise<void> {
  if (mode !== undefined && !isSignUp(mode)) {
    return refuse(
      say(`Não existe ${mode}: use open, invite ou closed.`, `There is no ${mode}: use open, invite or closed.`),
    )
  }
  await asOperator(
    options,
    async (operator) => {
      if (mode !== undefined) await operator.setSignUp(mode)
      return { sign_up: await operator.readSignUp() }
    },
    ({ sign_up }) => `  ${sign_up}: ${say(...signUpTexts[sign_up])}`,
  )
}

const isSignUp = (mode: string): mode is SignUp => (signUps as readonly string[]).includes(mode)

const signUpTexts: Record<SignUp, [string, string]> = {
  open: ['qualquer pessoa pode se cadastrar e criar um cliente', 'anybody may sign up and found a client'],
  invite: [
    'só quem foi convidado se cadastra; ninguém cria clientes',
    'only the invited sign up; nobody founds clients',
  ],
  closed: ['só entra quem já é membro de um cliente', 'only who is a member of a client already gets in'],
}

/** `renum admin export client` */
export function exportClient(id: string, { to, ...options }: To): Promise<void> {
  return ofClient(
    id,
    options,
    (operator) => operator.exportClient(id, to, showFile),
    (done) => exportText(done, to),
  )
}

/** `renum admin export person` */
export function exportPerson(who: string, { to, ...options }: To): Promise<void> {
  return ofPerson(
    who,
    asOperator(
      options,
      (operator) => operator.exportPerson(who, to, showFile),
      (done) => exportText(done, to),
    ),
  )
}

const showFile = (file: string, rows: number) => print(process.stderr, `  ${file}  ${rows}`)

function exportText({ tables, files }: Exported, to: string): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const lines = [
    say(
      `  ${to}: ${count(rows, 'linha', 'linhas')} em ${count(tables.length, 'arquivo', 'arquivos')} JSON, ${count(files.count, 'original', 'originais')} (${bytesText(files.bytes, ',')})`,
      `  ${to}: ${count(rows, 'row', 'rows')} in ${count(tables.length, 'JSON file', 'JSON files')}, ${count(files.count, 'original', 'originals')} (${bytesText(files.bytes, '.')})`,
    ),
  ]
  if (files.missing > 0) {
    lines.push(
      say(
        `  No armazenamento ${count(files.missing, 'original não está', 'originais não estão')} mais; files.json diz quais.`,
        `  ${count(files.missing, 'original is', 'originals are')} missing in Storage; files.json says which.`,
      ),
    )
  }
  return lines.join('\n')
}

/** `renum admin erase client` */
export function eraseClient(id: string, { yes = false, ...options }: Sure): Promise<void> {
  return ofClient(
    id,
    options,
    async (operator) => {
      const client = await operator.findClient(id)
      const sure = await confirm(
        yes,
        say(
          `Apagar ${client.name}, com ${count(client.documents, 'documento', 'documentos')}, para sempre? Quem quiser guardar algo exporta antes.`,
          `Delete ${client.name}, with ${count(client.documents, 'document', 'documents')}, for good? Export before what is to be kept.`,
        ),
        client.name,
      )
      return erased(
        sure &&
          (await operator.eraseClient(id, (documents) => print(process.stderr, `  ${documents}/${client.documents}`))),
      )
    },
    (done) =>
      erasedText(done, ({ documents, files }) =>
        say(
          `  Apagado: ${count(documents, 'documento', 'documentos')}, ${count(files, 'arquivo', 'arquivos')}.`,
          `  Erased: ${count(documents, 'document', 'documents')}, ${count(files, 'file', 'files')}.`,
        ),
      ),
  )
}

/** `renum admin erase person` */
export function erasePerson(who: string, { yes = false, ...options }: Sure): Promise<void> {
  const work = async (operator: Operator) => {
    // Of whose account is gone, what was cut off goes on by the id.
    const person = await operator.findPerson(who).catch((error: unknown) => {
      if (who.includes('@') || !(error instanceof Problem) || error.code !== 'not_found') throw error
      return { id: who, email: null }
    })
    const called = person.email ?? person.id
    const question = say(
      `Apagar a conta de ${called} e o que a identifica nos registros, para sempre?`,
      `Delete the account of ${called} and what names it in the logs, for good?`,
    )
    return erased((await confirm(yes, question, called)) && (await operator.erasePerson(person.id)))
  }
  const words = ({ id, auth_sql }: ErasedPerson) => {
    const done = say(`  A pessoa ${id} foi apagada.`, `  The person ${id} is erased.`)
    if (auth_sql.length === 0) return done
    const rest = say(
      '  O Supabase Auth ainda guarda o que a identifica em tabelas próprias, em que este login não escreve.\n  Rode no SQL Editor do projeto, ou com um login que possa:',
      '  Supabase Auth still keeps what names them in tables of its own, where this login may not write.\n  Run in the SQL editor of the project, or with a login that may:',
    )
    return [done, rest, ...auth_sql.map((text) => `    ${text};`)].join('\n')
  }
  return ofPerson(
    who,
    asOperator(options, work, (done) => erasedText(done, words)),
  )
}

type NotErased = { erased: false }

function erased<T extends object>(done: T | false): T | NotErased {
  if (!done) process.exitCode = 1
  return done || { erased: false }
}

function erasedText<T extends object>(done: T | NotErased, words: (done: T) => string): string {
  return 'erased' in done ? say('  Nada foi apagado.', '  Nothing was erased.') : words(done)
}

/** The operator types the name: a yes comes too easily. Without a terminal it cannot be asked for. */
async function confirm(yes: boolean, question: string, name: string): Promise<boolean> {
  if (yes) return true
  print(process.stderr, `  ${question}`)
  if (!process.stdin.isTTY) {
    print(process.stderr, say('  Sem terminal para perguntar: use --yes.', '  No terminal to ask on: use --yes.'))
    return false
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (
      (await asking.question(printable(say(`  Digite ${name} para confirmar: `, `  Type ${name} to confirm: `)))) ===
      name
    )
  } finally {
    asking.close()
  }
}

/** `renum admin log` */
export function log(options: Json): Promise<void> {
  return asOperator(
    options,
    async (operator) => ({ entries: await operator.listEntries() }),
    ({ entries }) =>
      table([
        [say('quando', 'when'), say('o quê', 'what'), say('quem ou qual', 'whom'), ''],
        ...entries.map(({ created_at, action, subject_id, details }) => {
          const more = Object.keys(details).length > 0 ? JSON.stringify(details) : ''
          return [created_at.slice(0, 19), action, subject_id ?? '', more]
        }),
      ]),
  )
}

function tableOf(clients: readonly ClientFacts[]): string {
  const comma = say(',', '.')
  const limited = (used: string | number, limit: string | number | null) =>
    limit === null ? `${used}` : `${used}/${limit}`
  return table([
    [
      say('nome', 'name'),
      'id',
      say('estado', 'status'),
      say('membros', 'members'),
      say('documentos', 'documents'),
      say('espaço', 'space'),
      say('última atividade', 'last activity'),
    ],
    ...clients.map(({ name, id, status, members, documents, max_documents, bytes, max_bytes, last_activity }) => [
      name,
      id,
      status === 'active' ? say('ativo', 'active') : say('suspenso', 'suspended'),
      members,
      limited(documents, max_documents),
      limited(bytesText(bytes, comma), max_bytes === null ? null : bytesText(max_bytes, comma)),
      last_activity?.slice(0, 16).replace('T', ' ') ?? '—',
    ]),
  ])
}

function refuse(text: string): void {
  process.exitCode = 1
  print(process.stderr, text)
}
