import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useClient } from '../../app/app-context.tsx'
import { SkeletonList } from '../../ui/blocks.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { QueryState } from '../../ui/query-state.tsx'
import type { Document } from '../knowledge/queries.ts'
import { passageText } from '../search/passage-text.ts'
import { useLocationText } from './location-text.ts'
import { type Chunk, chunksQuery } from './queries.ts'
import type { Span } from './span.ts'

interface ChunkListProps {
  document: Document
  span: Span | null
  onSelect: (span: Span | null) => void
}

/** The passages that searches find, each leading to its place in the original. */
export function ChunkList({ document, span, onSelect }: ChunkListProps) {
  const t = useTranslations('document')
  const chunks = useInfiniteQuery(chunksQuery(useClient(), document.id))
  return (
    <QueryState query={chunks} skeleton={<SkeletonList rows={5} className="h-28" />}>
      {({ pages }) => (
        <>
          <p className="mb-3 text-sm text-faint">{t('passagesText')}</p>
          <ol className="flex flex-col gap-2.5">
            {pages
              .flatMap(({ data }) => data)
              .map((chunk) => (
                <ChunkItem
                  key={chunk.id}
                  chunk={chunk}
                  selected={isOf(chunk, span)}
                  onSelect={() => onSelect({ start: chunk.metadata.start, end: chunk.metadata.end, chunk: chunk.id })}
                />
              ))}
          </ol>
          {chunks.hasNextPage && (
            <Button
              className="mt-4 w-full"
              busy={chunks.isFetchingNextPage}
              onClick={() => void chunks.fetchNextPage()}
            >
              {t('morePassages')}
            </Button>
          )}
        </>
      )}
    </QueryState>
  )
}

function isOf({ id, metadata }: Chunk, span: Span | null): boolean {
  if (!span) return false
  return span.chunk === id || (span.chunk === undefined && metadata.start <= span.start && metadata.end >= span.end)
}

function ChunkItem({ chunk, selected, onSelect }: { chunk: Chunk; selected: boolean; onSelect: () => void }) {
  const locationText = useLocationText()
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (!selected || !item.current) return
    // Within its own list alone: the page stays where it is.
    const list = item.current.closest('section')
    const place = item.current.offsetTop - (list?.clientHeight ?? 0) / 3
    if (list) list.scrollTop = place
  }, [selected])
  return (
    <li ref={item} className="[contain-intrinsic-size:auto_7rem] [content-visibility:auto]">
      <button
        type="button"
        aria-pressed={selected}
        onClick={onSelect}
        className={classes(
          'w-full rounded-xl border px-4 py-3 text-left',
          selected ? 'border-accent bg-accent-soft' : 'border-line bg-surface hover:border-line-strong',
        )}
      >
        <span className={classes('mb-1 block truncate text-xs', selected ? 'text-accent-ink' : 'text-faint')}>
          {locationText(chunk.metadata)}
        </span>
        <span className={classes('text-sm whitespace-pre-line', selected ? 'block' : 'line-clamp-4')}>
          {passageText(chunk.content)}
        </span>
      </button>
    </li>
  )
}
