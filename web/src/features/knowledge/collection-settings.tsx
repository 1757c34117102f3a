import { unwrap } from '@renum/client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useHeldDelete } from '../../api/held-delete.ts'
import { useClient, useMay } from '../../app/app-context.tsx'
import { SkeletonList } from '../../ui/blocks.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Select, Switch, TextArea, TextField } from '../../ui/field.tsx'
import { Failure, QueryState } from '../../ui/query-state.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useSubmit } from '../../ui/use-submit.ts'
import type { Collection } from './queries.ts'

interface CollectionSettingsProps {
  collection: Collection
  open: boolean
  onClose: () => void
}

export function CollectionSettings({ collection, open, onClose }: CollectionSettingsProps) {
  const t = useTranslations('collection')
  return (
    <Dialog open={open} onClose={onClose} title={t('settings')} wide>
      <Settings collection={collection} onClose={onClose} />
    </Dialog>
  )
}

function Settings({ collection, onClose }: Omit<CollectionSettingsProps, 'open'>) {
  const t = useTranslations('collection')
  const common = useTranslations('common')
  const client = useClient()
  const admin = useMay('admin')
  const cache = useQueryClient()
  const toast = useToast()
  const navigate = useNavigate()
  const remove = useHeldDelete()
  const [restricted, setRestricted] = useState(collection.access === 'restricted')
  const [ocr, setOcr] = useState(collection.ocr)
  const params = { path: { id: collection.id } }
  const { busy, failure, onSubmit } = useSubmit(async ({ name = '', description = '' }) => {
    const body = {
      name: name.trim(),
      description: description.trim() || null,
      ocr,
      ...(admin && { access: restricted ? ('restricted' as const) : ('open' as const) }),
    }
    const row = await unwrap(client.renum.PATCH('/v1/collections/{id}', { params, body }))
    cache.setQueryData(['collection', client.id, collection.id], row)
    void cache.invalidateQueries({ queryKey: ['collections'] })
    toast({ text: common('saved') })
    onClose()
  })
  const removeCollection = () => {
    remove({
      text: t('collectionDeleted', { name: collection.name }),
      lists: [['collections', client.id]],
      is: ({ id }) => id === collection.id,
      send: () => unwrap(client.renum.DELETE('/v1/collections/{id}', { params })),
      after: [['overview']],
    })
    onClose()
    void navigate({ to: '/c/$client/knowledge', params: { client: client.id } })
  }
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <TextField label={common('name')} name="name" required maxLength={200} defaultValue={collection.name} />
      <TextArea
        label={t('description')}
        name="description"
        maxLength={2000}
        defaultValue={collection.description ?? ''}
      />
      <Switch label={t('ocr')} hint={t('ocrHint')} checked={ocr} onChange={setOcr} />
      <Switch
        label={t('restrict')}
        hint={admin ? t('restrictHint') : t('restrictAdmins')}
        checked={restricted}
        disabled={!admin}
        onChange={setRestricted}
      />
      {admin && collection.access === 'restricted' && <Grants collection={collection} />}
      <p className="text-sm text-faint">
        {t('model', { model: collection.embedding_model, dimensions: collection.embedding_dimensions })}
      </p>
      <div role="alert" className="empty:hidden">
        {failure && <p className="text-danger-ink">{failure.text}</p>}
      </div>
      <DialogActions>
        <Button kind="quiet" icon="Trash2" className="mr-auto text-danger-ink" onClick={removeCollection}>
          {t('deleteCollection')}
        </Button>
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" kind="primary" busy={busy}>
          {common('save')}
        </Button>
      </DialogActions>
    </form>
  )
}

/** To whom a restricted collection is open: people, or everybody with a role. Admins always see it. */
function Grants({ collection }: { collection: Collection }) {
  const t = useTranslations('collection')
  const roles = useTranslations('roles')
  const client = useClient()
  const cache = useQueryClient()
  const key = ['grants', collection.id]
  const grants = useQuery({
    queryKey: key,
    queryFn: () =>
      Array.fromAsync(client.renum.all('/v1/collections/{id}/grants', { params: { path: { id: collection.id } } })),
  })
  const members = useQuery({
    queryKey: ['members', client.id],
    queryFn: () => Array.fromAsync(client.renum.all('/v1/members')),
  })
  const [failure, setFailure] = useState<unknown>(null)
  const change = async (work: () => Promise<unknown>) => {
    setFailure(null)
    await work().catch(setFailure)
    await cache.invalidateQueries({ queryKey: key })
  }
  const nameOf = (userId: string) => {
    const member = members.data?.find(({ user_id }) => user_id === userId)
    return member?.name ?? member?.email ?? t('somebody')
  }
  const taken = new Set(grants.data?.map(({ user_id, role }) => user_id ?? role))
  return (
    <fieldset className="rounded-xl border border-line p-4">
      <legend className="px-1.5 font-medium">{t('openTo')}</legend>
      <QueryState query={grants} skeleton={<SkeletonList rows={2} className="h-9" />}>
        {(rows) => (
          <ul className="mb-3 flex flex-col gap-1">
            {rows.length === 0 && <li className="text-sm text-faint">{t('openToNobody')}</li>}
            {rows.map((grant) => {
              const label = grant.user_id
                ? nameOf(grant.user_id)
                : t('allWithRole', { role: roles(grant.role ?? 'viewer') })
              return (
                <li key={grant.id} className="flex items-center gap-2">
                  <span className="flex-1">{label}</span>
                  <IconButton
                    icon="X"
                    size={15}
                    label={t('removeGrant', { name: label })}
                    onClick={() =>
                      void change(() =>
                        unwrap(
                          client.renum.DELETE('/v1/collections/{id}/grants/{grant_id}', {
                            params: { path: { id: collection.id, grant_id: grant.id } },
                          }),
                        ),
                      )
                    }
                  />
                </li>
              )
            })}
          </ul>
        )}
      </QueryState>
      <Select
        aria-label={t('grant')}
        value=""
        onChange={({ target: { value } }) =>
          void change(() =>
            unwrap(
              client.renum.POST('/v1/collections/{id}/grants', {
                params: { path: { id: collection.id } },
                body: value === 'user' || value === 'viewer' ? { role: value } : { user_id: value },
              }),
            ),
          )
        }
      >
        <option value="" disabled>
          {t('grant')}
        </option>
        {(['user', 'viewer'] as const)
          .filter((role) => !taken.has(role))
          .map((role) => (
            <option key={role} value={role}>
              {t('allWithRole', { role: roles(role) })}
            </option>
          ))}
        {members.data
          ?.filter(({ user_id, role }) => !taken.has(user_id) && (role === 'user' || role === 'viewer'))
          .map(({ user_id, name, email }) => (
            <option key={user_id} value={user_id}>
              {name ?? email}
            </option>
          ))}
      </Select>
      {failure !== null && (
        <div className="mt-3">
          <Failure error={failure} />
        </div>
      )}
    </fieldset>
  )
}
