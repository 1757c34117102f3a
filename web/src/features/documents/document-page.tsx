import { type DocumentEvent, unwrap } from '@renum/client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Tabs } from 'radix-ui'
import { type ReactNode, useEffect, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useHeldDelete } from '../../api/held-delete.ts'
import { useProblemText } from '../../api/problem-text.ts'
import { useApp, useClient, useMay } from '../../app/app-context.tsx'
import { useTitle } from '../../app/use-title.ts'
import { Badge, Bar, Card, Notice, PageHeader, SkeletonList } from '../../ui/blocks.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { ScrollFrame } from '../../ui/scroll-frame.tsx'
import { useToast } from '../../ui/toast.tsx'
import { size, statusTone } from '../knowledge/document-row.tsx'
import { useProgressText } from '../knowledge/progress-text.ts'
import { collectionQuery, type Document, kindOf } from '../knowledge/queries.ts'
import { ChunkList } from './chunk-list.tsx'
import { OriginalView } from './original-view.tsx'
import { documentQuery, readOriginal } from './queries.ts'
import type { Span } from './span.ts'
import { Versions } from './versions.tsx'
import { Warnings } from './warnings.tsx'

const route = getRouteApi('/c/$client/documents/$document')

export function DocumentPage() {
  const { document: id } = route.useParams()
  const client = useClient()
  const document = useQuery(documentQuery(client, id))
  useTitle(document.data?.name, client.name)
  return (
    <QueryState query={document} skeleton={<SkeletonList rows={5} />}>
      {(row) => <Page key={row.id} document={row} />}
    </QueryState>
  )
}

