import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useFormatter, useNow, useTranslations } from 'use-intl'
import type { Execution } from '../../api/execution-stream.ts'
import { useClient, useMay } from '../../app/app-context.tsx'
import { useTitle } from '../../app/use-title.ts'
import { Badge, Card, Empty, PageHeader, SkeletonList } from '../../ui/blocks.tsx'
import { Button, buttonClasses } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { agentsQuery } from '../agents/queries.ts'
import { useFacts } from './facts.ts'
import { peopleQuery, type RunFilters, runsQuery, statuses, statusTones } from './queries.ts'

const route = getRouteApi('/c/$client/runs')
const spans = [1, 7, 30] as const

/** What was asked of the agents, and how it went. */
export function RunsPage() {
  const t = useTranslations('runs')
  const nav = useTranslations('nav')
  const client = useClient()
  const admin = useMay('admin')
  const filters = route.useSearch()
  const navigate = route.useNavigate()
  const runs = useInfiniteQuery(runsQuery(client, filters))
  const agents = useQuery(agentsQuery(client))
  useTitle(nav('runs'), client.name)
  const set = (changes: RunFilters) =>
    void navigate({
      search: (before) => ({ ...before, ...changes }),
      replace: true,
      resetScroll: false,
    })
  const filtered = Object.values(filters).some((value) => value !== undefined)
  return (
    <>
      <PageHeader title={nav('runs')} lead={admin ? t('leadAdmin') : t('lead')}>
        <Link to="/c/$client/agents" params={{ client: client.id }} className={buttonClasses()}>
          <Icon name="Bot" size={17} />
          {nav('agents')}
        </Link>
      </PageHeader>
      <div className="mb-5 flex flex-wrap gap-2">
        <Select
          aria-label={t('agent')}
          className="w-full sm:w-60"
          value={filters.agent ?? ''}
          onChange={({ target }) => set({ agent: target.value || undefined })}
        >
          <option value="">{t('anyAgent')}</option>
          {agents.data?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Select
          aria-label={t('status')}
          className="w-full sm:w-52"
          value={filters.status ?? ''}
          onChange={({ target }) => set({ status: target.value || undefined })}
        >
          <option value="">{t('anyStatus')}</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {t(`status_${status}`)}
            </option>
          ))}
        </Select>
        <Select
          aria-label={t('when')}
          className="w-full sm:w-44"
          value={filters.days ?? ''}
          onChange={({ target }) => set({ days: target.value ? Number(target.value) : undefined })}
        >
          <option value="">{t('anyTime')}</option>
          {spans.map((days) => (
            <option key={days} value={days}>
              {t('days', { count: days })}
            </option>
          ))}
        </Select>
        {filtered && (
          <Button kind="quiet" icon="X" onClick={() => void navigate({ search: {}, replace: true })}>
            {t('clear')}
          </Button>
        )}
      </div>
      <QueryState query={runs} skeleton={<SkeletonList rows={6} className="h-18" />}>
        {({ pages }) => {
          const rows = pages.flatMap(({ data }) => data)
          if (rows.length === 0) {
            return filtered ? (
              <Empty icon="Activity" title={t('nothing')} text={t('nothingText')} />
            ) : (
              <Empty icon="Activity" title={t('empty')} text={t('emptyText')}>
                <Link to="/c/$client/agents" params={{ client: client.id }} className={buttonClasses('primary')}>
                  {t('toAgents')}
                </Link>
              </Empty>
            )
          }
          return (
            <>
              <Card>
                <ul aria-label={nav('runs')}>
                  {rows.map((run) => (
                    <Row
                      key={run.id}
                      run={run}
                      agent={agents.data?.find(({ id }) => id === run.agent_id)?.name}
                      withPerson={admin}
                    />
                  ))}
                </ul>
              </Card>
              {runs.hasNextPage && (
                <Button className="mt-4" busy={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
                  {t('more')}
                </Button>
              )}
            </>
          )
        }}
      </QueryState>
    </>
  )
}

function Row({ run, agent, withPerson }: { run: Execution; agent: string | undefined; withPerson: boolean }) {
  const t = useTranslations('runs')
  const client = useClient()
  const format = useFormatter()
  const now = useNow({ updateInterval: 60_000 })
  const facts = useFacts()
  const people = useQuery({ ...peopleQuery(client), enabled: withPerson })
  const { id, input, status, output, created_at, user_id, agent_version, model, tokens_used, rating } = run
  const person = user_id ? people.data?.get(user_id) : run.api_key_id ? t('byKey') : undefined
  const parts = [
    agent,
    agent_version === null ? t('draft') : null,
    withPerson ? person : null,
    format.relativeTime(Math.min(Date.parse(created_at), now.getTime()), now),
    facts.duration(run),
    tokens_used > 0 ? t('tokens', { count: tokens_used }) : null,
    model && model !== 'extractive' ? facts.cost(run.cost_usd) : null,
  ]
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 first:rounded-t-2xl last:rounded-b-2xl last:border-0 hover:bg-sunken sm:px-5">
      <div className="min-w-0 flex-1 basis-60">
        <Link
          to="/c/$client/runs/$run"
          params={{ client: client.id, run: id }}
          className="block truncate font-medium after:absolute after:inset-0"
        >
          {input.question}
        </Link>
        <p className="truncate text-sm text-faint">{parts.filter(Boolean).join(' · ')}</p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {rating && (
          <span className={rating === 'up' ? 'text-accent-ink' : 'text-danger-ink'}>
            <Icon name={rating === 'up' ? 'ThumbsUp' : 'ThumbsDown'} size={16} />
            <span className="sr-only">{rating === 'up' ? t('ratedUp') : t('ratedDown')}</span>
          </span>
        )}
        {output && output.unsupported > 0 && (
          <Badge tone="bad" icon="TriangleAlert">
            {t('unsupported', { count: output.unsupported })}
          </Badge>
        )}
        {output?.found === false && status === 'succeeded' ? (
          <Badge>{t('notFound')}</Badge>
        ) : (
          <Badge tone={statusTones[status]}>{t(`status_${status}`)}</Badge>
        )}
      </div>
    </li>
  )
}
