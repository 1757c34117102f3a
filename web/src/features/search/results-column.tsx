import { unwrap } from '@renum/client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useClient } from '../../app/app-context.tsx'
import { SkeletonList } from '../../ui/blocks.tsx'
import { Icon } from '../../ui/icon.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { maxima, type Result, ResultCard } from './result-card.tsx'
import { type Filters, type Scope, searchBody } from './search-body.ts'
import { type Settings, SettingsBar } from './settings-bar.tsx'

interface ResultsColumnProps {
  query: string
  scope: Scope
  filters: Filters
  settings: Settings
  onSettings: (settings: Settings) => void
  /** Where two stand side by side. */
  name: string | undefined
}

export function ResultsColumn({ query, scope, filters, settings, onSettings, name }: ResultsColumnProps) {
  const t = useTranslations('search')
  const format = useFormatter()
  const client = useClient()
  const found = useQuery({
    queryKey: ['search', client.id, query, scope, filters, settings],
    queryFn: ({ signal }) => {
      const { mode, top_k, min_score } = settings
      const body = {
        ...searchBody(query, scope, filters),
        mode,
        top_k,
        explain: true,
        ...(min_score > 0 && { min_score }),
      }
      return unwrap(client.renum.POST('/v1/search', { body, signal }))
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  return (
    <section aria-label={name ? t('column', { name }) : t('results')} className="min-w-0">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3 border-b border-line pb-4">
        <SettingsBar settings={settings} onChange={onSettings} name={name} />
        <p role="status" className="text-sm text-faint tabular">
          {found.data &&
            t('timing', {
              count: found.data.results.length,
              ms: format.number(found.data.took_ms, { maximumFractionDigits: found.data.took_ms < 10 ? 1 : 0 }),
            })}
        </p>
      </div>
      <QueryState query={found} skeleton={<SkeletonList rows={4} className="h-44" />}>
        {({ results, explanation, mode, model, embedded_share = 1 }) => {
          const leftOut = explanation?.left_out ?? []
          const scale = maxima([...results, ...leftOut])
          return (
            <div className={found.isPlaceholderData ? 'opacity-60 transition-opacity' : ''}>
              {mode === 'lexical' && <p className="mb-3 text-sm text-warning-ink">{t('noModel')}</p>}
              {embedded_share < 1 && (
                <p className="mb-3 text-sm text-soft">{t('partlyEmbedded', { share: embedded_share })}</p>
              )}
              {results.length === 0 ? (
                <div className="rounded-2xl border border-line bg-surface px-6 py-10 text-center">
                  <p className="font-serif text-xl font-medium">{t('nothing')}</p>
                  <p className="mx-auto mt-1 max-w-md text-soft">
                    {leftOut.length > 0 ? t('nothingLeftOut') : t('nothingText')}
                  </p>
                </div>
              ) : (
                <ol className="flex flex-col gap-3">
                  {results.map((result, i) => (
                    <ResultCard key={result.chunk_id} result={result} place={i + 1} query={query} scale={scale} />
                  ))}
                </ol>
              )}
              <LeftOut rows={leftOut} query={query} scale={scale} />
              <p className="mt-5 text-xs text-faint">{t('model', { model, passages: explanation?.passages ?? 0 })}</p>
            </div>
          )
        }}
      </QueryState>
    </section>
  )
}

interface LeftOutProps {
  rows: (Result & { reason: 'beyond_top_k' | 'below_min_score' })[]
  query: string
  scale: Record<string, number>
}

/** What was looked at and is not among the results, and why. */
function LeftOut({ rows, query, scale }: LeftOutProps) {
  const t = useTranslations('search')
  const [open, setOpen] = useState(false)
  if (rows.length === 0) return null
  return (
    <div className="mt-6">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex items-center gap-1.5 rounded-lg py-1.5 font-medium text-soft hover:text-ink"
      >
        <Icon
          name="ChevronRight"
          size={16}
          className={open ? 'rotate-90 transition-transform' : 'transition-transform'}
        />
        {t('leftOut', { count: rows.length })}
      </button>
      {open && (
        <ol className="mt-3 flex flex-col gap-3">
          {rows.map((row) => (
            <ResultCard
              key={row.chunk_id}
              result={row}
              reason={t(`reason_${row.reason}`)}
              query={query}
              scale={scale}
            />
          ))}
        </ol>
      )}
    </div>
  )
}
