import { unwrap } from '@renum/client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, useSyncExternalStore } from 'react'
import { useFormatter, useNow, useTranslations } from 'use-intl'
import { useHeldDelete } from '../../api/held-delete.ts'
import { useOptimistic } from '../../api/optimistic.ts'
import { useApp, useClient, useMay } from '../../app/app-context.tsx'
import { Badge, type Tone } from '../../ui/blocks.tsx'
import { IconButton } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { useProgressText } from './progress-text.ts'
import { type Collection, collectionsQuery, type Document, type FileKind, kindOf } from './queries.ts'

const icons: Record<FileKind, IconName> = {
  pdf: 'FileText',
  word: 'FileText',
  slides: 'FileText',
  sheet: 'Table2',
  image: 'Image',
  page: 'Globe',
  markdown: 'FileText',
  text: 'FileText',
  data: 'Table2',
}

export const statusTone: Record<Document['status'], Tone> = {
  ready: 'good',
  processing: 'plain',
  pending: 'plain',
  failed: 'bad',
  cancelled: 'plain',
}

export function DocumentRow({ document, collection }: { document: Document; collection: Collection }) {
  const t = useTranslations('collection')
  const client = useClient()
  const format = useFormatter()
  const now = useNow({ updateInterval: 60_000 })
  const mayWrite = useMay('user')
  const kind = kindOf(document.file_type)
  const facts = [
    kind ? t(`kind_${kind}`) : null,
    document.file_size === null ? null : size(document.file_size, format),
    document.status === 'ready' ? t('chunks', { count: document.chunk_count }) : null,
    document.status === 'ready' && document.embedding_status === 'pending'
      ? t('meaning_pending', { done: document.embedded_count, count: document.chunk_count })
      : null,
    format.relativeTime(Math.min(Date.parse(document.updated_at), now.getTime()), now),
  ]
  return (
    <div className="relative flex h-full items-center gap-3 pr-2 pl-4 hover:bg-sunken">
      <Icon
        name={document.source_type === 'url' ? 'Globe' : kind ? icons[kind] : 'File'}
        className="shrink-0 text-faint"
      />
      <div className="min-w-0 flex-1">
        <Link
          to="/c/$client/documents/$document"
          params={{ client: client.id, document: document.id }}
          className="block truncate font-medium after:absolute after:inset-0"
          title={document.name}
        >
          {document.name}
        </Link>
        <p className="truncate text-sm text-faint">
          {document.status === 'failed' && document.error_message ? (
            <span className="text-danger-ink">{document.error_message}</span>
          ) : (
            facts.filter(Boolean).join(' · ')
          )}
        </p>
      </div>
      {document.warnings.length > 0 && (
        <Badge tone="warn" icon="TriangleAlert">
          <span className="max-sm:sr-only">{t('warnings', { count: document.warnings.length })}</span>
        </Badge>
      )}
      <Status document={document} />
      {mayWrite && <RowMenu document={document} collection={collection} />}
    </div>
  )
}

function Status({ document }: { document: Document }) {
  const t = useTranslations('collection')
  const { uploads } = useApp()
  const progressText = useProgressText()
  const all = useSyncExternalStore(uploads.subscribe, uploads.list)
  const upload = all.find(({ documentId }) => documentId === document.id)
  if (document.status === 'ready' && document.embedding_status === 'failed') {
    return (
      <span title={document.embedding_error_message ?? undefined}>
        <Badge tone="warn" icon="TriangleAlert">
          {t('meaning_failed')}
        </Badge>
      </span>
    )
  }
  if (document.status === 'ready') return <span className="sr-only">{t('status_ready')}</span>
  if ((document.status === 'processing' || document.status === 'pending') && upload?.status === 'processing') {
    return <Badge icon="LoaderCircle">{progressText(upload)}</Badge>
  }
  return <Badge tone={statusTone[document.status]}>{t(`status_${document.status}`)}</Badge>
}

