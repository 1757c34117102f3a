import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useApp } from '../../app/app-context.tsx'
import { useTitle } from '../../app/use-title.ts'
import { Notice, Skeleton } from '../../ui/blocks.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useSubmit } from '../../ui/use-submit.ts'
import { AccountForm, EmailField, Password } from './account-form.tsx'
import { MailSent } from './mail-sent.tsx'

/**
 * Where the links of Auth's mails lead: with what they opened in the fragment, which no server gets and which is taken out of the
 * address. Without one, the page asks where to send a link.
 */
export function PasswordPage() {
  const t = useTranslations('account')
  const { session } = useApp()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const toast = useToast()
  const [link] = useState(() => new URLSearchParams(location.hash.slice(1)))
  const [stage, setStage] = useState<'opening' | 'choose' | 'ask'>(link.has('access_token') ? 'opening' : 'ask')
  const [mailed, setMailed] = useState<string | null>(null)
  const [stale, setStale] = useState(link.has('error'))
  // Who proves an address may have lost the password of before: it could have been somebody else's.
  const proven = link.get('type') !== 'recovery'
  useTitle(t('passwordTitle'))

  useEffect(() => {
    history.replaceState(history.state, '', location.pathname)
    const access_token = link.get('access_token')
    if (access_token === null) return
    const opened = { access_token, refresh_token: link.get('refresh_token') ?? '' }
    cache.clear()
    void session.auth.setSession(opened).then(({ error }) => {
      if (error) {
        setStale(true)
        setStage('ask')
      } else {
        if (proven) toast({ text: link.get('type') === 'email_change' ? t('emailChanged') : t('emailConfirmed') })
        setStage('choose')
      }
    })
  }, [link, proven, session, toast, t, cache])

  const choose = useSubmit(async ({ password = '' }) => {
    const { error } = await session.auth.updateUser({ password })
    if (error) throw error
    toast({ text: t('passwordChanged') })
    await navigate({ to: '/' })
  })
  const ask = useSubmit(async ({ email = '' }) => {
    const { error } = await session.auth.resetPasswordForEmail(email, { redirectTo: `${location.origin}/password` })
    if (error) throw error
    setMailed(email)
  })

  if (mailed !== null) return <MailSent title={t('sentTitle')} text={t('sentText', { email: mailed })} />
  if (stage === 'opening') return <Skeleton className="h-64" />
  if (stage === 'choose') {
    return (
      <AccountForm
        {...choose}
        title={t('chooseTitle')}
        lead={proven ? t('chooseProven') : t('chooseLead')}
        submit={t('savePassword')}
        below={
          proven && (
            <Link to="/" className="font-medium text-accent-ink underline">
              {t('chooseLater')}
            </Link>
          )
        }
      >
        <Password fresh />
      </AccountForm>
    )
  }
  return (
    <>
      {stale && (
        <div className="mb-6">
          <Notice title={t('linkExpired')} />
        </div>
      )}
      <AccountForm
        {...ask}
        title={t('forgotTitle')}
        lead={t('forgotLead')}
        submit={t('sendLink')}
        below={
          <Link to="/sign-in" className="font-medium text-accent-ink underline">
            {t('toSignIn')}
          </Link>
        }
      >
        <EmailField />
      </AccountForm>
    </>
  )
}
