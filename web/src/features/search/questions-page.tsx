import { unwrap } from '@renum/client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'
import { useHeldDelete } from '../../api/held-delete.ts'
import { useClient, useMay } from '../../app/app-context.tsx'
import { useTitle } from '../../app/use-title.ts'
import { Badge, Empty, PageHeader } from '../../ui/blocks.tsx'
import { Button, buttonClasses, IconButton } from '../../ui/button.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { passageText } from './passage-text.ts'

/** The questions that were kept, each with the passage that answers it. */
export function QuestionsPage() {
  const t = useTranslations('questions')
  const client = useClient()
  const format = useFormatter()
  const mayWrite = useMay('user')
  const remove = useHeldDelete()
  useTitle(t('title'), client.name)
  const questions = useInfiniteQuery({
    queryKey: ['questions', client.id],
    queryFn: ({ pageParam }) =>
      unwrap(
        client.renum.GET('/v1/test-questions', {
          params: { query: { limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  })
  const search = (
    <Link to="/c/$client/search" params={{ client: client.id }} className={buttonClasses('primary')}>
      {t('toSearch')}
    </Link>
  )
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        {search}
      </PageHeader>
      <QueryState query={questions}>
        {({ pages }) => {
          const rows = pages.flatMap(({ data }) => data)
          if (rows.length === 0) return <Empty icon="ListChecks" title={t('empty')} text={t('emptyText')} />
          return (
            <>
              <ul className="flex flex-col gap-3">
                {rows.map((row) => (
                  <li key={row.id} className="rounded-2xl border border-line bg-surface p-5 shadow-card">
                    <div className="flex items-start gap-3">
                      <h2 className="min-w-0 flex-1 font-serif text-lg font-medium break-words">
                        <Link
                          to="/c/$client/search"
                          params={{ client: client.id }}
                          search={{ q: row.question }}
                          className="rounded hover:underline"
                        >
                          {row.question}
                        </Link>
                      </h2>
                      <Badge>{t(`source_${row.source}`)}</Badge>
                      {mayWrite && (
                        <IconButton
                          icon="Trash2"
                          label={t('delete', { question: row.question })}
                          className="-mt-1.5"
                          onClick={() =>
                            remove({
                              text: t('deleted'),
                              lists: [['questions', client.id]],
                              is: ({ id }) => id === row.id,
                              send: () =>
                                unwrap(
                                  client.renum.DELETE('/v1/test-questions/{id}', { params: { path: { id: row.id } } }),
                                ),
                            })
                          }
                        />
                      )}
                    </div>
                    {row.passage && (
                      <p className="prose-passage mt-1 line-clamp-3 text-soft">{passageText(row.passage)}</p>
                    )}
                    <p className="mt-2 text-sm text-faint">
                      <Link
                        to="/c/$client/documents/$document"
                        params={{ client: client.id, document: row.document_id }}
                        className="font-medium text-accent-ink underline"
                      >
                        {t('document')}
                      </Link>
                      {' · '}
                      {format.dateTime(new Date(row.created_at), { dateStyle: 'medium' })}
                    </p>
                  </li>
                ))}
              </ul>
              {questions.hasNextPage && (
                <Button
                  className="mt-4"
                  busy={questions.isFetchingNextPage}
                  onClick={() => void questions.fetchNextPage()}
                >
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
