import { unwrap } from '@renum/client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Tabs } from 'radix-ui'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useProblemText } from '../../api/problem-text.ts'
import { useClient, useMay } from '../../app/app-context.tsx'
import { useTitle } from '../../app/use-title.ts'
import { Badge, Empty, PageHeader, SkeletonList } from '../../ui/blocks.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { useToast } from '../../ui/toast.tsx'
import { AgentMenu } from './agent-menu.tsx'
import { AgentState } from './agents-page.tsx'
import { EditorForm } from './editor-form.tsx'
import { type Agent, agentQuery, publishedQuery } from './queries.ts'
import { TestChat } from './test-chat.tsx'
import { DraftContext, useDraft, useDraftOf } from './use-draft.ts'
import { Versions } from './versions.tsx'

const route = getRouteApi('/c/$client/agents/$agent/edit')

export function EditorPage() {
  const t = useTranslations('editor')
  const { agent: id } = route.useParams()
  const client = useClient()
  const admin = useMay('admin')
  const agent = useQuery(agentQuery(client, id))
  useTitle(agent.data?.name, client.name)
  if (!admin) return <Empty icon="Lock" title={t('adminsOnly')} text={t('adminsOnlyText')} />
  return (
    <QueryState query={agent} skeleton={<SkeletonList rows={4} className="h-32" />}>
      {(row) => <Editor key={row.id} agent={row} />}
    </QueryState>
  )
}

function Editor({ agent }: { agent: Agent }) {
  const t = useTranslations('editor')
  const client = useClient()
  const draft = useDraft(agent)
  const [wide, setWide] = useState(() => matchMedia(wideEnough).matches)
  const [tab, setTab] = useState(wide ? 'test' : 'settings')
  useEffect(() => {
    const media = matchMedia(wideEnough)
    const onChange = () => {
      setWide(media.matches)
      setTab(media.matches ? 'test' : 'settings')
    }
    media.addEventListener('change', onChange)
    return () => media.removeEventListener('change', onChange)
  }, [])
  const trigger =
    'h-10 border-b-2 border-transparent px-3 text-soft hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink'
  return (
    <DraftContext value={draft}>
      <PageHeader
        above={
          <Link
            to="/c/$client/agents/$agent"
            params={{ client: client.id, agent: agent.id }}
            className="mb-1 inline-flex items-center gap-1 rounded text-sm text-faint hover:text-ink"
          >
            <Icon name="ChevronLeft" size={15} />
            {t('toChat')}
          </Link>
        }
        title={draft.name.trim() || agent.name}
        lead={<State agent={agent} />}
      >
        <Publish agent={agent} />
        <AgentMenu agent={agent} editing />
      </PageHeader>
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,1.1fr)_minmax(20rem,1fr)]">
        {wide && (
          <div className="min-w-0">
            <EditorForm />
          </div>
        )}
        <Tabs.Root value={tab} onValueChange={setTab} className="min-w-0 lg:sticky lg:top-6 lg:self-start">
          <Tabs.List aria-label={t('panes')} className="mb-4 flex border-b border-line">
            {!wide && (
              <Tabs.Trigger value="settings" className={trigger}>
                {t('settings')}
              </Tabs.Trigger>
            )}
            <Tabs.Trigger value="test" className={trigger}>
              {t('test')}
            </Tabs.Trigger>
            <Tabs.Trigger value="versions" className={trigger}>
              {t('versions')}
            </Tabs.Trigger>
          </Tabs.List>
          {/* What was written, or asked, stays while one looks at something else. */}
          {!wide && (
            <Tabs.Content value="settings" tabIndex={-1} forceMount className="data-[state=inactive]:hidden">
              <EditorForm />
            </Tabs.Content>
          )}
          <Tabs.Content value="test" tabIndex={-1} forceMount className="data-[state=inactive]:hidden">
            <TestChat agentId={agent.id} />
          </Tabs.Content>
          <Tabs.Content value="versions" tabIndex={-1}>
            <Versions agent={agent} />
          </Tabs.Content>
        </Tabs.Root>
      </div>
    </DraftContext>
  )
}

const wideEnough = '(min-width: 64rem)'

/** What is published, whether the draft says something else, and whether it is kept. */
function State({ agent }: { agent: Agent }) {
  const t = useTranslations('editor')
  const client = useClient()
  const draft = useDraftOf()
  const published = useQuery({ ...publishedQuery(client, agent), enabled: agent.published_version !== null })
  const changed = published.data && JSON.stringify(published.data.configuration) !== JSON.stringify(agent.configuration)
  return (
    <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
      <AgentState agent={agent} />
      {changed && <Badge tone="warn">{t('changed')}</Badge>}
      <span role="status" className="text-sm text-faint">
        {t(`state_${draft.state}`)}
      </span>
    </span>
  )
}

function Publish({ agent }: { agent: Agent }) {
  const t = useTranslations('editor')
  const client = useClient()
  const cache = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const draft = useDraftOf()
  const [busy, setBusy] = useState(false)
  const publish = async () => {
    if (draft.state === 'invalid') {
      toast({ kind: 'failed', text: t('state_invalid') })
      return
    }
    setBusy(true)
    try {
      await draft.save()
      const params = { path: { id: agent.id } }
      const row = await unwrap(client.renum.POST('/v1/agents/{id}/publish', { params, body: {} }))
      cache.setQueryData(agentQuery(client, agent.id).queryKey, row as Agent)
      void cache.invalidateQueries({ queryKey: ['agents', client.id] })
      void cache.invalidateQueries({ queryKey: ['agent', client.id, agent.id, 'versions'] })
      toast({ text: t('publishedNow', { number: row.latest_version }) })
    } catch (error) {
      toast({ kind: 'failed', ...problemText(error) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button kind="primary" icon="Check" busy={busy} onClick={() => void publish()}>
      {t('publish')}
    </Button>
  )
}
