import { unwrap } from '@renum/client'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useHeldDelete } from '../../api/held-delete.ts'
import { useOptimistic } from '../../api/optimistic.ts'
import { useProblemText } from '../../api/problem-text.ts'
import { useClient } from '../../app/app-context.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { Agent } from './queries.ts'

/** What can be done with agents from wherever they are shown. */
export function useAgentActions() {
  const t = useTranslations('agents')
  const client = useClient()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const problemText = useProblemText()
  const held = useHeldDelete()
  const change = useOptimistic()
  const lists = [['agents', client.id]]
  const refresh = () => void cache.invalidateQueries({ queryKey: ['agents', client.id] })
  const edit = (agent: string) =>
    navigate({ to: '/c/$client/agents/$agent/edit', params: { client: client.id, agent } })
  return {
    /** Makes one with a draft that answers by quotes, and opens it. */
    create: async (name: string) => {
      const { id } = await unwrap(client.renum.POST('/v1/agents', { body: { name } }))
      refresh()
      await edit(id)
    },
    /** Makes one that answers by quotes, publishes it, and opens it where it is asked: no model, no setting. */
    createReady: async () => {
      try {
        const body = { name: t('readyName'), description: t('readyDescription') }
        const { id } = await unwrap(client.renum.POST('/v1/agents', { body }))
        await unwrap(client.renum.POST('/v1/agents/{id}/publish', { params: { path: { id } }, body: {} }))
        refresh()
        await navigate({ to: '/c/$client/agents/$agent', params: { client: client.id, agent: id } })
      } catch (error) {
        toast({ kind: 'failed', ...problemText(error) })
      }
    },
    duplicate: async ({ id, name }: Agent) => {
      try {
        const body = { name: t('copyOf', { name }).slice(0, 200) }
        const copy = await unwrap(client.renum.POST('/v1/agents/{id}/duplicate', { params: { path: { id } }, body }))
        refresh()
        toast({ text: t('duplicated') })
        await edit(copy.id)
      } catch (error) {
        toast({ kind: 'failed', ...problemText(error) })
      }
    },
    setStatus: ({ id }: Agent, status: Agent['status']) =>
      change({
        lists,
        id,
        changes: { status },
        send: async () => {
          const row = await unwrap(
            client.renum.PATCH('/v1/agents/{id}', { params: { path: { id } }, body: { status } }),
          )
          cache.setQueryData(['agent', client.id, id], row)
        },
      }),
    remove: ({ id, name }: Agent) => {
      held({
        text: t('deleted', { name }),
        lists,
        is: (row) => row.id === id,
        send: () => unwrap(client.renum.DELETE('/v1/agents/{id}', { params: { path: { id } } })),
      })
      void navigate({ to: '/c/$client/agents', params: { client: client.id } })
    },
    edit,
  }
}
