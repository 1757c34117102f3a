import type { Language } from '../../problems.ts'

export type AccountPage = 'invitations' | 'password'

type Texts = Record<Language, string>

/** What the script says, by the name that it knows it by. */
const messages: Record<string, Texts> = {
  working: { pt: 'Um instante…', en: 'One moment…' },
  accepted: { pt: 'Pronto: você agora faz parte de', en: 'Done: you are now a member of' },
  changed: {
    pt: 'Pronto: a senha nova já vale. Pode fechar esta página.',
    en: 'Done: the new password is in use. You can close this page.',
  },
  sent: {
    pt: 'Se há uma conta com este endereço, um e-mail com o link está a caminho.',
    en: 'If there is an account with this address, a mail with the link is on its way.',
  },
  confirm: {
    pt: 'Enviamos um e-mail para este endereço. Confirme-o por lá, escolha a senha, abra de novo o link do convite e entre. Se o endereço já tinha uma conta, é só entrar.',
    en: 'We sent a mail to this address. Confirm it there, choose the password, open the link of the invitation again and sign in. If the address had an account already, just sign in.',
  },
  incomplete: {
    pt: 'O link do convite está incompleto. Copie-o inteiro, com o que vem depois de #.',
    en: 'The link of the invitation is incomplete. Copy all of it, with what comes behind the #.',
  },
  expired: {
    pt: 'Este link já foi usado ou venceu. Peça outro.',
    en: 'This link was used already, or has expired. Ask for another one.',
  },
  wrong: { pt: 'O e-mail ou a senha não confere.', en: 'The e-mail address or the password is wrong.' },
  exists: {
    pt: 'Este endereço já tem uma conta: entre com a senha dela.',
    en: 'This address has an account already: sign in with its password.',
  },
  unconfirmed: {
    pt: 'Este endereço ainda não foi confirmado: abra o link do e-mail que enviamos.',
    en: 'This address is not confirmed yet: open the link in the mail that we sent.',
  },
  weak: {
    pt: 'A senha é fraca: use pelo menos 8 caracteres, e nenhuma que seja fácil de adivinhar.',
    en: 'The password is weak: use at least 8 characters, and none that is easy to guess.',
  },
  same: { pt: 'Esta já é a senha atual. Escolha outra.', en: 'This is the present password. Choose another one.' },
  wait: {
    pt: 'Foram tentativas demais. Espere alguns minutos e tente de novo.',
    en: 'These were too many tries. Wait a few minutes and try again.',
  },
  closed: { pt: 'Este Renum não aceita cadastros novos.', en: 'This Renum takes no new sign-ups.' },
  uninvited: {
    pt: 'Só cria conta aqui quem foi convidado: use o endereço que recebeu o convite.',
    en: 'Only who was invited makes an account here: use the address that got the invitation.',
  },
  failed: { pt: 'Não deu certo. Tente de novo.', en: 'That did not work. Try again.' },
  offline: {
    pt: 'O servidor não respondeu. Confira a conexão e tente de novo.',
    en: 'The server did not answer. Check the connection and try again.',
  },
}

const words = {
  pt: {
    script: 'Esta página precisa de JavaScript.',
    email: 'E-mail',
    password: 'Senha',
    newPassword: 'Senha nova',
    hint: 'Pelo menos 8 caracteres.',
    invitation: 'Convite',
    invitationFrom: 'Você foi convidado por',
    invitationLead: 'Entre com o endereço que foi convidado, ou crie a conta dele, para aceitar o convite.',
    signIn: 'Entrar e aceitar',
    signUp: 'Criar conta e aceitar',
    title: 'Senha',
    choose: 'Escolha a senha da sua conta.',
    save: 'Salvar a senha',
    forgot: 'Informe o e-mail da conta: enviamos um link para escolher outra senha.',
    send: 'Enviar o link',
  },
  en: {
    script: 'This page needs JavaScript.',
    email: 'E-mail address',
    password: 'Password',
    newPassword: 'New password',
    hint: 'At least 8 characters.',
    invitation: 'Invitation',
    invitationFrom: 'You are invited by',
    invitationLead: 'Sign in with the address that was invited, or make its account, to accept the invitation.',
    signIn: 'Sign in and accept',
    signUp: 'Make an account and accept',
    title: 'Password',
    choose: 'Choose the password of your account.',
    save: 'Save the password',
    forgot: 'Enter the e-mail address of the account: we send a link to choose another password.',
    send: 'Send the link',
  },
} as const satisfies Record<Language, Record<string, string>>

/** One of the pages that an invitation and Auth's mails lead to, until the web application has its own. */
export function writeAccountPage(page: AccountPage, language: Language): string {
  const t = words[language]
  const email = (of: string) =>
    `<label for="email-${of}">${t.email}</label>
      <input id="email-${of}" name="email" type="email" autocomplete="username" required>`
  const password = (of: string, label: string, autocomplete: string) =>
    `<label for="password-${of}">${label}</label>
      <input id="password-${of}" name="password" type="password" autocomplete="${autocomplete}" minlength="8" maxlength="72" required aria-describedby="hint-${of}">
      <p class="hint" id="hint-${of}">${t.hint}</p>`
  const invitation = `<form id="invitation" method="post" hidden>
      <p class="from" hidden>${t.invitationFrom} <strong class="inviter"></strong>.</p>
      <p>${t.invitationLead}</p>
      ${email('invitation')}
      ${password('invitation', t.password, 'current-password')}
      <button value="sign-in">${t.signIn}</button>
      <button value="sign-up">${t.signUp}</button>
    </form>`
  const forms = `<form id="password" method="post" hidden>
      <p>${t.choose}</p>
      ${password('password', t.newPassword, 'new-password')}
      <button>${t.save}</button>
    </form>
    <form id="reset" method="post" hidden>
      <p>${t.forgot}</p>
      ${email('reset')}
      <button>${t.send}</button>
    </form>`
  const title = page === 'invitations' ? t.invitation : t.title
  const templates = Object.entries(messages).map(([name, texts]) => `<p id="text-${name}">${texts[language]}</p>`)
  return `<!doctype html>
<html lang="${language === 'en' ? 'en' : 'pt-BR'}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Renum: ${title}</title>
    <link rel="stylesheet" href="pages/account.css">
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <noscript><p>${t.script}</p></noscript>
      ${page === 'invitations' ? invitation : forms}
      <p id="status" role="status" tabindex="-1"></p>
    </main>
    <div hidden>${templates.join('')}</div>
    <script src="pages/account.js"></script>
  </body>
</html>
`
}
