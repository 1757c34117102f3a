import type { EmailOtpType } from '@supabase/auth-js'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useApp } from '../../app/app-context.tsx'
import { useLinkFromOutside } from '../../app/use-link.ts'
import { useTitle } from '../../app/use-title.ts'
import { Notice, Skeleton } from '../../ui/blocks.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useSubmit } from '../../ui/use-submit.ts'
import { AccountForm, EmailField, Password } from './account-form.tsx'
import { MailSent } from './mail-sent.tsx'

/**
 * Where the links of Auth's mails lead: with what opens the account in the fragment, which no server gets and which is taken out of
 * the address. It is used once its reader has acted; Auth's own page on hosted Supabase has used it before, and the fragment has the
 * session. Without either, the page asks where to send a link.
 */
export function PasswordPage() {
  const t = useTranslations('account')
  const { session } = useApp()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const toast = useToast()
  const [link] = useState(() => new URLSearchParams(location.hash.slice(1)))
  const token_hash = link.get('token_hash')
  const type = link.get('type')
  const [stage, setStage] = useState<'opening' | 'choose' | 'ask'>(
    link.has('access_token') ? 'opening' : token_hash ? 'choose' : 'ask',
  )
  const opened = useRef(token_hash === null)
  const [mailed, setMailed] = useState<string | null>(null)
  const [stale, setStale] = useState(link.has('error'))
  // Who proves an address may have lost the password of before: it could have been somebody else's.
  const proven = type !== 'recovery'
  useTitle(t('passwordTitle'))
  useLinkFromOutside()

  useEffect(() => {
    history.replaceState(history.state, '', location.pathname)
    const access_token = link.get('access_token')
    if (access_token === null) return
    cache.clear()
    void session.auth.setSession({ access_token, refresh_token: link.get('refresh_token') ?? '' }).then(({ error }) => {
      if (error) {
        setStale(true)
        setStage('ask')
      } else {
        if (proven) toast({ text: type === 'email_change' ? t('emailChanged') : t('emailConfirmed') })
        setStage('choose')
      }
    })
  }, [link, type, proven, session, toast, t, cache])

  /** Whether the link has opened the account, now or before. */
  const open = async (): Promise<boolean> => {
    if (opened.current || token_hash === null) return true
    cache.clear()
    const { error } = await session.auth.verifyOtp({ token_hash, type: (type ?? 'email') as EmailOtpType })
    if (error && error.code !== 'otp_expired') throw error
    opened.current = !error
    if (error) {
      setStale(true)
      setStage('ask')
    }
    return !error
  }
  const choose = useSubmit(async ({ password = '' }) => {
    if (!(await open())) return
    const { error } = await session.auth.updateUser({ password })
    if (error) throw error
    toast({ text: type === 'email_change' ? t('emailChanged') : t('passwordChanged') })
    await navigate({ to: '/' })
  })
  const later = useSubmit(async () => {
    if (await open()) await navigate({ to: '/' })
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
        failure={choose.failure ?? later.failure}
        lead={token_hash ? t('chooseConfirms') : proven ? t('chooseProven') : t('chooseLead')}
        submit={t('savePassword')}
        below={
          proven &&
          type !== 'signup' && (
            <form onSubmit={later.onSubmit}>
              <button type="submit" className="font-medium text-accent-ink underline" disabled={later.busy}>
                {t('chooseLater')}
              </button>
            </form>
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
