import { text as readText } from 'node:stream/consumers'
import { password as askPassword, isCancel } from '@clack/prompts'
import { createRenum, type Renum, type Schemas, unwrap } from '@renum/client'
import { supabaseOf } from './demo/signed-in-user.ts'
import { language } from './settings.ts'
import { SignInError } from './sign-in-error.ts'
import { say } from './terminal.ts'

/**
 * Signs in at the Supabase that an install names, with a password from the terminal or from standard input; the session
 * refreshes itself for as long as the process runs. Raises SignInError.
 */
export async function signIn(
  target: string,
  email: string,
  passwordStdin: boolean,
): Promise<{ renum: Renum; me: Schemas['Me'] }> {
  const supabase = await supabaseOf(target).catch((cause: Error) => {
    const message = say(
      `Não há um Renum em ${target}. Inicie um com npm start, ou informe outro endereço com --target.`,
      `There is no Renum at ${target}. Start one with npm start, or give another address with --target.`,
    )
    throw new SignInError(message, { cause })
  })
  const password = passwordStdin ? (await readText(process.stdin)).replace(/\r?\n$/, '') : await ask(email)
  const { error } = await supabase.auth.signInWithPassword({ email, password })
  if (error?.code === 'invalid_credentials') {
    throw new SignInError(
      say(
        'Não foi possível entrar: e-mail ou senha errados. Confira os dois e tente de novo.',
        'Cannot sign in: wrong e-mail address or password. Check both and try again.',
      ),
    )
  }
  if (error) throw new SignInError(say(`Não foi possível entrar: ${error.message}`, `Cannot sign in: ${error.message}`))
  const renum = createRenum({
    url: target,
    language: language(),
    token: async () => (await supabase.auth.getSession()).data.session?.access_token,
  })
  return { renum, me: await unwrap(renum.GET('/v1/me')) }
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
