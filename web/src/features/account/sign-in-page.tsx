import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useApp } from '../../app/app-context.tsx'
import { useTitle } from '../../app/use-title.ts'
import { useSubmit } from '../../ui/use-submit.ts'
import { AccountForm, EmailField, OtherWay, Password } from './account-form.tsx'

const route = getRouteApi('/account/sign-in')

export function SignInPage() {
  const t = useTranslations('account')
  const { session, config } = useApp()
  const { next } = route.useSearch()
  const navigate = useNavigate()
  const cache = useQueryClient()
  useTitle(t('signIn'))
  const form = useSubmit(async ({ email = '', password = '' }) => {
    const { error } = await session.auth.signInWithPassword({ email, password })
    if (error) throw error
    // What is kept may be of somebody else who used this browser.
    cache.clear()
    await navigate({ to: next ?? '/' })
  })
  return (
    <AccountForm
      {...form}
      title={t('signInTitle')}
      lead={session.known() ? t('signInLead') : next ? t('signInNext') : undefined}
      submit={t('signIn')}
      below={
        <>
          <p>
            <Link to="/password" className="font-medium text-accent-ink underline">
              {t('forgot')}
            </Link>
          </p>
          {config.sign_up !== 'closed' && (
            <OtherWay question={t('noAccount')} to="/sign-up" next={next} label={t('signUp')} />
          )}
        </>
      }
    >
      <EmailField />
      <Password />
    </AccountForm>
  )
}
