import { unwrap } from '@renum/client'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useApp, useMe, usePersonalRenum } from '../../app/app-context.tsx'
import { languages } from '../../app/language.ts'
import { themes } from '../../app/theme.ts'
import { useTitle } from '../../app/use-title.ts'
import { Card, Notice, PageHeader } from '../../ui/blocks.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useSubmit } from '../../ui/use-submit.ts'
import { Password } from './account-form.tsx'

export function ProfilePage() {
  const t = useTranslations('profile')
  const nav = useTranslations('nav')
  const me = useMe()
  const { language, setLanguage, theme, setTheme } = useApp()
  useTitle(t('title'))
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <QueryState query={me}>
        {({ name, email }) => (
          <div className="flex max-w-2xl flex-col gap-6">
            <NameForm name={name ?? ''} />
            <Section title={t('look')} text={t('lookText')}>
              <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
                <SelectField
                  label={nav('language')}
                  value={language}
                  onChange={({ target }) => setLanguage(languages.find((one) => one === target.value) ?? language)}
                >
                  <option value="pt-BR">Português</option>
                  <option value="en">English</option>
                </SelectField>
                <SelectField
                  label={nav('theme')}
                  value={theme}
                  onChange={({ target }) => setTheme(themes.find((one) => one === target.value) ?? theme)}
                >
                  {themes.map((one) => (
                    <option key={one} value={one}>
                      {nav(one)}
                    </option>
                  ))}
                </SelectField>
              </div>
            </Section>
            <EmailForm email={email ?? ''} />
            <PasswordForm />
            <Sessions />
          </div>
        )}
      </QueryState>
    </>
  )
}

function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <Card className="p-6">
      <h2 className="font-serif text-xl font-medium">{title}</h2>
      {text && <p className="mt-0.5 text-soft">{text}</p>}
      <div className="mt-4">{children}</div>
    </Card>
  )
}

interface FormProps {
  work: (fields: Record<string, string>) => Promise<void>
  submit: string
  children: ReactNode
}

function SmallForm({ work, submit, children }: FormProps) {
  const { busy, failure, onSubmit } = useSubmit(work)
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      {children}
      <div role="alert" className="empty:hidden">
        {failure && (
          <Notice tone="bad" title={failure.text}>
            {failure.note}
          </Notice>
        )}
      </div>
      <div>
        <Button type="submit" busy={busy}>
          {submit}
        </Button>
      </div>
    </form>
  )
}

function NameForm({ name }: { name: string }) {
  const t = useTranslations('profile')
  const common = useTranslations('common')
  const renum = usePersonalRenum()
  const cache = useQueryClient()
  const toast = useToast()
  const work = async ({ name: next = '' }: Record<string, string>) => {
    cache.setQueryData(['me'], await unwrap(renum.PATCH('/v1/me', { body: { name: next.trim() } })))
    void cache.invalidateQueries({ queryKey: ['members'] })
    toast({ text: common('saved') })
  }
  return (
    <Section title={t('name')} text={t('nameText')}>
      <SmallForm work={work} submit={common('save')}>
        <TextField label={t('name')} name="name" required maxLength={200} autoComplete="name" defaultValue={name} />
      </SmallForm>
    </Section>
  )
}

function EmailForm({ email }: { email: string }) {
  const t = useTranslations('profile')
  const { session } = useApp()
  const toast = useToast()
  const work = async ({ email: next = '' }: Record<string, string>) => {
    const { error } = await session.auth.updateUser(
      { email: next.trim() },
      { emailRedirectTo: `${location.origin}/password` },
    )
    if (error) throw error
    toast({ text: t('emailSent', { email: next.trim() }), ms: 10_000 })
  }
  return (
    <Section title={t('email')} text={t('emailText', { email })}>
      <SmallForm work={work} submit={t('changeEmail')}>
        <TextField label={t('newEmail')} name="email" type="email" required autoComplete="email" />
      </SmallForm>
    </Section>
  )
}

function PasswordForm() {
  const t = useTranslations('profile')
  const account = useTranslations('account')
  const { session } = useApp()
  const toast = useToast()
  const work = async ({ password = '' }: Record<string, string>) => {
    const { error } = await session.auth.updateUser({ password })
    if (error) throw error
    toast({ text: account('passwordChanged') })
  }
  return (
    <Section title={t('password')}>
      <SmallForm work={work} submit={account('savePassword')}>
        <Password fresh />
      </SmallForm>
    </Section>
  )
}

function Sessions() {
  const t = useTranslations('profile')
  const nav = useTranslations('nav')
  const { session } = useApp()
  const navigate = useNavigate()
  const leave = (scope: 'local' | 'global') => async () => {
    await session.signOut(scope)
    await navigate({ to: '/sign-in' })
  }
  return (
    <Section title={t('sessions')} text={t('sessionsText')}>
      <div className="flex flex-wrap gap-2">
        <Button icon="LogOut" onClick={() => void leave('local')()}>
          {nav('signOut')}
        </Button>
        <SmallForm work={leave('global')} submit={t('signOutEverywhere')}>
          {null}
        </SmallForm>
      </div>
    </Section>
  )
}
