import { unwrap } from '@renum/client'
import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { useHeldDelete } from '../../api/held-delete.ts'
import { useClient } from '../../app/app-context.tsx'
import { Badge, Card, type Tone } from '../../ui/blocks.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { QueryState } from '../../ui/query-state.tsx'

const tones: Record<string, Tone> = { pending: 'warn', accepted: 'good', revoked: 'plain', expired: 'plain' }

/** Who was invited and has not come yet first; what ended stays for a while to be seen. */
export function Invitations({ onInvite }: { onInvite: () => void }) {
  const t = useTranslations('team')
  const names = useTranslations('roles')
  const client = useClient()
  const format = useFormatter()
  const revoke = useHeldDelete()
  const invitations = useQuery({
    queryKey: ['invitations', client.id],
    queryFn: async () => (await unwrap(client.renum.GET('/v1/invitations', { params: { query: { limit: 50 } } }))).data,
  })
  return (
    <section aria-labelledby="invitations" className="mt-10">
      <h2 id="invitations" className="mb-3 font-serif text-xl font-medium">
        {t('invitations')}
      </h2>
      <QueryState query={invitations}>
        {(rows) =>
          rows.length === 0 ? (
            <Card className="flex flex-wrap items-center gap-4 px-5 py-5">
              <Icon name="Mail" size={22} className="text-faint" />
              <p className="flex-1 basis-60 text-soft">{t('noInvitations')}</p>
              <Button size="small" icon="Plus" onClick={onInvite}>
                {t('invite')}
              </Button>
            </Card>
          ) : (
            <Card>
              <ul>
                {rows.map((row) => (
                  <li
                    key={row.id}
                    className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-3 last:border-0"
                  >
                    <div className="min-w-0 flex-1 basis-52">
                      <p className="truncate font-medium">{row.email}</p>
                      <p className="text-sm text-faint">
                        {names(row.role)}
                        {row.state === 'pending' &&
                          ` · ${t('until', { date: format.dateTime(new Date(row.expires_at), { dateStyle: 'medium' }) })}`}
                      </p>
                    </div>
                    <Badge tone={tones[row.state] ?? 'plain'}>{t(`state_${row.state}`)}</Badge>
                    {row.state === 'pending' && (
                      <IconButton
                        icon="X"
                        label={t('revoke', { email: row.email })}
                        onClick={() =>
                          revoke({
                            text: t('revoked', { email: row.email }),
                            lists: [['invitations', client.id]],
                            is: ({ id }) => id === row.id,
                            send: () =>
                              unwrap(client.renum.DELETE('/v1/invitations/{id}', { params: { path: { id: row.id } } })),
                          })
                        }
                      />
                    )}
                  </li>
                ))}
              </ul>
            </Card>
          )
        }
      </QueryState>
    </section>
  )
}
