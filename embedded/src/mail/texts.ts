export type Language = 'pt' | 'en'

/** What a mail of Auth is about, as its links name it. */
export type MailKind = 'signup' | 'recovery' | 'magiclink' | 'email_change' | 'reauthentication'

interface Text {
  subject: string
  /** What the mail is for, and what the link leads to. */
  lead: string
  link: string
}

/** Whoever did not ask for it is told what to do: nothing. */
export const texts: Record<MailKind, Record<Language, Text>> = {
  signup: {
    pt: {
      subject: 'Confirme seu cadastro',
      lead: 'Alguém criou uma conta com este endereço. Se foi você, confirme o endereço e escolha a senha:',
      link: 'Confirmar e escolher a senha',
    },
    en: {
      subject: 'Confirm your sign-up',
      lead: 'Somebody made an account with this address. If it was you, confirm the address and choose the password:',
      link: 'Confirm and choose the password',
    },
  },
  recovery: {
    pt: {
      subject: 'Redefina sua senha',
      lead: 'Você pediu uma nova senha. Escolha-a aqui:',
      link: 'Escolher uma nova senha',
    },
    en: {
      subject: 'Reset your password',
      lead: 'You asked for a new password. Choose it here:',
      link: 'Choose a new password',
    },
  },
  magiclink: {
    pt: { subject: 'Seu link de acesso', lead: 'Entre com este link:', link: 'Entrar' },
    en: { subject: 'Your sign-in link', lead: 'Sign in with this link:', link: 'Sign in' },
  },
  email_change: {
    pt: {
      subject: 'Confirme seu novo endereço de e-mail',
      lead: 'Você pediu que sua conta passe a usar este endereço. Confirme-o e escolha a senha:',
      link: 'Confirmar o endereço',
    },
    en: {
      subject: 'Confirm your new e-mail address',
      lead: 'You asked for your account to use this address. Confirm it and choose the password:',
      link: 'Confirm the address',
    },
  },
  reauthentication: {
    pt: { subject: 'Seu código de confirmação', lead: 'Para continuar, informe este código:', link: '' },
    en: { subject: 'Your confirmation code', lead: 'To go on, enter this code:', link: '' },
  },
}

export const phrases: Record<Language, { code: string; ignore: string }> = {
  pt: {
    code: 'Ou informe este código:',
    ignore: 'Se não foi você, não faça nada: sem este e-mail, ninguém entra na conta.',
  },
  en: {
    code: 'Or enter this code:',
    ignore: 'If it was not you, do nothing: without this mail nobody gets into the account.',
  },
}
