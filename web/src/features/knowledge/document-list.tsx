import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useClient, useMay } from '../../app/app-context.tsx'
import { Empty, SkeletonList } from '../../ui/blocks.tsx'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { plain } from '../search/highlight.ts'
import { DocumentRow } from './document-row.tsx'
import { type Collection, type Document, type DocumentFilters, documentsQuery, fileKinds, kindOf } from './queries.ts'

const route = getRouteApi('/c/$client/collections/$collection')
const statuses = ['ready', 'processing', 'pending', 'failed', 'cancelled'] as const
const languages = ['pt', 'en', 'es', 'simple'] as const
const rowHeight = 68

interface DocumentListProps {
  collection: Collection
  onAdd: () => void
  onUrl: () => void
}

/**
 * The documents of a collection. Rows that are not seen are not drawn, and pages are read on while one looks: so a filter answers at
 * once, from what is here, and the server's answer fills in the rest.
 */
export function DocumentList({ collection, onAdd, onUrl }: DocumentListProps) {
  const t = useTranslations('collection')
  const client = useClient()
  const mayWrite = useMay('user')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [name, setName] = useState(search.name ?? '')
  const filters: DocumentFilters = {
    status: statuses.find((status) => status === search.status),
    language: languages.find((language) => language === search.language),
  }
  const all = useInfiniteQuery(documentsQuery(client, collection.id, {}))
  const narrowed = filters.status !== undefined || filters.language !== undefined
  const asked = useInfiniteQuery({ ...documentsQuery(client, collection.id, filters), enabled: narrowed })
  const source = narrowed && asked.data ? asked : all
  useReadOn(source)

  const wanted = plain(useDeferredValue(name.trim()))
  const kind = search.type
  const rows = useMemo(() => {
    const loaded = source.data?.pages.flatMap(({ data }) => data) ?? []
    return loaded.filter(
      (row) =>
        (wanted === '' || plain(row.name).includes(wanted)) &&
        (kind === undefined || kindOf(row.file_type) === kind) &&
        (filters.status === undefined || row.status === filters.status) &&
        (filters.language === undefined || row.language === filters.language),
    )
  }, [source.data, wanted, kind, filters.status, filters.language])
  const filtering = wanted !== '' || kind !== undefined || narrowed
  const set = (changes: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true })

  return (
    <QueryState query={all} skeleton={<SkeletonList rows={6} />}>
      {({ pages }) =>
        pages[0]?.data.length === 0 ? (
          mayWrite ? (
            <Empty icon="Upload" title={t('empty')} text={t('emptyText')}>
              <Button kind="primary" icon="Upload" onClick={onAdd}>
                {t('addFiles')}
              </Button>
              <Button icon="Globe" onClick={onUrl}>
                {t('addUrl')}
              </Button>
            </Empty>
          ) : (
            <Empty icon="FileText" title={t('emptyViewerTitle')} text={t('emptyViewer')} />
          )
        ) : (
          <>
            <div className="mb-3 flex flex-wrap gap-2">
              <div className="relative w-full sm:w-auto sm:min-w-48 sm:flex-1">
                <Icon name="Search" size={16} className="pointer-events-none absolute top-3 left-3 text-faint" />
                <input
                  type="search"
                  aria-label={t('filterName')}
                  placeholder={t('filterName')}
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                  className="h-10 w-full rounded-lg border border-line-strong/70 bg-surface pr-3 pl-9 placeholder:text-faint hover:border-line-strong"
                />
              </div>
              <Select
                className="flex-1 sm:flex-none"
                aria-label={t('filterStatus')}
                value={filters.status ?? ''}
                onChange={(event) => set({ status: event.target.value || undefined })}
              >
                <option value="">{t('anyStatus')}</option>
                {statuses.map((status) => (
                  <option key={status} value={status}>
                    {t(`status_${status}`)}
                  </option>
                ))}
              </Select>
              <Select
                className="flex-1 sm:flex-none"
                aria-label={t('filterKind')}
                value={kind ?? ''}
                onChange={(event) => set({ type: event.target.value || undefined })}
              >
                <option value="">{t('anyKind')}</option>
                {(Object.keys(fileKinds) as (keyof typeof fileKinds)[]).map((one) => (
                  <option key={one} value={one}>
                    {t(`kind_${one}`)}
                  </option>
                ))}
              </Select>
              <Select
                className="flex-1 sm:flex-none"
                aria-label={t('filterLanguage')}
                value={filters.language ?? ''}
                onChange={(event) => set({ language: event.target.value || undefined })}
              >
                <option value="">{t('anyLanguage')}</option>
                {languages.map((one) => (
                  <option key={one} value={one}>
                    {t(`language_${one}`)}
                  </option>
                ))}
              </Select>
            </div>
            <p role="status" className="mb-2 text-sm text-faint tabular">
              {source.hasNextPage ? t('countSoFar', { count: rows.length }) : t('count', { count: rows.length })}
            </p>
            {rows.length === 0 && !source.isFetching ? (
              <div className="rounded-2xl border border-line bg-surface px-6 py-12 text-center text-soft">
                <p>{t('noneFits')}</p>
                {filtering && (
                  <Button
                    size="small"
                    className="mt-3"
                    onClick={() => {
                      setName('')
                      set({ status: undefined, type: undefined, language: undefined, name: undefined })
                    }}
                  >
                    {t('clearFilters')}
                  </Button>
                )}
              </div>
            ) : (
              <Rows rows={rows} collection={collection} />
            )}
          </>
        )
      }
    </QueryState>
  )
}

/** So many documents are read on of themselves. */
const most = 20_000

/** Reads the next page while there is one, and one at a time. */
function useReadOn({
  hasNextPage,
  isFetchingNextPage,
  isError,
  fetchNextPage,
  data,
}: {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  isError: boolean
  fetchNextPage: () => unknown
  data: { pages: unknown[] } | undefined
}) {
  const pages = data?.pages.length ?? 0
  useEffect(() => {
    if (!hasNextPage || isFetchingNextPage || isError || pages * 100 >= most) return
    const timer = setTimeout(fetchNextPage, 30)
    return () => clearTimeout(timer)
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage, pages])
}

function Rows({ rows, collection }: { rows: Document[]; collection: Collection }) {
  const t = useTranslations('collection')
  const list = useRef<HTMLUListElement>(null)
  const [offset, setOffset] = useState(0)
  useEffect(() => {
    const measure = () => setOffset(list.current ? list.current.getBoundingClientRect().top + scrollY : 0)
    measure()
    addEventListener('resize', measure)
    return () => removeEventListener('resize', measure)
  }, [])
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: offset,
    getItemKey: (i) => rows[i]?.id ?? i,
  })
  return (
    <div className="overflow-hidden rounded-2xl border border-line bg-surface shadow-card">
      <ul ref={list} aria-label={t('list')} style={{ height: virtualizer.getTotalSize() }} className="relative">
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index]
          return (
            row && (
              <li
                key={item.key}
                aria-setsize={rows.length}
                aria-posinset={item.index + 1}
                style={{ height: rowHeight, transform: `translateY(${item.start - offset}px)` }}
                className="absolute inset-x-0 top-0 border-b border-line"
              >
                <DocumentRow document={row} collection={collection} />
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}
