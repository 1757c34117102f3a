import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { buttonClasses } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'

/** That a mail is on its way, and what to do with it. */
export function MailSent({ title, text }: { title: string; text: string }) {
  const t = useTranslations('account')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <span className="mb-5 flex size-13 items-center justify-center rounded-2xl bg-accent-soft text-accent-ink">
        <Icon name="Mail" size={26} />
      </span>
      <h1 ref={heading} tabIndex={-1} className="font-serif text-[2rem] leading-tight font-medium outline-none">
        {title}
      </h1>
      <p className="mt-2 text-soft">{text}</p>
      <p className="mt-2 text-sm text-faint">{t('mailHint')}</p>
      <Link to="/sign-in" className={`${buttonClasses('secondary')} mt-6 self-start`}>
        {t('toSignIn')}
      </Link>
    </>
  )
}
