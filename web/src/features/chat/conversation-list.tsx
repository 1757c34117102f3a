import { unwrap } from '@renum/client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormatter, useNow, useTranslations } from 'use-intl'
import { useHeldDelete } from '../../api/held-delete.ts'
import { useOptimistic } from '../../api/optimistic.ts'
import { useClient, useMe } from '../../app/app-context.tsx'
import { Skeleton } from '../../ui/blocks.tsx'
import { IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { TextField } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { type Conversation, conversationsQuery } from './queries.ts'

interface ConversationListProps {
  agentId: string
  /** The one that is open. */
  open: string | undefined
  onChosen?: () => void
  /** The one that is open was deleted. */
  onDeleted: () => void
}

/** What one has asked the agent before. */
export function ConversationList({ agentId, open, onChosen, onDeleted }: ConversationListProps) {
  const t = useTranslations('chat')
  const client = useClient()
  const me = useMe()
  const conversations = useQuery(conversationsQuery(client, agentId, me.data?.id))
  return (
    <QueryState
      query={conversations}
      skeleton={
        <div className="flex flex-col gap-2">
          <Skeleton className="h-10" />
          <Skeleton className="h-10" />
        </div>
      }
    >
      {(rows) =>
        rows.length === 0 ? (
          <p className="px-2.5 text-sm text-faint">{t('noConversations')}</p>
        ) : (
          <ul className="flex flex-col gap-0.5">
            {rows.map((row) => (
              <Row
                key={row.id}
                conversation={row}
                active={row.id === open}
                onChosen={onChosen}
                onDeleted={row.id === open ? onDeleted : undefined}
              />
            ))}
          </ul>
        )
      }
    </QueryState>
  )
}

interface RowProps {
  conversation: Conversation
  active: boolean
  onChosen: (() => void) | undefined
  onDeleted: (() => void) | undefined
}

function Row({ conversation, active, onChosen, onDeleted }: RowProps) {
  const t = useTranslations('chat')
  const common = useTranslations('common')
  const client = useClient()
  const format = useFormatter()
  const now = useNow({ updateInterval: 60_000 })
  const remove = useHeldDelete()
  const change = useOptimistic()
  const [renaming, setRenaming] = useState(false)
  const { id, agent_id, title, updated_at } = conversation
  const lists = [['conversations', client.id, agent_id]]
  const params = { path: { id } }
  return (
    <li
      className={classes(
        'group relative flex items-center gap-1 rounded-lg py-1.5 pr-1 pl-2.5 hover:bg-hover',
        active && 'bg-hover',
      )}
    >
      <div className="min-w-0 flex-1">
        <Link
          to="/c/$client/agents/$agent"
          params={{ client: client.id, agent: agent_id }}
          search={{ conversation: id }}
          onClick={onChosen}
          aria-current={active ? 'page' : undefined}
          className="block truncate text-sm after:absolute after:inset-0 after:rounded-lg"
        >
          {title}
        </Link>
        <p className="truncate text-xs text-faint">
          {format.relativeTime(Math.min(Date.parse(updated_at), now.getTime()), now)}
        </p>
      </div>
      <Menu
        trigger={
          <IconButton
            icon="Ellipsis"
            label={t('conversationActions', { title })}
            size={16}
            className="relative size-8 opacity-0 group-hover:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 max-xl:opacity-100 pointer-coarse:opacity-100"
          />
        }
      >
        <MenuItem icon="Pencil" onSelect={() => setRenaming(true)}>
          {t('rename')}
        </MenuItem>
        <MenuItem
          icon="Trash2"
          danger
          onSelect={() => {
            remove({
              text: t('conversationDeleted'),
              lists,
              is: (row) => row.id === id,
              send: () => unwrap(client.renum.DELETE('/v1/conversations/{id}', { params })),
            })
            onDeleted?.()
          }}
        >
          {common('delete')}
        </MenuItem>
      </Menu>
      <FormDialog
        open={renaming}
        onClose={() => setRenaming(false)}
        title={t('rename')}
        submit={common('save')}
        work={async ({ title: given = '' }) => {
          const next = given.trim()
          if (next === '' || next === title) return
          await change({
            lists,
            id,
            changes: { title: next },
            send: () => unwrap(client.renum.PATCH('/v1/conversations/{id}', { params, body: { title: next } })),
          })
        }}
      >
        <TextField label={t('title')} name="title" required maxLength={200} defaultValue={title} />
      </FormDialog>
    </li>
  )
}