function RowMenu({ document, collection }: { document: Document; collection: Collection }) {
  const t = useTranslations('collection')
  const common = useTranslations('common')
  const client = useClient()
  const remove = useHeldDelete()
  const optimistic = useOptimistic()
  const [dialog, setDialog] = useState<'rename' | 'move' | null>(null)
  const params = { path: { id: document.id } }
  const lists = [['documents', collection.id]]
  const underWay = document.status === 'pending' || document.status === 'processing'
  const again = document.source_type === 'url' ? '/v1/documents/{id}/refresh' : '/v1/documents/{id}/reprocess'
  return (
    <>
      <Menu
        trigger={
          <IconButton icon="Ellipsis" label={t('rowActions', { name: document.name })} className="relative z-1" />
        }
      >
        <MenuItem icon="Pencil" onSelect={() => setDialog('rename')}>
          {t('rename')}
        </MenuItem>
        <MenuItem icon="Folder" onSelect={() => setDialog('move')}>
          {t('move')}
        </MenuItem>
        {underWay ? (
          <MenuItem
            icon="Ban"
            onSelect={() =>
              optimistic({
                lists,
                id: document.id,
                changes: { status: 'cancelled' },
                send: () => unwrap(client.renum.POST('/v1/documents/{id}/cancel', { params })),
              })
            }
          >
            {t('cancel')}
          </MenuItem>
        ) : (
          <MenuItem
            icon="RefreshCw"
            onSelect={() =>
              optimistic({
                lists,
                id: document.id,
                changes: { status: 'pending' },
                send: () => unwrap(client.renum.POST(again, { params })),
              })
            }
          >
            {document.source_type === 'url' ? t('refresh') : t('reprocess')}
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem
          icon="Trash2"
          danger
          onSelect={() =>
            remove({
              text: t('deleted', { name: document.name }),
              lists,
              is: ({ id }) => id === document.id,
              send: () => unwrap(client.renum.DELETE('/v1/documents/{id}', { params })),
              after: [['overview']],
            })
          }
        >
          {common('delete')}
        </MenuItem>
      </Menu>
      <FormDialog
        open={dialog === 'rename'}
        onClose={() => setDialog(null)}
        title={t('rename')}
        submit={common('save')}
        work={async ({ name = '' }) => {
          const body = { name: name.trim() }
          await optimistic({
            lists,
            id: document.id,
            changes: body,
            send: () => unwrap(client.renum.PATCH('/v1/documents/{id}', { params, body })),
          })
        }}
      >
        <TextField label={common('name')} name="name" required maxLength={500} defaultValue={document.name} />
      </FormDialog>
      <FormDialog
        open={dialog === 'move'}
        onClose={() => setDialog(null)}
        title={t('move')}
        submit={t('moveSubmit')}
        work={async ({ to = '' }) => {
          await optimistic({
            lists: [['documents']],
            id: document.id,
            changes: {},
            send: () => unwrap(client.renum.PATCH('/v1/documents/{id}', { params, body: { collection_id: to } })),
          })
        }}
      >
        <MoveTo current={collection.id} />
      </FormDialog>
    </>
  )
}

function MoveTo({ current }: { current: string }) {
  const t = useTranslations('collection')
  const collections = useQuery(collectionsQuery(useClient()))
  return (
    <SelectField label={t('moveTo')} name="to" required>
      {collections.data
        ?.filter(({ id }) => id !== current)
        .map(({ id, name, base }) => (
          <option key={id} value={id}>
            {base} / {name}
          </option>
        ))}
    </SelectField>
  )
}

type Format = ReturnType<typeof useFormatter>

/** Bytes as people read them. */
export function size(bytes: number, format: Format): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const power = bytes === 0 ? 0 : Math.min(3, Math.floor(Math.log(bytes) / Math.log(1000)))
  const unit = units[power] ?? 'byte'
  const digits = power > 1 ? 1 : 0
  return format.number(bytes / 1000 ** power, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  })
}
