import { Outlet } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { LanguageMenu } from '../../app/language-menu.tsx'
import { Logo } from '../../app/logo.tsx'
import { Icon } from '../../ui/icon.tsx'

/** The pages around an account: what is asked on the left, and beside it, where there is room, what Renum does. */
export function AccountLayout() {
  const t = useTranslations('account')
  return (
    <div className="grid grid-cols-1 min-h-dvh lg:grid-cols-[minmax(26rem,1fr)_1.1fr]">
      <div className="flex flex-col px-6 py-6 sm:px-10">
        <header className="flex items-center justify-between">
          <Logo />
          <LanguageMenu />
        </header>
        <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-10">
          <Outlet />
        </main>
      </div>
      <aside className="m-3 hidden flex-col justify-center overflow-hidden rounded-3xl bg-accent-soft px-14 py-16 lg:flex">
        <div className="mx-auto w-full max-w-lg">
          <p className="font-serif text-[2.6rem] leading-[1.12] font-medium tracking-tight text-balance">
            {t('promise')}
          </p>
          <p className="mt-4 max-w-md text-lg text-soft">{t('promiseText')}</p>
          <div aria-hidden="true" className="mt-12">
            <div className="flex items-center gap-3 rounded-2xl border border-line bg-surface px-5 py-3.5 shadow-card">
              <Icon name="Search" className="text-faint" />
              <span className="text-ink">{t('exampleQuestion')}</span>
            </div>
            <div className="relative mt-4 ml-8 rounded-2xl border border-line bg-surface px-6 py-5 shadow-raised">
              <p className="mb-2 flex items-center gap-2 text-sm text-faint">
                <Icon name="FileText" size={15} />
                {t('exampleSource')}
              </p>
              <p className="prose-passage">{t.rich('examplePassage', { mark: (chunks) => <mark>{chunks}</mark> })}</p>
            </div>
          </div>
          <ul className="mt-10 flex flex-col gap-2.5 text-soft">
            {(['point1', 'point2', 'point3'] as const).map((key) => (
              <li key={key} className="flex gap-2.5">
                <Icon name="Check" size={18} className="mt-0.5 shrink-0 text-accent-ink" />
                {t(key)}
              </li>
            ))}
          </ul>
        </div>
      </aside>
    </div>
  )
}
