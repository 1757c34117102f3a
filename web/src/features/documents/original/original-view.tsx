import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { useClient } from '../../../app/app-context.tsx'
import { Skeleton } from '../../../ui/blocks.tsx'
import { QueryState } from '../../../ui/query-state.tsx'
import { ScrollFrame } from '../../../ui/scroll-frame.tsx'
import { type Document, kindOf } from '../../knowledge/queries.ts'
import { chunksQuery, originalQuery, rectanglesQuery } from '../queries.ts'
import type { Span } from '../span.ts'
import { ImageView } from './image-view.tsx'
import { TableView } from './table-view.tsx'
import { TextView } from './text-view.tsx'

const PdfView = lazy(() => import('./pdf-view.tsx').then((m) => ({ default: m.PdfView })))

interface OriginalViewProps {
  document: Document
  version: number
  span: Span | null
}

/** The file as it was uploaded, with what was cited marked in it; of formats that no browser shows, the text that was read of it. */
export function OriginalView({ document, version, span }: OriginalViewProps) {
  const client = useClient()
  const kind = kindOf(document.file_type)
  const shownAs =
    kind === 'pdf' || kind === 'image' || kind === 'markdown' || kind === 'text' || document.file_type === 'text/csv'
  const original = useQuery({ ...originalQuery(client, document.id, version), enabled: shownAs })
  const onPages = kind === 'pdf' || kind === 'image'
  const cited = useCited(document, span)
  const place = cited ? cited.place : span
  const rectangles = useQuery({
    ...rectanglesQuery(client, document.id, version, place),
    enabled: onPages && place !== null && cited !== null,
  })
  const frame =
    'h-[calc(100dvh-9rem)] min-h-96 rounded-2xl border border-line bg-sunken lg:h-[calc(100dvh-3rem)] lg:sticky lg:top-6'
  const skeleton = <Skeleton className="h-[70vh]" />
  if (!shownAs) {
    return (
      <ScrollFrame label={document.name} className={frame}>
        <ReadText document={document} span={span} />
      </ScrollFrame>
    )
  }
  return (
    <QueryState query={original} skeleton={skeleton}>
      {(bytes) => {
        const pages = rectangles.data?.pages ?? []
        return (
          <ScrollFrame label={document.name} className={frame}>
            {kind === 'pdf' ? (
              <Suspense fallback={skeleton}>
                <PdfView bytes={bytes} pages={pages} />
              </Suspense>
            ) : kind === 'image' ? (
              <ImageView bytes={bytes} type={document.file_type ?? ''} name={document.name} page={pages[0]} />
            ) : kind === 'sheet' ? (
              <TableView bytes={bytes} row={cited?.row} rowEnd={cited?.rowEnd} />
            ) : (
              <TextView bytes={bytes} markdown={kind === 'markdown'} span={span} passage={cited?.content} />
            )}
          </ScrollFrame>
        )
      }}
    </QueryState>
  )
}

/**
 * What a span is of: a passage, or a part of one where its text is the document's own, letter by letter. Null until the passages
 * are there, undefined where none of them has it.
 */
function useCited(document: Document, span: Span | null) {
  const chunks = useInfiniteQuery(chunksQuery(useClient(), document.id))
  if (!span) return undefined
  if (chunks.isPending) return null
  const all = chunks.data?.pages.flatMap(({ data }) => data) ?? []
  const chunk =
    all.find(({ id }) => id === span.chunk) ??
    all.find(({ metadata }) => metadata.start <= span.start && metadata.end >= span.end)
  if (!chunk) return undefined
  const { content } = chunk
  const { start, end, row, row_end } = chunk.metadata
  const rows = { row, rowEnd: row_end ?? row }
  const within = start <= span.start && span.start < span.end && span.end <= end
  if (!within || end - start !== content.length) return { content, place: { ...span, start, end }, ...rows }
  return { content: content.slice(span.start - start, span.end - start), place: span, ...rows }
}

/** What was read of a file that no browser shows. */
function ReadText({ document, span }: { document: Document; span: Span | null }) {
  const t = useTranslations('document')
  const chunks = useInfiniteQuery(chunksQuery(useClient(), document.id))
  return (
    <QueryState query={chunks} skeleton={<Skeleton className="h-[60vh]" />}>
      {({ pages }) => (
        <div className="px-6 py-5 sm:px-9">
          <p className="mb-5 text-sm text-faint">{t('readText')}</p>
          {pages
            .flatMap(({ data }) => data)
            .map(({ id, content }) => (
              <p key={id} className="prose-passage mb-4 whitespace-pre-wrap">
                {id === span?.chunk ? <mark>{content}</mark> : content}
              </p>
            ))}
        </div>
      )}
    </QueryState>
  )
}