function Page({ document }: { document: Document }) {
  const t = useTranslations('document')
  const nav = useTranslations('nav')
  const status = useTranslations('collection')
  const client = useClient()
  const format = useFormatter()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const collection = useQuery(collectionQuery(client, document.collection_id))
  const progress = useProgress(document)
  const version = search.version ?? document.current_version ?? undefined
  const span: Span | null =
    search.start !== undefined && search.end !== undefined
      ? { start: search.start, end: search.end, chunk: search.chunk }
      : null
  const kind = kindOf(document.file_type)
  const underWay = document.status === 'pending' || document.status === 'processing'
  const readable = document.current_version !== null
  const select = (next: Span | null) =>
    void navigate({
      search: (before) => ({ ...before, start: next?.start, end: next?.end, chunk: next?.chunk }),
      replace: true,
      resetScroll: false,
    })
  return (
    <>
      <PageHeader
        above={
          <nav aria-label={status('breadcrumb')} className="mb-1.5 flex min-w-0 items-center gap-1 text-sm text-faint">
            <Link
              to="/c/$client/knowledge"
              params={{ client: client.id }}
              className="rounded hover:text-ink hover:underline"
            >
              {nav('knowledge')}
            </Link>
            <Icon name="ChevronRight" size={14} className="shrink-0" />
            <Link
              to="/c/$client/collections/$collection"
              params={{ client: client.id, collection: document.collection_id }}
              className="truncate rounded hover:text-ink hover:underline"
            >
              {collection.data?.name ?? '…'}
            </Link>
          </nav>
        }
        title={document.name}
        lead={
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            {document.status !== 'ready' && (
              <Badge tone={statusTone[document.status]}>{status(`status_${document.status}`)}</Badge>
            )}
            <span>
              {[
                kind ? status(`kind_${kind}`) : null,
                document.file_size === null ? null : size(document.file_size, format),
                document.language ? status(`language_${document.language}`) : null,
                t('version', { number: document.current_version ?? document.latest_version }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
        }
      >
        <Actions document={document} version={version} />
      </PageHeader>
      <div className="flex flex-col gap-4">
        {document.status === 'failed' && <Failed document={document} />}
        {underWay && <UnderWay document={document} progress={progress} />}
        <Warnings warnings={document.warnings} />
        {search.version !== undefined && search.version !== document.current_version && (
          <Notice
            icon="History"
            title={t('olderVersion', { number: search.version })}
            action={
              <Button size="small" onClick={() => void navigate({ search: {} })}>
                {t('toCurrent')}
              </Button>
            }
          />
        )}
      </div>
      {readable && version !== undefined && (
        <Panes
          original={<OriginalView document={document} version={version} span={span} />}
          passages={<ChunkList document={document} span={span} onSelect={select} />}
          versions={<Versions document={document} shown={version} />}
          count={document.chunk_count}
        />
      )}
    </>
  )
}

/** Side by side where there is room, else one behind the other. */
function Panes({
  original,
  passages,
  versions,
  count,
}: {
  original: ReactNode
  passages: ReactNode
  versions: ReactNode
  count: number
}) {
  const t = useTranslations('document')
  const [wide, setWide] = useState(() => matchMedia('(min-width: 64rem)').matches)
  const [tab, setTab] = useState(wide ? 'passages' : 'original')
  useEffect(() => {
    const media = matchMedia('(min-width: 64rem)')
    const onChange = () => {
      setWide(media.matches)
      setTab(media.matches ? 'passages' : 'original')
    }
    media.addEventListener('change', onChange)
    return () => media.removeEventListener('change', onChange)
  }, [])
  const trigger =
    'h-10 border-b-2 border-transparent px-3 text-soft hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink'
  return (
    <div className="mt-6 grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,1.35fr)_minmax(19rem,1fr)]">
      {wide && <div className="min-w-0">{original}</div>}
      <Tabs.Root value={tab} onValueChange={setTab} className="min-w-0 lg:sticky lg:top-6 lg:self-start">
        <Tabs.List aria-label={t('panes')} className="mb-4 flex border-b border-line">
          {!wide && (
            <Tabs.Trigger value="original" className={trigger}>
              {t('original')}
            </Tabs.Trigger>
          )}
          <Tabs.Trigger value="passages" className={trigger}>
            {t('passages', { count })}
          </Tabs.Trigger>
          <Tabs.Trigger value="versions" className={trigger}>
            {t('versions')}
          </Tabs.Trigger>
        </Tabs.List>
        {!wide && <Tabs.Content value="original">{original}</Tabs.Content>}
        <Tabs.Content value="passages" tabIndex={-1}>
          <ScrollFrame label={t('passages', { count })} className="relative lg:h-[calc(100dvh-7rem)] lg:pr-2">
            {passages}
          </ScrollFrame>
        </Tabs.Content>
        <Tabs.Content value="versions">{versions}</Tabs.Content>
      </Tabs.Root>
    </div>
  )
}

/** What happens to the document while it is processed; once that ends, the document is read again. */
function useProgress(document: Document): DocumentEvent | undefined {
  const { live } = useApp()
  const client = useClient()
  const cache = useQueryClient()
  const [event, setEvent] = useState<DocumentEvent>()
  const underWay = document.status === 'pending' || document.status === 'processing'
  useEffect(() => {
    if (!underWay) return
    return live.subscribe(client.id, document.collection_id, (next) => {
      if (next.document_id !== document.id) return
      setEvent(next)
      if (next.event === 'progress') return
      void cache.invalidateQueries({ queryKey: ['document', client.id, document.id] })
      void cache.invalidateQueries({ queryKey: ['versions', document.id] })
      void cache.invalidateQueries({ queryKey: ['chunks', document.id] })
    })
  }, [live, client.id, document.id, document.collection_id, underWay, cache])
  return event
}

function UnderWay({ document, progress }: { document: Document; progress: DocumentEvent | undefined }) {
  const t = useTranslations('document')
  const text = useProgressText()
  const said = text({ step: progress?.step, percent: progress?.percent, waitingFor: progress?.waiting_for })
  return (
    <Card className="px-5 py-4">
      <p className="font-medium">{document.current_version === null ? t('firstProcessing') : t('newProcessing')}</p>
      <p className="mt-0.5 mb-3 text-sm text-soft">{said}</p>
      <Bar value={(progress?.percent ?? 0) / 100} label={said} />
    </Card>
  )
}

function Failed({ document }: { document: Document }) {
  const t = useTranslations('document')
  const mayWrite = useMay('user')
  const act = useAct(document)
  return (
    <Notice
      tone="bad"
      title={document.error_message ?? t('failed')}
      action={
        mayWrite && (
          <Button size="small" icon="RotateCcw" onClick={() => act('reprocess')}>
            {t('tryAgain')}
          </Button>
        )
      }
    >
      {document.current_version === null ? t('failedFirst') : t('failedLater', { number: document.current_version })}
    </Notice>
  )
}

function useAct({ id }: Document) {
  const client = useClient()
  const cache = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  return (what: 'reprocess' | 'cancel' | 'refresh') => {
    unwrap(client.renum.POST(`/v1/documents/{id}/${what}`, { params: { path: { id } } })).then(
      (row) => cache.setQueryData(documentQuery(client, id).queryKey, row),
      (error: unknown) => toast({ kind: 'failed', ...problemText(error) }),
    )
  }
}

function Actions({ document, version }: { document: Document; version: number | undefined }) {
  const t = useTranslations('document')
  const rows = useTranslations('collection')
  const common = useTranslations('common')
  const client = useClient()
  const mayWrite = useMay('user')
  const act = useAct(document)
  const remove = useHeldDelete()
  const navigate = useNavigate()
  const toast = useToast()
  const problemText = useProblemText()
  const underWay = document.status === 'pending' || document.status === 'processing'
  const download = async () => {
    const bytes = await readOriginal(client, document.id, version)
    const url = URL.createObjectURL(new Blob([bytes]))
    const link = Object.assign(globalThis.document.createElement('a'), { href: url, download: document.name })
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }
  return (
    <>
      <Button
        icon="Download"
        onClick={() => void download().catch((error: unknown) => toast({ kind: 'failed', ...problemText(error) }))}
      >
        {t('download')}
      </Button>
      {mayWrite && (
        <Menu
          trigger={
            <IconButton icon="Ellipsis" label={rows('rowActions', { name: document.name })} className="size-10" />
          }
        >
          {underWay ? (
            <MenuItem icon="Ban" onSelect={() => act('cancel')}>
              {rows('cancel')}
            </MenuItem>
          ) : (
            <MenuItem icon="RefreshCw" onSelect={() => act('reprocess')}>
              {rows('reprocess')}
            </MenuItem>
          )}
          {document.source_type === 'url' && !underWay && (
            <MenuItem icon="Globe" onSelect={() => act('refresh')}>
              {rows('refresh')}
            </MenuItem>
          )}
          <MenuSeparator />
          <MenuItem
            icon="Trash2"
            danger
            onSelect={() => {
              remove({
                text: rows('deleted', { name: document.name }),
                lists: [['documents', document.collection_id]],
                is: ({ id }) => id === document.id,
                send: () =>
                  unwrap(client.renum.DELETE('/v1/documents/{id}', { params: { path: { id: document.id } } })),
                after: [['overview']],
              })
              void navigate({
                to: '/c/$client/collections/$collection',
                params: { client: client.id, collection: document.collection_id },
              })
            }}
          >
            {common('delete')}
          </MenuItem>
        </Menu>
      )}
    </>
  )
}
