import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useClient, useMay } from '../../app/app-context.tsx'
import { useTitle } from '../../app/use-title.ts'
import { SkeletonList } from '../../ui/blocks.tsx'
import { Button, buttonClasses, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { type Agent, agentQuery } from '../agents/queries.ts'
import { Conversation } from './conversation.tsx'
import { ConversationList } from './conversation-list.tsx'

const route = getRouteApi('/c/$client/agents/$agent')

/** Where one asks an agent. */
export function ChatPage() {
  const { agent: id } = route.useParams()
  const client = useClient()
  const agent = useQuery(agentQuery(client, id))
  useTitle(agent.data?.name, client.name)
  return (
    <QueryState query={agent} skeleton={<SkeletonList rows={3} className="h-24" />}>
      {(row) => <Page key={row.id} agent={row} />}
    </QueryState>
  )
}

function Page({ agent }: { agent: Agent }) {
  const t = useTranslations('chat')
  const client = useClient()
  const admin = useMay('admin')
  const { conversation } = route.useSearch()
  const navigate = route.useNavigate()
  const [listed, setListed] = useState(false)
  // A conversation that begins here gets its address while its first answer comes: it is the same all along.
  const [begun, setBegun] = useState<string>()
  const [shown, setShown] = useState({ conversation, number: 0 })
  if (shown.conversation !== conversation) {
    const same = conversation !== undefined && conversation === begun && shown.conversation === undefined
    setShown({ conversation, number: shown.number + (same ? 0 : 1) })
    if (!same) setBegun(undefined)
  }
  const anew = () => {
    setListed(false)
    if (conversation === undefined) setShown({ conversation, number: shown.number + 1 })
    else void navigate({ search: {} })
  }
  return (
    <div className="grid grid-cols-1 gap-x-10 xl:grid-cols-[minmax(0,1fr)_15rem]">
      <div className="flex min-h-[calc(100dvh-10.5rem)] min-w-0 flex-col md:min-h-[calc(100dvh-6.5rem)]">
        <header className="mb-7 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0 flex-1 basis-64">
            <Link
              to="/c/$client/agents"
              params={{ client: client.id }}
              className="mb-1 inline-flex items-center gap-1 rounded text-sm text-faint hover:text-ink"
            >
              <Icon name="ChevronLeft" size={15} />
              {t('allAgents')}
            </Link>
            <h1 className="font-serif text-3xl leading-tight font-medium break-words">{agent.name}</h1>
            {agent.description && <p className="mt-1.5 max-w-2xl text-soft">{agent.description}</p>}
          </div>
          <div className="flex flex-wrap gap-2">
            <Button icon="History" size="small" className="xl:hidden" onClick={() => setListed(true)}>
              {t('conversations')}
            </Button>
            <Button icon="Plus" size="small" className="xl:hidden" onClick={anew}>
              {t('newConversation')}
            </Button>
            {admin && (
              <Link
                to="/c/$client/agents/$agent/edit"
                params={{ client: client.id, agent: agent.id }}
                className={buttonClasses('secondary', 'small')}
              >
                <Icon name="SlidersHorizontal" size={15} />
                {t('edit')}
              </Link>
            )}
          </div>
        </header>
        <Conversation
          key={shown.number}
          agent={agent}
          id={conversation}
          onBegun={(id) => {
            setBegun(id)
            void navigate({ search: { conversation: id }, replace: true, resetScroll: false })
          }}
        />
      </div>
      <aside aria-label={t('conversations')} className="hidden xl:block">
        <div className="sticky top-9 flex max-h-[calc(100dvh-4.5rem)] flex-col">
          <div className="mb-3 flex items-center justify-between gap-2 pl-2.5">
            <h2 className="text-sm font-medium">{t('conversations')}</h2>
            <IconButton icon="Plus" label={t('newConversation')} onClick={anew} className="size-8" />
          </div>
          <div className="-mr-2 overflow-y-auto pr-2">
            <ConversationList agentId={agent.id} open={conversation} onDeleted={anew} />
          </div>
        </div>
      </aside>
      <Dialog open={listed} onClose={() => setListed(false)} title={t('conversations')}>
        <div className="-mx-2.5">
          <ConversationList agentId={agent.id} open={conversation} onChosen={() => setListed(false)} onDeleted={anew} />
        </div>
      </Dialog>
    </div>
  )
}
