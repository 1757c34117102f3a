import { type Schemas, unwrap } from '@renum/client'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useHeldDelete } from '../../api/held-delete.ts'
import { useOptimistic } from '../../api/optimistic.ts'
import { type Role, useClient, useMay, useMe } from '../../app/app-context.tsx'
import { Initials } from '../../app/client-switch.tsx'
import { useTitle } from '../../app/use-title.ts'
import { Badge, Card, PageHeader } from '../../ui/blocks.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { Invitations } from './invitations.tsx'
import { InviteDialog } from './invite-dialog.tsx'

type Member = Schemas['Member']

export const roles = ['owner', 'admin', 'user', 'viewer'] as const satisfies Role[]

export function TeamPage() {
  const t = useTranslations('team')
  const names = useTranslations('roles')
  const client = useClient()
  const admin = useMay('admin')
  const [inviting, setInviting] = useState(false)
  useTitle(t('title'), client.name)
  const members = useQuery({
    queryKey: ['members', client.id],
    queryFn: () => Array.fromAsync(client.renum.all('/v1/members')),
  })
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead', { client: client.name })}>
        {admin && (
          <Button kind="primary" icon="Plus" onClick={() => setInviting(true)}>
            {t('invite')}
          </Button>
        )}
      </PageHeader>
      <QueryState query={members}>
        {(rows) => (
          <Card>
            <ul aria-label={t('members')}>
              {rows.map((member) => (
                <MemberRow key={member.user_id} member={member} />
              ))}
            </ul>
          </Card>
        )}
      </QueryState>
      {admin && <Invitations onInvite={() => setInviting(true)} />}
      <section aria-labelledby="roles" className="mt-10">
        <h2 id="roles" className="mb-3 font-serif text-xl font-medium">
          {t('whatRolesMay')}
        </h2>
        <dl className="grid grid-cols-1 gap-3 sm:grid-cols-2">
          {roles.map((role) => (
            <div key={role} className="rounded-xl bg-sunken px-4 py-3">
              <dt className="font-medium">{names(role)}</dt>
              <dd className="text-sm text-soft">{t(`may_${role}`)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <InviteDialog open={inviting} onClose={() => setInviting(false)} />
    </>
  )
}

function MemberRow({ member }: { member: Member }) {
  const t = useTranslations('team')
  const names = useTranslations('roles')
  const client = useClient()
  const me = useMe()
  const format = useFormatter()
  const admin = useMay('admin')
  const owner = useMay('owner')
  const remove = useHeldDelete()
  const optimistic = useOptimistic()
  const [leaving, setLeaving] = useState(false)
  const own = member.user_id === me.data?.id
  const name = member.name ?? member.email ?? t('noName')
  const params = { path: { user_id: member.user_id } }
  const lists = [['members', client.id]]
  // An owner is an owner's to change.
  const mayChange = admin && (owner || member.role !== 'owner')
  return (
    <li className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-3 last:border-0">
      <Initials name={name} round />
      <div className="min-w-0 flex-1 basis-44">
        <p className="flex items-center gap-2 font-medium">
          <span className="truncate">{name}</span>
          {own && <Badge>{t('you')}</Badge>}
        </p>
        <p className="truncate text-sm text-faint">
          {[
            member.name ? member.email : null,
            t('since', { date: format.dateTime(new Date(member.created_at), { dateStyle: 'medium' }) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {mayChange ? (
        <Select
          aria-label={t('roleOf', { name })}
          className="w-42"
          value={member.role}
          onChange={({ target }) => {
            const role = roles.find((one) => one === target.value) ?? member.role
            void optimistic({
              lists: [...lists, ...(own ? [['me']] : [])],
              id: member.user_id,
              changes: { role },
              send: () => unwrap(client.renum.PATCH('/v1/members/{user_id}', { params, body: { role } })),
            })
          }}
        >
          {roles
            .filter((role) => owner || role !== 'owner')
            .map((role) => (
              <option key={role} value={role}>
                {names(role)}
              </option>
            ))}
        </Select>
      ) : (
        <Badge>{names(member.role)}</Badge>
      )}
      {own ? (
        <IconButton icon="LogOut" label={t('leave')} onClick={() => setLeaving(true)} />
      ) : (
        mayChange && (
          <IconButton
            icon="Trash2"
            label={t('remove', { name })}
            onClick={() =>
              remove({
                text: t('removed', { name }),
                lists,
                is: ({ user_id }) => user_id === member.user_id,
                send: () => unwrap(client.renum.DELETE('/v1/members/{user_id}', { params })),
              })
            }
          />
        )
      )}
      <LeaveDialog open={leaving} onClose={() => setLeaving(false)} userId={member.user_id} />
    </li>
  )
}

function LeaveDialog({ open, onClose, userId }: { open: boolean; onClose: () => void; userId: string }) {
  const t = useTranslations('team')
  const client = useClient()
  const navigate = useNavigate()
  const me = useMe()
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t('leaveTitle', { client: client.name })}
      description={t('leaveText')}
      submit={t('leave')}
      danger
      work={async () => {
        await unwrap(client.renum.DELETE('/v1/members/{user_id}', { params: { path: { user_id: userId } } }))
        await me.refetch()
        await navigate({ to: '/' })
      }}
    />
  )
}
