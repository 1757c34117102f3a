import { type Schemas, unwrap } from '@renum/client'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useProblemText } from '../../api/problem-text.ts'
import { useClient, useMay } from '../../app/app-context.tsx'
import { Badge, Bar } from '../../ui/blocks.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Icon } from '../../ui/icon.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useLocationText } from '../documents/location-text.ts'
import { Highlighted } from './highlighted.tsx'
import { passageText } from './passage-text.ts'

export type Result = Schemas['SearchResponse']['results'][number]

const legs = ['full_text', 'semantic', 'lexical'] as const
const tones = { full_text: 'accent', semantic: 'second', lexical: 'third' } as const

/** The highest score of each leg: what its bars are measured by. */
export function maxima(results: readonly Result[]): Record<string, number> {
  const most: Record<string, number> = {}
  for (const { scores } of results) {
    for (const [leg, score] of Object.entries(scores)) most[leg] = Math.max(most[leg] ?? 0, score)
  }
  return most
}

interface ResultCardProps {
  result: Result
  query: string
  scale: Record<string, number>
  place?: number
  /** Why it is not among the results. */
  reason?: string
}

export function ResultCard({ result, query, scale, place, reason }: ResultCardProps) {
  const t = useTranslations('search')
  const client = useClient()
  const locationText = useLocationText()
  const [whole, setWhole] = useState(false)
  const { location } = result.citation
  const content = passageText(result.content)
  const long = content.length > 420
  return (
    <li
      className={classes(
        'rounded-2xl border border-line bg-surface p-5 shadow-card',
        reason && 'border-dashed shadow-none',
      )}
    >
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        {place !== undefined && (
          <span
            className="mt-0.5 w-5 shrink-0 text-right font-serif text-lg leading-tight text-faint tabular"
            aria-hidden="true"
          >
            {place}
          </span>
        )}
        <div className="min-w-0 flex-1 basis-56">
          <h2 className="font-medium break-words">
            <Link
              to="/c/$client/documents/$document"
              params={{ client: client.id, document: result.document_id }}
              search={{ start: location.start, end: location.end, version: result.version, chunk: result.chunk_id }}
              className="rounded hover:underline"
            >
              {result.document_name}
            </Link>
          </h2>
          <p className="truncate text-sm text-faint">{locationText(location)}</p>
        </div>
        {reason && <Badge tone="warn">{reason}</Badge>}
      </div>
      <p className={classes('prose-passage mt-3 whitespace-pre-line', !whole && 'line-clamp-5')}>
        <Highlighted text={content} query={query} />
      </p>
      {long && (
        <button
          type="button"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
          className="mt-1 rounded text-sm font-medium text-accent-ink hover:underline"
        >
          {whole ? t('less') : t('more')}
        </button>
      )}
      <Scores result={result} scale={scale} />
      <div className="mt-3 flex flex-wrap gap-2">
        <Link
          to="/c/$client/documents/$document"
          params={{ client: client.id, document: result.document_id }}
          search={{ start: location.start, end: location.end, version: result.version, chunk: result.chunk_id }}
          className="inline-flex h-8 items-center gap-1.5 rounded-lg px-2.5 text-sm font-medium text-accent-ink hover:bg-hover"
        >
          <Icon name="Quote" size={15} />
          {t('open')}
        </Link>
        <Keep result={result} query={query} />
      </div>
    </li>
  )
}

function Scores({ result, scale }: { result: Result; scale: Record<string, number> }) {
  const t = useTranslations('search')
  const format = useFormatter()
  return (
    <dl className="mt-4 grid gap-x-6 gap-y-1.5 border-t border-line pt-3 text-sm grid-cols-[repeat(auto-fit,minmax(14rem,1fr))]">
      <div className="flex items-center gap-2.5 col-span-full">
        <dt className="w-24 shrink-0 text-soft">{t('score')}</dt>
        <dd className="flex flex-1 items-center gap-2.5">
          <Bar value={result.score} label={t('score')} className="h-2 flex-1" />
          <span className="w-11 text-right font-medium tabular">
            {format.number(result.score, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
          </span>
        </dd>
      </div>
      {legs
        .filter((leg) => scale[leg] !== undefined)
        .map((leg) => {
          const score = result.scores[leg]
          const rank = result.ranks?.[leg]
          return (
            <div key={leg} className="flex items-center gap-2.5">
              <dt className="w-24 shrink-0 text-faint">{t(`leg_${leg}`)}</dt>
              <dd className="flex flex-1 items-center gap-2.5">
                <Bar
                  value={score === undefined ? 0 : score / (scale[leg] || 1)}
                  label={t(`leg_${leg}`)}
                  tone={tones[leg]}
                  className="flex-1"
                />
                <span className="w-11 text-right text-faint tabular">
                  {rank === undefined ? '–' : t('rank', { rank })}
                </span>
              </dd>
            </div>
          )
        })}
    </dl>
  )
}

/** Keeps the question with the passage that answers it: what search is measured by. */
function Keep({ result, query }: { result: Result; query: string }) {
  const t = useTranslations('search')
  const client = useClient()
  const mayWrite = useMay('user')
  const cache = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const [state, setState] = useState<'no' | 'busy' | 'kept'>('no')
  if (!mayWrite) return null
  const keep = async () => {
    setState('busy')
    try {
      const body = {
        document_id: result.document_id,
        question: query,
        passage: result.content.slice(0, 2_000),
        source: 'search' as const,
      }
      await unwrap(client.renum.POST('/v1/test-questions', { body }))
      setState('kept')
      void cache.invalidateQueries({ queryKey: ['questions', client.id] })
      toast({ text: t('kept') })
    } catch (error) {
      setState('no')
      toast({ kind: 'failed', ...problemText(error) })
    }
  }
  return (
    <Button
      kind="quiet"
      size="small"
      icon={state === 'kept' ? 'Check' : 'BookmarkPlus'}
      busy={state === 'busy'}
      disabled={state === 'kept'}
      onClick={() => void keep()}
    >
      {state === 'kept' ? t('isKept') : t('keep')}
    </Button>
  )
}
