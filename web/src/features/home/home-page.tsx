import { unwrap } from '@renum/client'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useFormatter, useNow, useTranslations } from 'use-intl'
import { useClient, useMay, useMe } from '../../app/app-context.tsx'
import { useTitle } from '../../app/use-title.ts'
import { Badge, Card, SkeletonList } from '../../ui/blocks.tsx'
import { Icon } from '../../ui/icon.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { statusTone } from '../knowledge/document-row.tsx'
import { overviewQuery } from '../knowledge/queries.ts'
import { noFilters } from '../search/search-body.ts'
import { SearchBox } from '../search/search-box.tsx'
import { Attention } from './attention.tsx'
import { Charts } from './charts.tsx'
import { FirstSteps } from './first-steps.tsx'

export function HomePage() {
  const t = useTranslations('home')
  const client = useClient()
  const me = useMe()
  const navigate = useNavigate()
  const overview = useQuery(overviewQuery(client))
  useTitle(client.name)
  const first = me.data?.name?.split(' ')[0]
  const total = overview.data?.documents.total ?? 0
  return (
    <>
      <header className="mb-7">
        <h1 className="font-serif text-3xl leading-tight font-medium">
          {first ? t('hello', { name: first }) : t('helloYou')}
        </h1>
        <p className="mt-1.5 min-h-6 text-soft">
          {overview.data &&
            (total > 0
              ? t('lead', { count: overview.data.documents.ready, collections: overview.data.collections.length })
              : t('leadEmpty'))}
        </p>
      </header>
      <QueryState query={overview} skeleton={<SkeletonList rows={3} className="h-40" />}>
        {(data) =>
          data.documents.total === 0 ? (
            <FirstSteps hasCollections={data.collections.length > 0} />
          ) : (
            <div className="flex flex-col gap-8">
              <SearchBox
                large
                initial=""
                scope={{}}
                filters={noFilters}
                onSearch={(q) =>
                  void navigate({ to: '/c/$client/search', params: { client: client.id }, search: { q } })
                }
              />
              <Attention overview={data} />
              <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
                <Recent />
                <Charts overview={data} />
              </div>
            </div>
          )
        }
      </QueryState>
    </>
  )
}

/** The documents that came last, wherever they are. */
function Recent() {
  const t = useTranslations('home')
  const status = useTranslations('collection')
  const client = useClient()
  const format = useFormatter()
  const now = useNow({ updateInterval: 60_000 })
  const mayWrite = useMay('user')
  const recent = useQuery({
    queryKey: ['overview', client.id, 'recent'],
    queryFn: async () => (await unwrap(client.renum.GET('/v1/documents', { params: { query: { limit: 7 } } }))).data,
  })
  return (
    <section aria-labelledby="recent">
      <div className="mb-3 flex items-baseline justify-between gap-3">
        <h2 id="recent" className="font-serif text-xl font-medium">
          {t('recent')}
        </h2>
        <Link
          to="/c/$client/knowledge"
          params={{ client: client.id }}
          className="rounded text-sm font-medium text-accent-ink hover:underline"
        >
          {mayWrite ? t('addMore') : t('allKnowledge')}
        </Link>
      </div>
      <QueryState query={recent} skeleton={<SkeletonList rows={5} className="h-14" />}>
        {(rows) => (
          <Card>
            <ul>
              {rows.map((row) => (
                <li
                  key={row.id}
                  className="relative flex items-center gap-3 border-b border-line px-4 py-3 last:border-0 hover:bg-sunken"
                >
                  <Icon name={row.source_type === 'url' ? 'Globe' : 'FileText'} className="shrink-0 text-faint" />
                  <div className="min-w-0 flex-1">
                    <Link
                      to="/c/$client/documents/$document"
                      params={{ client: client.id, document: row.id }}
                      className="block truncate font-medium after:absolute after:inset-0"
                    >
                      {row.name}
                    </Link>
                    <p className="text-sm text-faint">
                      {format.relativeTime(Math.min(Date.parse(row.created_at), now.getTime()), now)}
                    </p>
                  </div>
                  {row.status !== 'ready' && (
                    <Badge tone={statusTone[row.status]}>{status(`status_${row.status}`)}</Badge>
                  )}
                </li>
              ))}
            </ul>
          </Card>
        )}
      </QueryState>
    </section>
  )
}
