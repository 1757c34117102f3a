import { unwrap } from '@renum/client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useHeldDelete } from '../../api/held-delete.ts'
import { useApp, useClient, useMay } from '../../app/app-context.tsx'
import { useTitle } from '../../app/use-title.ts'
import { Badge, Card, Empty, PageHeader, SkeletonList } from '../../ui/blocks.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { useToast } from '../../ui/toast.tsx'
import { basesQuery, collectionsQuery, type KnowledgeBase, overviewQuery, type Shelf } from './queries.ts'
import { addSamples } from './samples.ts'

type Editing = { kind: 'base'; base?: KnowledgeBase } | { kind: 'collection'; base: KnowledgeBase } | null

export function KnowledgePage() {
  const t = useTranslations('knowledge')
  const client = useClient()
  const mayWrite = useMay('user')
  const bases = useQuery(basesQuery(client))
  const collections = useQuery(collectionsQuery(client))
  const [editing, setEditing] = useState<Editing>(null)
  useTitle(t('title'), client.name)
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        {mayWrite && (
          <Button kind="primary" icon="Plus" onClick={() => setEditing({ kind: 'base' })}>
            {t('newBase')}
          </Button>
        )}
      </PageHeader>
      <QueryState query={bases} skeleton={<SkeletonList rows={2} className="h-48" />}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing onCreate={() => setEditing({ kind: 'base' })} />
          ) : (
            <div className="flex flex-col gap-9">
              {rows.map((base) => (
                <Base
                  key={base.id}
                  base={base}
                  collections={collections.data?.filter((one) => one.knowledge_base_id === base.id)}
                  onEdit={setEditing}
                />
              ))}
            </div>
          )
        }
      </QueryState>
      <EditDialog editing={editing} onClose={() => setEditing(null)} />
    </>
  )
}

function Nothing({ onCreate }: { onCreate: () => void }) {
  const t = useTranslations('knowledge')
  const account = useTranslations('account')
  const client = useClient()
  const mayWrite = useMay('user')
  const { uploads } = useApp()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const [busy, setBusy] = useState(false)
  const samples = async () => {
    setBusy(true)
    const names = {
      base: account('sampleBase'),
      collection: account('sampleCollection'),
      description: account('sampleDescription'),
    }
    const collection = await addSamples(client.renum, uploads, client.id, names).finally(() => setBusy(false))
    void cache.invalidateQueries({ queryKey: ['bases'] })
    void cache.invalidateQueries({ queryKey: ['collections'] })
    await navigate({ to: '/c/$client/collections/$collection', params: { client: client.id, collection } })
  }
  if (!mayWrite) return <Empty icon="LibraryBig" title={t('empty')} text={t('emptyViewer')} />
  return (
    <Empty icon="LibraryBig" title={t('empty')} text={t('emptyText')}>
      <Button kind="primary" icon="Plus" onClick={onCreate}>
        {t('newBase')}
      </Button>
      <Button icon="Sparkles" busy={busy} onClick={() => void samples()}>
        {t('addSamples')}
      </Button>
    </Empty>
  )
}

interface BaseProps {
  base: KnowledgeBase
  collections: Shelf[] | undefined
  onEdit: (editing: Editing) => void
}

function Base({ base, collections, onEdit }: BaseProps) {
  const t = useTranslations('knowledge')
  const common = useTranslations('common')
  const client = useClient()
  const mayWrite = useMay('user')
  const remove = useHeldDelete()
  const empty = collections?.length === 0
  return (
    <section aria-labelledby={base.id}>
      <div className="mb-3 flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 id={base.id} className="font-serif text-xl font-medium break-words">
            {base.name}
          </h2>
          {base.description && <p className="text-soft">{base.description}</p>}
        </div>
        {mayWrite && (
          <Menu trigger={<IconButton icon="Ellipsis" label={t('baseActions', { name: base.name })} />}>
            <MenuItem icon="Plus" onSelect={() => onEdit({ kind: 'collection', base })}>
              {t('newCollection')}
            </MenuItem>
            <MenuItem icon="Pencil" onSelect={() => onEdit({ kind: 'base', base })}>
              {common('edit')}
            </MenuItem>
            <MenuItem
              icon="Trash2"
              danger
              onSelect={() =>
                remove({
                  text: t('baseDeleted', { name: base.name }),
                  lists: [['bases', client.id]],
                  is: ({ id }) => id === base.id,
                  send: () =>
                    unwrap(client.renum.DELETE('/v1/knowledge-bases/{id}', { params: { path: { id: base.id } } })),
                  after: [['collections'], ['overview']],
                })
              }
            >
              {t('deleteBase')}
            </MenuItem>
          </Menu>
        )}
      </div>
      {collections === undefined ? (
        <SkeletonList rows={1} className="h-32" />
      ) : (
        <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {collections.map((collection) => (
            <CollectionCard key={collection.id} collection={collection} />
          ))}
          {mayWrite && (
            <li className={empty ? 'sm:col-span-2' : ''}>
              <button
                type="button"
                onClick={() => onEdit({ kind: 'collection', base })}
                className="flex h-full min-h-32 w-full items-center justify-center gap-2 rounded-2xl border border-dashed border-line-strong/60 px-5 text-soft hover:border-line-strong hover:bg-hover hover:text-ink"
              >
                <Icon name="Plus" />
                {empty ? t('firstCollection') : t('newCollection')}
              </button>
            </li>
          )}
        </ul>
      )}
    </section>
  )
}

