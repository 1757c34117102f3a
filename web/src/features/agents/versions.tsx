import { unwrap } from '@renum/client'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useProblemText } from '../../api/problem-text.ts'
import { useClient } from '../../app/app-context.tsx'
import { Badge, SkeletonList } from '../../ui/blocks.tsx'
import { Button } from '../../ui/button.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { useToast } from '../../ui/toast.tsx'
import { type Agent, agentQuery, versionsQuery } from './queries.ts'
import { useDraftOf } from './use-draft.ts'

/** What was published before; any of it can be what runs again, or what is written on. */
export function Versions({ agent }: { agent: Agent }) {
  const t = useTranslations('editor')
  const agents = useTranslations('agents')
  const client = useClient()
  const cache = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const format = useFormatter()
  const draft = useDraftOf()
  const [busy, setBusy] = useState<number | null>(null)
  const versions = useInfiniteQuery(versionsQuery(client, agent.id))
  const restore = async (version: number) => {
    setBusy(version)
    try {
      const params = { path: { id: agent.id } }
      const row = await unwrap(client.renum.POST('/v1/agents/{id}/publish', { params, body: { version } }))
      cache.setQueryData(agentQuery(client, agent.id).queryKey, row as Agent)
      void cache.invalidateQueries({ queryKey: ['agents', client.id] })
      toast({ text: t('publishedNow', { number: version }) })
    } catch (error) {
      toast({ kind: 'failed', ...problemText(error) })
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      <p className="mb-3 text-sm text-faint">{t('versionsText')}</p>
      <QueryState query={versions} skeleton={<SkeletonList rows={2} />}>
        {({ pages }) => {
          const rows = pages.flatMap(({ data }) => data)
          if (rows.length === 0) return <p className="text-soft">{t('noVersions')}</p>
          return (
            <>
              <ol className="flex flex-col gap-2.5">
                {rows.map(({ id, version_number, created_at, configuration }) => {
                  const current = version_number === agent.published_version
                  const { model } = configuration
                  return (
                    <li key={id} className="rounded-xl border border-line bg-surface px-4 py-3">
                      <div className="flex items-center gap-2">
                        <span className="flex-1 font-medium">{t('version', { number: version_number })}</span>
                        {current && <Badge tone="good">{t('running')}</Badge>}
                      </div>
                      <p className="text-sm text-faint">
                        {format.dateTime(new Date(created_at), { dateStyle: 'medium', timeStyle: 'short' })}
                        {' · '}
                        {model.provider === 'extractive' ? agents('extractive') : model.name}
                      </p>
                      <div className="mt-2 flex flex-wrap gap-2">
                        {!current && (
                          <Button
                            size="small"
                            icon="Undo2"
                            busy={busy === version_number}
                            onClick={() => void restore(version_number)}
                          >
                            {t('restore')}
                          </Button>
                        )}
                        <Button
                          size="small"
                          icon="Pencil"
                          onClick={() => {
                            draft.replace(configuration)
                            toast({ text: t('broughtBack', { number: version_number }) })
                          }}
                        >
                          {t('bringBack')}
                        </Button>
                      </div>
                    </li>
                  )
                })}
              </ol>
              {versions.hasNextPage && (
                <Button
                  className="mt-3"
                  busy={versions.isFetchingNextPage}
                  onClick={() => void versions.fetchNextPage()}
                >
                  {t('moreVersions')}
                </Button>
              )}
            </>
          )
        }}
      </QueryState>
    </>
  )
}
