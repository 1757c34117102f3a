import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useProblemText } from '../api/problem-text.ts'
import { Notice, SkeletonList } from './blocks.tsx'
import { Button } from './button.tsx'

interface Asked<Data> {
  data: Data | undefined
  error: unknown
  refetch: () => unknown
  isFetching: boolean
}

interface QueryStateProps<Data> {
  query: Asked<Data>
  skeleton?: ReactNode
  children: (data: Data) => ReactNode
}

/** What was asked for once it is there, its grey shape before, and what went wrong with a way to try again. */
export function QueryState<Data>({ query, skeleton, children }: QueryStateProps<Data>) {
  const t = useTranslations('common')
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <Failure error={query.error} retry={query.refetch} busy={query.isFetching} />
  return (
    <div aria-busy="true">
      <span className="sr-only" role="status">
        {t('loading')}
      </span>
      {skeleton ?? <SkeletonList />}
    </div>
  )
}

export function Failure({ error, retry, busy = false }: { error: unknown; retry?: () => unknown; busy?: boolean }) {
  const t = useTranslations('common')
  const { text, note } = useProblemText()(error)
  return (
    <div role="alert" className="empty:hidden">
      <Notice
        tone="bad"
        title={text}
        action={
          retry && (
            <Button size="small" icon="RotateCcw" busy={busy} onClick={() => retry()}>
              {t('retry')}
            </Button>
          )
        }
      >
        {note}
      </Notice>
    </div>
  )
}
