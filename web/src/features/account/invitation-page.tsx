import { RenumError, unwrap } from '@renum/client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { anonymousRenum } from '../../api/renum.ts'
import { useApp, usePersonalRenum, useSessionState } from '../../app/app-context.tsx'
import { useLinkFromOutside } from '../../app/use-link.ts'
import { useTitle } from '../../app/use-title.ts'
import { Notice, Skeleton } from '../../ui/blocks.tsx'
import { Button } from '../../ui/button.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useSubmit } from '../../ui/use-submit.ts'
import { AccountForm, EmailField, Password } from './account-form.tsx'
import { MailSent } from './mail-sent.tsx'

const kept = 'renum.invitation'

/**
 * Where the link of an invitation leads. Its secret stands in the fragment; it is kept for this tab, so that a sign-up by mail can come
 * back to it, and taken out of the address.
 */
export function InvitationPage() {
  const t = useTranslations('account')
  const roles = useTranslations('roles')
  const nav = useTranslations('nav')
  const { session, language } = useApp()
  const state = useSessionState()
  const renum = usePersonalRenum()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const toast = useToast()
  const [secret] = useState(() => location.hash.slice(1) || sessionStorage.getItem(kept) || '')
  const [way, setWay] = useState<'sign-up' | 'sign-in'>('sign-up')
  const preview = useQuery({
    queryKey: ['invitation', secret],
    queryFn: () => unwrap(anonymousRenum(language).POST('/v1/invitations/preview', { body: { token: secret } })),
    enabled: secret !== '',
    retry: false,
    staleTime: 60_000,
  })
  const [mailed, setMailed] = useState<string | null>(null)
  useTitle(t('invitation'))
  useLinkFromOutside()
  useEffect(() => {
    history.replaceState(history.state, '', location.pathname)
    if (secret) sessionStorage.setItem(kept, secret)
  }, [secret])

  const accept = async () => {
    const client = await unwrap(renum.POST('/v1/invitations/accept', { body: { token: secret } }))
    sessionStorage.removeItem(kept)
    cache.clear()
    toast({ text: t('accepted', { name: client.name }) })
    await navigate({ to: '/c/$client', params: { client: client.id } })
  }
  const join = useSubmit(accept)
  const enter = useSubmit(async ({ email = '', password = '' }) => {
    const { data, error } =
      way === 'sign-in'
        ? await session.auth.signInWithPassword({ email, password })
        : await session.auth.signUp({
            email,
            password,
            options: { emailRedirectTo: `${location.origin}/password` },
          })
    if (error) throw error
    if (!data.session) setMailed(email)
    else await accept()
  })

  if (!secret) {
    return (
      <>
        <h1 className="mb-5 font-serif text-[2rem] leading-tight font-medium">{t('invitation')}</h1>
        <Notice title={t('invitationIncomplete')}>{t('invitationIncompleteText')}</Notice>
      </>
    )
  }
  if (secret && preview.isPending) return <Skeleton className="h-64" />
  if (mailed !== null) return <MailSent title={t('confirmTitle')} text={t('confirmInvited', { email: mailed })} />
  const invited = preview.data
  const title = invited ? t('invitationBy', { name: invited.client_name }) : t('invitationTitle')
  if (preview.error instanceof RenumError && preview.error.code === 'invitation_unknown') {
    return (
      <Outcome title={t('invitation')}>
        <Notice title={t('invitationEnded')}>{t('invitationEndedText')}</Notice>
        <Link to={state.status === 'in' ? '/' : '/sign-in'} className="font-medium text-accent-ink underline">
          {state.status === 'in' ? nav('home') : t('toSignIn')}
        </Link>
      </Outcome>
    )
  }
  if (state.status === 'in') {
    const another = (
      <div>
        <Button size="small" kind="quiet" icon="LogOut" onClick={() => void session.signOut()}>
          {t('otherAccount')}
        </Button>
      </div>
    )
    if (invited && invited.email !== state.email.toLowerCase()) {
      return (
        <Outcome title={title}>
          <p className="text-soft">{t('invitationFor', { email: invited.email, own: state.email })}</p>
          {another}
        </Outcome>
      )
    }
    return (
      <AccountForm
        {...join}
        title={title}
        lead={t('invitationAs', { email: state.email })}
        submit={t('accept')}
        below={another}
      >
        {null}
      </AccountForm>
    )
  }
  const fresh = way === 'sign-up'
  return (
    <AccountForm
      {...enter}
      title={title}
      lead={
        <>
          {invited && <>{t('invitationRole', { role: roles(invited.role) })} </>}
          {fresh ? t('invitationNew') : t('invitationKnown')}
        </>
      }
      submit={fresh ? t('signUpAccept') : t('signInAccept')}
      below={
        <p>
          {fresh ? t('haveAccount') : t('noAccount')}{' '}
          <button
            type="button"
            className="font-medium text-accent-ink underline"
            onClick={() => setWay(fresh ? 'sign-in' : 'sign-up')}
          >
            {fresh ? t('signIn') : t('signUp')}
          </button>
        </p>
      }
    >
      <EmailField {...(invited && { defaultValue: invited.email, readOnly: true })} />
      <Password key={way} fresh={fresh} />
    </AccountForm>
  )
}

/** An invitation that cannot be accepted here and now, and what to do instead. */
function Outcome({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-5">
      <h1 className="font-serif text-[2rem] leading-tight font-medium">{title}</h1>
      {children}
    </div>
  )
}
