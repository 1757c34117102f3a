import { type Schemas, unwrap } from '@renum/client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useApp, useClient, useMay, usePersonalRenum } from '../../app/app-context.tsx'
import { Notice } from '../../ui/blocks.tsx'
import { buttonClasses } from '../../ui/button.tsx'
import { agentsQuery } from '../agents/queries.ts'

/** What somebody should look at, each with its reason and the way there. Nothing is shown where all is well. */
export function Attention({ overview }: { overview: Schemas['Overview'] }) {
  const t = useTranslations('home')
  const client = useClient()
  const { config } = useApp()
  const renum = usePersonalRenum()
  const { failed, under_way } = overview.documents
  const failures = useQuery({
    queryKey: ['overview', client.id, 'failed'],
    enabled: failed > 0,
    queryFn: async () =>
      (await unwrap(client.renum.GET('/v1/documents', { params: { query: { status: 'failed', limit: 4 } } }))).data,
  })
  const ready = useQuery({
    queryKey: ['readyz'],
    enabled: under_way > 0,
    // 503 is an answer here: what does not answer, and how many work.
    queryFn: async () => {
      const { data, error } = await renum.GET('/readyz')
      return (data ?? error) as Schemas['Readiness']
    },
  })
  const admin = useMay('admin')
  const agents = useQuery({ ...agentsQuery(client), enabled: admin })
  const drafts = (agents.data ?? []).filter((agent) => agent.published_version === null && agent.status === 'active')
  const notices: ReactNode[] = []
  if (failed > 0 && failures.data && failures.data.length > 0) {
    notices.push(
      <Notice key="failed" tone="bad" title={t('failed', { count: failed })}>
        <ul className="mt-1 flex flex-col gap-1">
          {failures.data.map(({ id, name, error_message }) => (
            <li key={id}>
              <Link
                to="/c/$client/documents/$document"
                params={{ client: client.id, document: id }}
                className="font-medium underline"
              >
                {name}
              </Link>
              : {error_message}
            </li>
          ))}
        </ul>
      </Notice>,
    )
  }
  if (ready.data?.workers === 0) {
    notices.push(
      <Notice key="worker" title={t('noWorker', { count: under_way })}>
        {t('noWorkerText')}
      </Notice>,
    )
  }
  const [draft] = drafts
  if (draft) {
    notices.push(
      <Notice
        key="agents"
        tone="plain"
        icon="Bot"
        title={t('unpublished', { count: drafts.length, name: draft.name })}
        action={
          <Link
            to="/c/$client/agents/$agent/edit"
            params={{ client: client.id, agent: draft.id }}
            className={buttonClasses('quiet', 'small')}
          >
            {t('toEditor')}
          </Link>
        }
      >
        {t('unpublishedText')}
      </Notice>,
    )
  }
  if (config.embeddings.mode === 'lexical') {
    notices.push(
      <Notice
        key="model"
        title={t('noModel')}
        action={
          <a href="/docs" className={buttonClasses('quiet', 'small')}>
            {t('reference')}
          </a>
        }
      >
        {t('noModelText')}
      </Notice>,
    )
  }
  if (notices.length === 0) return null
  return (
    <section aria-labelledby="attention" className="flex flex-col gap-2.5">
      <h2 id="attention" className="font-serif text-xl font-medium">
        {t('attention')}
      </h2>
      {notices}
    </section>
  )
}
