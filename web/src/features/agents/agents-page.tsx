import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useClient, useMay } from '../../app/app-context.tsx'
import { useTitle } from '../../app/use-title.ts'
import { Badge, Empty, PageHeader, SkeletonList } from '../../ui/blocks.tsx'
import { Button, buttonClasses } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { AgentMenu } from './agent-menu.tsx'
import { type Agent, agentsQuery } from './queries.ts'
import { useAgentActions } from './use-agent-actions.ts'

export function AgentsPage() {
  const t = useTranslations('agents')
  const nav = useTranslations('nav')
  const common = useTranslations('common')
  const client = useClient()
  const admin = useMay('admin')
  const agents = useQuery(agentsQuery(client))
  const { create, createReady } = useAgentActions()
  const [naming, setNaming] = useState(false)
  const [busy, setBusy] = useState(false)
  useTitle(nav('agents'), client.name)
  const ready = async () => {
    setBusy(true)
    await createReady().finally(() => setBusy(false))
  }
  return (
    <>
      <PageHeader title={nav('agents')} lead={t('lead')}>
        <Link to="/c/$client/runs" params={{ client: client.id }} className={buttonClasses()}>
          <Icon name="Activity" size={17} />
          {nav('runs')}
        </Link>
        {admin && (
          <Button kind="primary" icon="Plus" onClick={() => setNaming(true)}>
            {t('new')}
          </Button>
        )}
      </PageHeader>
      <QueryState query={agents} skeleton={<SkeletonList rows={3} className="h-32" />}>
        {(all) => {
          // What was never published answers nobody but its makers.
          const rows = admin ? all : all.filter(({ published_version }) => published_version !== null)
          if (rows.length === 0) {
            return admin ? (
              <Empty icon="Bot" title={t('empty')} text={t('emptyText')}>
                <Button kind="primary" icon="Sparkles" busy={busy} onClick={() => void ready()}>
                  {t('createReady')}
                </Button>
                <Button onClick={() => setNaming(true)}>{t('createOwn')}</Button>
              </Empty>
            ) : (
              <Empty icon="Bot" title={t('emptyReader')} text={t('emptyReaderText')} />
            )
          }
          return (
            <ul className="grid grid-cols-1 gap-4 lg:grid-cols-2">
              {rows.map((agent) => (
                <AgentCard key={agent.id} agent={agent} />
              ))}
            </ul>
          )
        }}
      </QueryState>
      <FormDialog
        open={naming}
        onClose={() => setNaming(false)}
        title={t('new')}
        description={t('newText')}
        submit={common('create')}
        work={({ name = '' }) => create(name.trim())}
      >
        <TextField label={common('name')} name="name" required maxLength={200} placeholder={t('nameExample')} />
      </FormDialog>
    </>
  )
}

function AgentCard({ agent }: { agent: Agent }) {
  const t = useTranslations('agents')
  const client = useClient()
  const admin = useMay('admin')
  const { id, name, description, configuration } = agent
  const { model } = configuration
  return (
    <li className="relative flex flex-col rounded-2xl border border-line bg-surface p-5 shadow-card transition-colors hover:border-line-strong">
      <div className="flex items-start gap-3.5">
        <span
          aria-hidden="true"
          className="flex size-10 shrink-0 items-center justify-center rounded-xl bg-accent-soft text-accent-ink"
        >
          <Icon name="Bot" size={21} />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="font-serif text-lg leading-snug font-medium break-words">
            <Link
              to="/c/$client/agents/$agent"
              params={{ client: client.id, agent: id }}
              className="rounded after:absolute after:inset-0 after:rounded-2xl"
            >
              {name}
            </Link>
          </h2>
          <p className="mt-0.5 line-clamp-2 text-soft">{description || t('noDescription')}</p>
        </div>
        {admin && <AgentMenu agent={agent} />}
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        <AgentState agent={agent} />
        <Badge>{model.provider === 'extractive' ? t('extractive') : model.name}</Badge>
      </div>
    </li>
  )
}

export function AgentState({ agent }: { agent: Agent }) {
  const t = useTranslations('agents')
  if (agent.status === 'inactive') return <Badge tone="warn">{t('off')}</Badge>
  if (agent.published_version === null) return <Badge tone="warn">{t('unpublished')}</Badge>
  return <Badge tone="good">{t('published', { number: agent.published_version })}</Badge>
}
