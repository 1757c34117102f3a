import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useApp } from '../../app/app-context.tsx'
import { useTitle } from '../../app/use-title.ts'
import { useSubmit } from '../../ui/use-submit.ts'
import { AccountForm, EmailField, OtherWay, Password } from './account-form.tsx'
import { MailSent } from './mail-sent.tsx'

const route = getRouteApi('/account/sign-up')

export function SignUpPage() {
  const t = useTranslations('account')
  const { session, config } = useApp()
  const { next } = route.useSearch()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const [mailed, setMailed] = useState<string | null>(null)
  // What the server said when the page was opened; since then somebody may have signed up right here.
  const first = config.nobody_yet && !session.known()
  useTitle(t('signUp'))
  const form = useSubmit(async ({ email = '', password = '' }) => {
    const { data, error } = await session.auth.signUp({
      email,
      password,
      options: { emailRedirectTo: `${location.origin}/password` },
    })
    if (error) throw error
    if (!data.session) {
      setMailed(email)
      return
    }
    cache.clear()
    await navigate({ to: next ?? '/' })
  })
  if (mailed !== null) return <MailSent title={t('confirmTitle')} text={t('confirmText', { email: mailed })} />
  return (
    <AccountForm
      {...form}
      title={t('signUpTitle')}
      lead={first ? t('signUpFirst') : config.sign_up === 'invite' ? t('signUpInvited') : t('signUpLead')}
      submit={t('signUp')}
      below={first ? undefined : <OtherWay question={t('haveAccount')} to="/sign-in" next={next} label={t('signIn')} />}
    >
      <EmailField />
      <Password fresh />
    </AccountForm>
  )
}
