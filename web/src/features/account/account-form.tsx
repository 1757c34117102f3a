import { Link } from '@tanstack/react-router'
import type { FormEvent, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Notice } from '../../ui/blocks.tsx'
import { Button, buttonClasses } from '../../ui/button.tsx'
import { PasswordField, TextField } from '../../ui/field.tsx'

interface AccountFormProps {
  title: string
  lead?: ReactNode
  submit: string
  busy: boolean
  failure: { text: string; note?: string } | null
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  children: ReactNode
  below?: ReactNode
}

export function AccountForm({ title, lead, submit, busy, failure, onSubmit, children, below }: AccountFormProps) {
  return (
    <>
      <h1 className="font-serif text-[2rem] leading-tight font-medium tracking-tight">{title}</h1>
      {lead && <p className="mt-2 text-soft">{lead}</p>}
      <form onSubmit={onSubmit} className="mt-7 flex flex-col gap-4">
        {children}
        <div role="alert" className="empty:hidden">
          {failure && (
            <Notice tone="bad" title={failure.text}>
              {failure.note}
            </Notice>
          )}
        </div>
        <Button type="submit" kind="primary" size="large" busy={busy} className="w-full">
          {submit}
        </Button>
      </form>
      {below && <div className="mt-6 flex flex-col gap-2 text-soft">{below}</div>}
    </>
  )
}

interface OtherWayProps {
  question: string
  to: '/sign-in' | '/sign-up'
  next: string | undefined
  label: string
}

/** The way of those who came to the wrong one of the two pages. */
export function OtherWay({ question, to, next, label }: OtherWayProps) {
  return (
    <>
      <p className="flex items-center gap-3 text-sm text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {question}
      </p>
      <Link to={to} search={next ? { next } : {}} className={`${buttonClasses('secondary', 'large')} w-full`}>
        {label}
      </Link>
    </>
  )
}

export function EmailField({ defaultValue, readOnly }: { defaultValue?: string; readOnly?: boolean }) {
  const t = useTranslations('account')
  return (
    <TextField
      label={t('email')}
      name="email"
      type="email"
      autoComplete="username"
      inputMode="email"
      required
      defaultValue={defaultValue}
      readOnly={readOnly}
      placeholder={t('emailExample')}
    />
  )
}

export function Password({ fresh = false }: { fresh?: boolean }) {
  const t = useTranslations('account')
  return (
    <PasswordField
      label={fresh ? t('newPassword') : t('password')}
      name="password"
      autoComplete={fresh ? 'new-password' : 'current-password'}
      required
      maxLength={72}
      show={t('showPassword')}
      hide={t('hidePassword')}
      {...(fresh && { minLength: 8, hint: t('passwordHint') })}
    />
  )
}
