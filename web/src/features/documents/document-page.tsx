import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'
import { useClient } from '../../app/app-context.tsx'
import { useTitle } from '../../app/use-title.ts'
import { Badge, Notice, SkeletonList } from '../../ui/blocks.tsx'
import { Button } from '../../ui/button.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { size, statusTone } from '../knowledge/document-row.tsx'
import { KnowledgeHeader } from '../knowledge/knowledge-header.tsx'
import { collectionQuery, type Document, kindOf } from '../knowledge/queries.ts'
import { ChunkList } from './chunk-list.tsx'
import { DocumentActions } from './document-actions.tsx'
import { DocumentState } from './document-state.tsx'
import { OriginalView } from './original/original-view.tsx'
import { Panes } from './panes.tsx'
import { documentQuery } from './queries.ts'
import type { Span } from './span.ts'
import { Versions } from './versions.tsx'

const route = getRouteApi('/c/$client/documents/$document')

export function DocumentPage() {
  const { document: id } = route.useParams()
  const client = useClient()
  const document = useQuery({
    ...documentQuery(client, id),
    // No event tells how many passages are found by their meaning.
    refetchInterval: ({ state: { data } }) => (data?.embedding_status === 'pending' ? 3_000 : false),
  })
  useTitle(document.data?.name, client.name)
  return (
    <QueryState query={document} skeleton={<SkeletonList rows={5} />}>
      {(row) => <Page key={row.id} document={row} />}
    </QueryState>
  )
}

function Page({ document }: { document: Document }) {
  const t = useTranslations('document')
  const status = useTranslations('collection')
  const client = useClient()
  const format = useFormatter()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const collection = useQuery(collectionQuery(client, document.collection_id))
  const version = search.version ?? document.current_version ?? undefined
  const span: Span | null =
    search.start !== undefined && search.end !== undefined
      ? { start: search.start, end: search.end, chunk: search.chunk }
      : null
  const kind = kindOf(document.file_type)
  const readable = document.current_version !== null
  const select = (next: Span | null) =>
    void navigate({
      search: (before) => ({ ...before, start: next?.start, end: next?.end, chunk: next?.chunk }),
      replace: true,
      resetScroll: false,
    })
  return (
    <>
      <KnowledgeHeader
        within={{ name: collection.data?.name, collection: document.collection_id }}
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
        <DocumentActions document={document} version={version} />
      </KnowledgeHeader>
      <div className="flex flex-col gap-4">
        <DocumentState document={document} />
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
