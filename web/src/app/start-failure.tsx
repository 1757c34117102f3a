import { useTranslations } from 'use-intl'
import { Button } from '../ui/button.tsx'
import { Logo } from './logo.tsx'

/** Where not even the public configuration could be read. */
export function StartFailure({ error }: { error: unknown }) {
  const t = useTranslations('common')
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-4 px-6">
      <Logo />
      <h1 className="font-serif text-2xl font-medium">{t('noServer')}</h1>
      <p className="text-soft">{t('noServerText')}</p>
      <p className="text-xs text-faint">{error instanceof Error ? error.message : null}</p>
      <div>
        <Button kind="primary" icon="RotateCcw" onClick={() => location.reload()}>
          {t('retry')}
        </Button>
      </div>
    </main>
  )
}
