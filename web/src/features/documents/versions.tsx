import { unwrap } from '@renum/client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useProblemText } from '../../api/problem-text.ts'
import { useClient, useMay } from '../../app/app-context.tsx'
import { Badge, SkeletonList } from '../../ui/blocks.tsx'
import { Button } from '../../ui/button.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { useToast } from '../../ui/toast.tsx'
import { size } from '../knowledge/document-row.tsx'
import type { Document } from '../knowledge/queries.ts'
import { documentQuery } from './queries.ts'

const route = getRouteApi('/c/$client/documents/$document')

/** What the document was before, each version as it was uploaded; any of them can be the one that searches find again. */
export function Versions({ document, shown }: { document: Document; shown: number }) {
  const t = useTranslations('document')
  const client = useClient()
  const format = useFormatter()
  const mayWrite = useMay('user')
  const cache = useQueryClient()
  const navigate = route.useNavigate()
  const toast = useToast()
  const problemText = useProblemText()
  const picker = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState<number | 'upload' | null>(null)
  const versions = useQuery({
    queryKey: ['versions', document.id],
    queryFn: () =>
      Array.fromAsync(client.renum.all('/v1/documents/{id}/versions', { params: { path: { id: document.id } } })),
  })
  const change = async (what: number | 'upload', work: () => Promise<Document>) => {
    setBusy(what)
    try {
      cache.setQueryData(documentQuery(client, document.id).queryKey, await work())
      await cache.invalidateQueries({ queryKey: ['versions', document.id] })
      await navigate({ search: {} })
    } catch (error) {
      toast({ kind: 'failed', ...problemText(error) })
    } finally {
      setBusy(null)
    }
  }
  const params = { path: { id: document.id } }
  return (
    <>
      <p className="mb-3 text-sm text-faint">{t('versionsText')}</p>
      {mayWrite && (
        <>
          <Button
            icon="Upload"
            busy={busy === 'upload'}
            onClick={() => picker.current?.click()}
            className="mb-4 w-full"
          >
            {t('newVersion')}
          </Button>
          <input
            ref={picker}
            type="file"
            hidden
            onChange={({ target }) => {
              const file = target.files?.[0]
              target.value = ''
              if (!file) return
              void change('upload', () =>
                unwrap(client.renum.POST('/v1/documents/{id}/versions', { params, body: { file } })),
              )
            }}
          />
        </>
      )}
      <QueryState query={versions} skeleton={<SkeletonList rows={3} />}>
        {(rows) => (
          <ol className="flex flex-col gap-2.5">
            {rows.map((row) => {
              const current = row.version_number === document.current_version
              return (
                <li
                  key={row.id}
                  aria-current={row.version_number === shown || undefined}
                  className="rounded-xl border border-line bg-surface px-4 py-3 aria-current:border-accent"
                >
                  <div className="flex items-center gap-2">
                    <span className="flex-1 font-medium">{t('version', { number: row.version_number })}</span>
                    {current && <Badge tone="good">{t('current')}</Badge>}
                  </div>
                  <p className="text-sm text-faint">
                    {[
                      t(`change_${row.change_type}`),
                      format.dateTime(new Date(row.created_at), { dateStyle: 'medium', timeStyle: 'short' }),
                      size(row.file_size, format),
                    ].join(' · ')}
                  </p>
                  {row.change_description && <p className="mt-1 text-sm">{row.change_description}</p>}
                  <div className="mt-2 flex gap-2">
                    {row.version_number !== shown && (
                      <Button
                        size="small"
                        onClick={() => void navigate({ search: current ? {} : { version: row.version_number } })}
                      >
                        {t('showVersion')}
                      </Button>
                    )}
                    {mayWrite && !current && (
                      <Button
                        size="small"
                        icon="Undo2"
                        busy={busy === row.version_number}
                        onClick={() =>
                          void change(row.version_number, () =>
                            unwrap(
                              client.renum.POST('/v1/documents/{id}/versions/{version_number}/restore', {
                                params: { path: { id: document.id, version_number: row.version_number } },
                              }),
                            ),
                          )
                        }
                      >
                        {t('restore')}
                      </Button>
                    )}
                  </div>
                </li>
              )
            })}
          </ol>
        )}
      </QueryState>
    </>
  )
}