function CollectionCard({ collection }: { collection: Shelf }) {
  const t = useTranslations('knowledge')
  const client = useClient()
  const overview = useQuery(overviewQuery(client))
  const counts = overview.data?.collections.find(({ id }) => id === collection.id)
  const documents = counts?.documents ?? 0
  return (
    <li>
      <Card className="relative h-full p-5 transition-shadow hover:shadow-raised">
        <div className="mb-3 flex items-center gap-2">
          <span className="flex size-9 items-center justify-center rounded-xl bg-accent-soft text-accent-ink">
            <Icon name="Folder" />
          </span>
          {collection.access === 'restricted' && <Badge icon="Lock">{t('restricted')}</Badge>}
        </div>
        <h3 className="font-medium break-words">
          <Link
            to="/c/$client/collections/$collection"
            params={{ client: client.id, collection: collection.id }}
            className="after:absolute after:inset-0 after:rounded-2xl"
          >
            {collection.name}
          </Link>
        </h3>
        {collection.description && <p className="mt-0.5 line-clamp-2 text-sm text-soft">{collection.description}</p>}
        <p className="mt-2 flex min-h-6 flex-wrap items-center gap-2 text-sm text-faint">
          {overview.data && <span className="tabular">{t('documents', { count: documents })}</span>}
          {counts !== undefined && counts.under_way > 0 && (
            <Badge tone="good">{t('underWay', { count: counts.under_way })}</Badge>
          )}
          {counts !== undefined && counts.failed > 0 && (
            <Badge tone="bad">{t('failed', { count: counts.failed })}</Badge>
          )}
        </p>
      </Card>
    </li>
  )
}

function EditDialog({ editing, onClose }: { editing: Editing; onClose: () => void }) {
  const t = useTranslations('knowledge')
  const common = useTranslations('common')
  const client = useClient()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const base = editing?.kind === 'base' ? editing.base : undefined
  const work = async ({ name = '', description = '' }: Record<string, string>) => {
    const body = { name: name.trim(), description: description.trim() || null }
    if (editing?.kind === 'collection') {
      const params = { path: { id: editing.base.id } }
      const made = await unwrap(client.renum.POST('/v1/knowledge-bases/{id}/collections', { params, body }))
      await cache.invalidateQueries({ queryKey: ['collections'] })
      await navigate({ to: '/c/$client/collections/$collection', params: { client: client.id, collection: made.id } })
      return
    }
    if (base) await unwrap(client.renum.PATCH('/v1/knowledge-bases/{id}', { params: { path: { id: base.id } }, body }))
    else await unwrap(client.renum.POST('/v1/knowledge-bases', { body }))
    await cache.invalidateQueries({ queryKey: ['bases'] })
    await cache.invalidateQueries({ queryKey: ['collections'] })
    toast({ text: base ? common('saved') : t('baseCreated') })
  }
  const collection = editing?.kind === 'collection'
  return (
    <FormDialog
      open={editing !== null}
      onClose={onClose}
      title={collection ? t('newCollection') : base ? t('editBase') : t('newBase')}
      description={collection ? t('newCollectionText') : base ? undefined : t('newBaseText')}
      submit={base ? common('save') : common('create')}
      work={work}
    >
      <TextField
        label={common('name')}
        name="name"
        required
        maxLength={200}
        defaultValue={base?.name}
        placeholder={collection ? t('collectionExample') : t('baseExample')}
      />
      <TextArea label={t('description')} name="description" maxLength={2000} defaultValue={base?.description ?? ''} />
    </FormDialog>
  )
}
