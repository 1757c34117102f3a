import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Citation } from '../../api/execution-stream.ts'
import { useClient } from '../../app/app-context.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { useLocationText } from '../documents/location-text.ts'
import { passageText } from '../search/passage-text.ts'

/** Of the document's page: its version, and the quote in it. */
function placeOf({ version, chunk_id, location, quote, quote_start }: Citation) {
  const start = location.start + quote_start
  return { start, end: Math.min(location.end, start + quote.length), version, chunk: chunk_id }
}

/** The number of a source within an answer: shows what it says, and leads to where it stands. */
export function CitationChip({ citation }: { citation: Citation }) {
  const t = useTranslations('chat')
  const client = useClient()
  const locationText = useLocationText()
  const { number, document_id, document_name, location, quote } = citation
  return (
    <Tooltip
      trigger={
        <Link
          to="/c/$client/documents/$document"
          params={{ client: client.id, document: document_id }}
          search={placeOf(citation)}
          aria-label={t('source', { number, name: document_name })}
          className="mx-0.5 inline-flex h-5 min-w-5 items-center justify-center rounded-md bg-accent-soft px-1 align-[0.1em] font-sans text-xs font-semibold text-accent-ink no-underline transition-colors tabular hover:bg-accent hover:text-on-accent focus-visible:bg-accent focus-visible:text-on-accent"
        >
          {number}
        </Link>
      }
    >
      <p className="prose-passage line-clamp-6">“{passageText(quote)}”</p>
      <p className="mt-2.5 text-sm font-medium break-words">{document_name}</p>
      <p className="text-xs text-faint">{locationText(location)}</p>
    </Tooltip>
  )
}

/** What an answer cites, under the numbers that it has. */
export function Sources({ citations }: { citations: readonly Citation[] }) {
  const t = useTranslations('chat')
  const client = useClient()
  const locationText = useLocationText()
  if (citations.length === 0) return null
  return (
    <section aria-label={t('sources')} className="mt-5">
      <p aria-hidden="true" className="mb-2 text-xs font-medium text-faint">
        {t('sources')}
      </p>
      <ol className="grid grid-cols-[repeat(auto-fill,minmax(min(15rem,100%),1fr))] gap-2">
        {citations.map((citation) => (
          <li key={citation.number} className="min-w-0">
            <Link
              to="/c/$client/documents/$document"
              params={{ client: client.id, document: citation.document_id }}
              search={placeOf(citation)}
              className="flex h-full items-start gap-2.5 rounded-xl border border-line bg-surface px-3 py-2.5 hover:border-line-strong"
            >
              <span className="mt-0.5 inline-flex h-5 min-w-5 shrink-0 items-center justify-center rounded-md bg-accent-soft px-1 text-xs font-semibold text-accent-ink tabular">
                {citation.number}
              </span>
              <span className="min-w-0">
                <span className="block truncate text-sm font-medium">{citation.document_name}</span>
                <span className="block truncate text-xs text-faint">{locationText(citation.location)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  )
}
