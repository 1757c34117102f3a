import { unwrap } from '@renum/client'
import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useHeldDelete } from '../../api/held-delete.ts'
import { useProblemText } from '../../api/problem-text.ts'
import { useClient, useMay } from '../../app/app-context.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { Document } from '../knowledge/queries.ts'
import { readOriginal } from './queries.ts'
import { useAct } from './use-act.ts'

export function DocumentActions({ document, version }: { document: Document; version: number | undefined }) {
  const t = useTranslations('document')
  const rows = useTranslations('collection')
  const common = useTranslations('common')
  const client = useClient()
  const mayWrite = useMay('user')
  const act = useAct(document)
  const remove = useHeldDelete()
  const navigate = useNavigate()
  const toast = useToast()
  const problemText = useProblemText()
  const underWay = document.status === 'pending' || document.status === 'processing'
  const download = async () => {
    const bytes = await readOriginal(client, document.id, version)
    const url = URL.createObjectURL(new Blob([bytes]))
    const link = Object.assign(globalThis.document.createElement('a'), { href: url, download: document.name })
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }
  return (
    <>
      <Button
        icon="Download"
        onClick={() => void download().catch((error: unknown) => toast({ kind: 'failed', ...problemText(error) }))}
      >
        {t('download')}
      </Button>
      {mayWrite && (
        <Menu
          trigger={
            <IconButton icon="Ellipsis" label={rows('rowActions', { name: document.name })} className="size-10" />
          }
        >
          {underWay ? (
            <MenuItem icon="Ban" onSelect={() => void act('cancel')}>
              {rows('cancel')}
            </MenuItem>
          ) : (
            <MenuItem icon="RefreshCw" onSelect={() => void act('reprocess')}>
              {rows('reprocess')}
            </MenuItem>
          )}
          {document.source_type === 'url' && !underWay && (
            <MenuItem icon="Globe" onSelect={() => void act('refresh')}>
              {rows('refresh')}
            </MenuItem>
          )}
          <MenuSeparator />
          <MenuItem
            icon="Trash2"
            danger
            onSelect={() => {
              remove({
                text: rows('deleted', { name: document.name }),
                lists: [['documents', document.collection_id]],
                is: ({ id }) => id === document.id,
                send: () =>
                  unwrap(client.renum.DELETE('/v1/documents/{id}', { params: { path: { id: document.id } } })),
                after: [['overview']],
              })
              void navigate({
                to: '/c/$client/collections/$collection',
                params: { client: client.id, collection: document.collection_id },
              })
            }}
          >
            {common('delete')}
          </MenuItem>
        </Menu>
      )}
    </>
  )
}
