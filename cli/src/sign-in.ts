import { text as readText } from 'node:stream/consumers'
import { password as askPassword, isCancel } from '@clack/prompts'
import { createRenum, type Renum, type RetryOptions, type Schemas, unwrap } from '@renum/client'
import type { SupabaseClient } from '@supabase/supabase-js'
import { supabaseOf } from './demo/signed-in-user.ts'
import { language } from './settings.ts'
import { SignInError } from './sign-in-error.ts'
import { print, say } from './terminal.ts'

export interface SignInOptions {
  email: string
  /** The password comes over standard input, and not from the terminal. */
  passwordStdin?: boolean
  /** Makes the account where there is none. */
  signUp?: boolean
  /** The name or id of the client to act for. One that nobody has is made for a person without any. */
  client?: string
  /** Whether it is; so unless said otherwise. */
  makesClient?: boolean
  /** How patient it is where the install limits its requests. */
  retry?: Partial<RetryOptions>
}

/**
 * Signs in at the Supabase that an install names, with a password from the terminal or from standard input; the session
 * refreshes itself for as long as the process runs, and acts for one client. Raises SignInError.
 */
export async function signIn(
  target: string,
  { email, passwordStdin = false, signUp = false, client, makesClient = true, retry }: SignInOptions,
): Promise<{ renum: Renum; me: Schemas['Me']; acting: { id: string; name: string } }> {
  const supabase = await supabaseOf(target).catch((cause: Error) => {
    const message = say(
      `Não há um Renum em ${target}. Inicie um com npm start, ou informe outro endereço com --target.`,
      `There is no Renum at ${target}. Start one with npm start, or give another address with --target.`,
    )
    throw new SignInError(message, { cause })
  })
  const password = passwordStdin ? (await readText(process.stdin)).replace(/\r?\n$/, '') : await ask(email)
  if (signUp) await makeAccount(supabase, email, password)
  const { error } = await supabase.auth.signInWithPassword({ email, password })
  if (error?.code === 'invalid_credentials') {
    throw new SignInError(
      say(
        'Não foi possível entrar: e-mail ou senha errados. Confira os dois e tente de novo. Para criar a conta: --sign-up.',
        'Cannot sign in: wrong e-mail address or password. Check both and try again. To make the account: --sign-up.',
      ),
    )
  }
  if (error?.code === 'email_not_confirmed') throw new SignInError(confirmFirst(email))
  if (error) throw new SignInError(say(`Não foi possível entrar: ${error.message}`, `Cannot sign in: ${error.message}`))
  const token = async () => (await supabase.auth.getSession()).data.session?.access_token
  const options = { url: target, language: language(), token, ...(retry && { retry }) }
  const me = await unwrap(createRenum(options).GET('/v1/me'))
  const acting = await chooseClient(createRenum(options), me, client, makesClient)
  return { renum: createRenum({ ...options, clientId: acting.id }), me, acting }
}

/** An account that is there already is signed in with, whoever asked for a new one. Raises SignInError. */
async function makeAccount(supabase: SupabaseClient, email: string, password: string): Promise<void> {
  const { data, error } = await supabase.auth.signUp({ email, password })
  if (error?.code === 'user_already_exists' || error?.code === 'email_exists') return
  if (error) {
    throw new SignInError(
      say(`Não foi possível criar a conta: ${error.message}`, `Cannot make the account: ${error.message}`),
    )
  }
  if (!data.session) throw new SignInError(confirmFirst(email))
}

function confirmFirst(email: string): string {
  return say(
    `Confirme o endereço: abra o link que foi enviado para ${email}, e repita o comando.`,
    `Confirm the address: open the link that was sent to ${email}, and repeat the command.`,
  )
}

/** The client to act for. Raises SignInError where that is not clear. */
async function chooseClient(
  renum: Renum,
  me: Schemas['Me'],
  wanted: string | undefined,
  makesClient: boolean,
): Promise<{ id: string; name: string }> {
  const names = me.clients.map(({ name }) => name).join(', ')
  if (wanted === undefined) {
    const current = me.clients.find(({ id }) => id === me.client_id)
    if (current) return { id: current.id, name: current.name }
    throw new SignInError(
      me.clients.length > 0
        ? say(`Diga por qual cliente: --client NOME (${names}).`, `Say for which client: --client NAME (${names}).`)
        : say(
            'Você ainda não faz parte de um cliente (uma empresa). Crie o seu: --client NOME.',
            'You do not belong to a client (a company) yet. Make yours: --client NAME.',
          ),
    )
  }
  const found = me.clients.filter(({ id, name }) => id === wanted || name === wanted)
  const [one, ...others] = found
  if (one && others.length === 0) return { id: one.id, name: one.name }
  if (one) {
    const ids = found.map(({ id }) => id).join(', ')
    throw new SignInError(
      say(
        `Há ${found.length} clientes com este nome. Informe o id: ${ids}.`,
        `${found.length} clients have this name. Give the id: ${ids}.`,
      ),
    )
  }
  // A slip of the pen must not make another company.
  if (me.clients.length > 0) {
    throw new SignInError(
      say(
        `Você não faz parte de ${wanted}, e sim de: ${names}. Para criar outra empresa, abra o aplicativo, ou use POST /v1/clients.`,
        `You do not belong to ${wanted}, but to: ${names}. To make another company, open the app, or use POST /v1/clients.`,
      ),
    )
  }
  if (!makesClient) {
    throw new SignInError(
      say(
        `Você não faz parte de ${wanted}, nem de outro cliente.`,
        `You do not belong to ${wanted}, nor to any other client.`,
      ),
    )
  }
  const { id, name } = await unwrap(renum.POST('/v1/clients', { body: { name: wanted } }))
  print(process.stderr, say(`Cliente criado: ${wanted}`, `Client made: ${wanted}`))
  return { id, name }
}

async function ask(email: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new SignInError(
      say(
        'Sem um terminal, envie a senha pela entrada: --password-stdin',
        'Without a terminal, send the password over the input: --password-stdin',
      ),
    )
  }
  const answer = await askPassword({ message: say(`Senha de ${email}`, `Password of ${email}`) })
  if (isCancel(answer)) throw new SignInError(say('Cancelado.', 'Cancelled.'))
  return answer
}
