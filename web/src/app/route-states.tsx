import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Skeleton, SkeletonList } from '../ui/blocks.tsx'
import { buttonClasses } from '../ui/button.tsx'
import { Failure } from '../ui/query-state.tsx'

export function RouteFailure({ error, reset }: ErrorComponentProps) {
  const t = useTranslations('common')
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <main className="mx-auto w-full max-w-xl px-5 py-16">
      <h1 className="mb-4 font-serif text-2xl font-medium">{t('pageFailed')}</h1>
      <Failure error={error} retry={retry} />
    </main>
  )
}

export function RouteMissing() {
  const t = useTranslations('common')
  return (
    <main className="mx-auto flex w-full max-w-xl flex-col items-start gap-4 px-5 py-16">
      <p className="font-serif text-6xl text-faint">404</p>
      <h1 className="font-serif text-2xl font-medium">{t('missing')}</h1>
      <p className="text-soft">{t('missingText')}</p>
      <Link to="/" className={buttonClasses('primary')}>
        {t('toStart')}
      </Link>
    </main>
  )
}

export function RoutePending() {
  return (
    <div className="mx-auto w-full max-w-6xl px-5 py-10" aria-busy="true">
      <Skeleton className="mb-8 h-10 w-64" />
      <SkeletonList />
    </div>
  )
}
