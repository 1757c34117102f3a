import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Tabs } from 'radix-ui'
import { useTranslations } from 'use-intl'
import type { Execution } from '../../api/execution-stream.ts'
import { useApp, useClient } from '../../app/app-context.tsx'
import { useTitle } from '../../app/use-title.ts'
import { Badge, Card, PageHeader, SkeletonList } from '../../ui/blocks.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { agentQuery } from '../agents/queries.ts'
import { useFacts } from './facts.ts'
import { runQuery, statusTones, traceQuery } from './queries.ts'
import { Story } from './story.tsx'
import { Technical } from './technical.tsx'

const route = getRouteApi('/c/$client/runs/$run')

/** How an answer came about: told as a story, with the technical view one press away. */
export function RunPage() {
  const { run: id } = route.useParams()
  const client = useClient()
  const nav = useTranslations('nav')
  const run = useQuery(runQuery(client, id))
  useTitle(run.data?.input.question.slice(0, 60) ?? nav('runs'), client.name)
  return (
    <QueryState query={run} skeleton={<SkeletonList rows={5} />}>
      {(row) => <Run run={row} />}
    </QueryState>
  )
}

function Run({ run }: { run: Execution }) {
  const t = useTranslations('runs')
  const nav = useTranslations('nav')
  const client = useClient()
  const { language } = useApp()
  const facts = useFacts()
  const agent = useQuery(agentQuery(client, run.agent_id))
  const trace = useQuery(traceQuery(client, run, language))
  const trigger =
    'h-10 border-b-2 border-transparent px-3 text-soft hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink'
  return (
    <>
      <PageHeader
        above={
          <Link
            to="/c/$client/runs"
            params={{ client: client.id }}
            className="mb-1 inline-flex items-center gap-1 rounded text-sm text-faint hover:text-ink"
          >
            <Icon name="ChevronLeft" size={15} />
            {nav('runs')}
          </Link>
        }
        title={run.input.question.length > 200 ? `${run.input.question.slice(0, 200)}…` : run.input.question}
        lead={
          <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
            <Badge tone={statusTones[run.status]}>{t(`status_${run.status}`)}</Badge>
            {agent.data && (
              <Link
                to="/c/$client/agents/$agent"
                params={{ client: client.id, agent: run.agent_id }}
                search={run.conversation_id ? { conversation: run.conversation_id } : {}}
                className="rounded font-medium text-accent-ink underline"
              >
                {agent.data.name}
              </Link>
            )}
            <span>{run.agent_version === null ? t('draft') : t('version', { number: run.agent_version })}</span>
            <span>{facts.moment(run.created_at)}</span>
          </span>
        }
      />
      <Totals run={run} />
      <Tabs.Root defaultValue="story" className="mt-7">
        <Tabs.List aria-label={t('views')} className="mb-6 flex border-b border-line">
          <Tabs.Trigger value="story" className={trigger}>
            {t('story')}
          </Tabs.Trigger>
          <Tabs.Trigger value="technical" className={trigger}>
            {t('technical')}
          </Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="story" tabIndex={-1}>
          <QueryState query={trace}>{(steps) => <Story run={run} steps={steps} />}</QueryState>
        </Tabs.Content>
        <Tabs.Content value="technical" tabIndex={-1} className="flex flex-col gap-5">
          <CopyField label={t('id')} value={run.id} />
          <QueryState query={trace}>{(steps) => <Technical run={run} steps={steps} />}</QueryState>
        </Tabs.Content>
      </Tabs.Root>
    </>
  )
}

/** What it took. */
function Totals({ run }: { run: Execution }) {
  const t = useTranslations('runs')
  const facts = useFacts()
  const speaks = run.model !== null && run.model !== 'extractive'
  const totals: { icon: IconName; name: string; value: string; note?: string }[] = [
    { icon: 'Clock', name: t('time'), value: facts.duration(run) ?? '–' },
    {
      icon: 'Bot',
      name: t('model'),
      value: run.model === null ? '–' : speaks ? run.model : t('extractive'),
    },
    {
      icon: 'FileText',
      name: t('tokensName'),
      value: t('tokensBoth', { input: run.input_tokens, output: run.output_tokens }),
    },
    { icon: 'Coins', name: t('cost'), value: facts.cost(run.cost_usd) },
  ]
  return (
    <Card>
      <dl className="grid grid-cols-2 lg:grid-cols-4">
        {totals.map(({ icon, name, value }) => (
          <div key={name} className="min-w-0 px-4 py-4 sm:px-5">
            <dt className="flex items-center gap-1.5 text-sm text-faint">
              <Icon name={icon} size={15} className="shrink-0" />
              {name}
            </dt>
            <dd className="mt-1 font-medium break-words tabular">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
