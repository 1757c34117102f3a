import { unwrap } from '@renum/client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Execution } from '../../api/execution-stream.ts'
import { useClient, useMay, useMe } from '../../app/app-context.tsx'
import { Notice, SkeletonList } from '../../ui/blocks.tsx'
import { buttonClasses } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { type Agent, publishedQuery } from '../agents/queries.ts'
import { Composer } from './composer.tsx'
import { OpeningQuestions } from './opening-questions.tsx'
import { threadQuery } from './queries.ts'
import { ThreadView } from './thread-view.tsx'
import { useThread } from './use-thread.ts'

interface ConversationProps {
  agent: Agent
  /** Undefined for one that has not begun. */
  id: string | undefined
  onBegun: (id: string) => void
}

/** A conversation as it was left, or a new one. */
export function Conversation({ agent, id, onBegun }: ConversationProps) {
  const client = useClient()
  const me = useMe()
  const [known] = useState(id)
  const thread = useQuery({ ...threadQuery(client, known ?? ''), enabled: known !== undefined })
  if (known === undefined) return <Questions agent={agent} conversationId={undefined} before={[]} onBegun={onBegun} />
  return (
    <QueryState query={thread} skeleton={<SkeletonList rows={3} className="h-24" />}>
      {({ conversation, executions }) => (
        <Questions
          agent={agent}
          conversationId={conversation.id}
          before={executions}
          foreign={me.data !== undefined && conversation.user_id !== me.data.id}
          onBegun={onBegun}
        />
      )}
    </QueryState>
  )
}

interface QuestionsProps {
  agent: Agent
  conversationId: string | undefined
  before: readonly Execution[]
  /** It is somebody else's, which admins may read. */
  foreign?: boolean
  onBegun: (id: string) => void
}

function Questions({ agent, conversationId, before, foreign = false, onBegun }: QuestionsProps) {
  const client = useClient()
  const cache = useQueryClient()
  const mayAsk = useMay('user')
  const [begun, setBegun] = useState(conversationId)
  const thread = useThread({
    agentId: agent.id,
    before,
    conversation: async (question) => {
      if (begun !== undefined) return begun
      const body = { agent_id: agent.id, title: titleOf(question) }
      const { id } = await unwrap(client.renum.POST('/v1/conversations', { body }))
      setBegun(id)
      onBegun(id)
      void cache.invalidateQueries({ queryKey: ['conversations', client.id, agent.id] })
      return id
    },
  })
  const published = useQuery(publishedQuery(client, agent))
  const open = mayAsk && !foreign && agent.status === 'active' && agent.published_version !== null
  return (
    <>
      <div className="flex-1">
        <ThreadView
          thread={thread}
          open={open}
          empty={
            open && (
              <OpeningQuestions questions={published.data?.configuration.opening_questions ?? []} onAsk={thread.ask} />
            )
          }
        />
      </div>
      <div className="sticky bottom-15 z-10 -mx-2 -mb-10 bg-linear-to-t from-canvas from-70% to-transparent px-2 pt-8 pb-2.5 md:bottom-0 md:-mb-16 md:pb-6">
        {open ? (
          <Composer busy={thread.busy} onAsk={thread.ask} onStop={thread.stop} />
        ) : (
          <Closed agent={agent} foreign={foreign} />
        )}
      </div>
    </>
  )
}

/** Why nothing can be asked here, and what to do. */
function Closed({ agent, foreign }: { agent: Agent; foreign: boolean }) {
  const t = useTranslations('chat')
  const client = useClient()
  const mayAsk = useMay('user')
  const admin = useMay('admin')
  const reason = foreign
    ? t('foreign')
    : !mayAsk
      ? t('viewer')
      : agent.status !== 'active'
        ? t('inactive')
        : t('unpublished')
  return (
    <Notice
      tone="plain"
      icon="Info"
      title={reason}
      action={
        admin &&
        !foreign && (
          <Link
            to="/c/$client/agents/$agent/edit"
            params={{ client: client.id, agent: agent.id }}
            className={buttonClasses('secondary', 'small')}
          >
            <Icon name="SlidersHorizontal" size={15} />
            {t('toEditor')}
          </Link>
        )
      }
    />
  )
}

/** A conversation is called by what was asked first. */
function titleOf(question: string): string {
  const text = question.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  return text.length > 80 ? `${text.slice(0, 79).trimEnd()}…` : text || '…'
}
