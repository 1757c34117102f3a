import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useApp, useClient, useMay } from '../../app/app-context.tsx'
import { useTitle } from '../../app/use-title.ts'
import { Badge, SkeletonList } from '../../ui/blocks.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { CollectionSettings } from './collection-settings.tsx'
import { DocumentList } from './document-list.tsx'
import { DropZone } from './drop-zone.tsx'
import { wanted } from './dropped-files.ts'
import { KnowledgeHeader } from './knowledge-header.tsx'
import { basesQuery, type Collection, collectionQuery } from './queries.ts'
import { UrlDialog } from './url-dialog.tsx'

const route = getRouteApi('/c/$client/collections/$collection')

export function CollectionPage() {
  const { collection: id } = route.useParams()
  const client = useClient()
  const collection = useQuery(collectionQuery(client, id))
  useTitle(collection.data?.name, client.name)
  return (
    <QueryState query={collection} skeleton={<SkeletonList rows={5} />}>
      {(row) => <Documents key={row.id} collection={row} />}
    </QueryState>
  )
}

function Documents({ collection }: { collection: Collection }) {
  const t = useTranslations('collection')
  const client = useClient()
  const mayWrite = useMay('user')
  const { uploads, live } = useApp()
  const cache = useQueryClient()
  const bases = useQuery(basesQuery(client))
  const base = bases.data?.find(({ id }) => id === collection.knowledge_base_id)
  const filePicker = useRef<HTMLInputElement>(null)
  const folderPicker = useRef<HTMLInputElement>(null)
  const [dialog, setDialog] = useState<'url' | 'settings' | null>(null)

  const add = (files: Iterable<File>) => {
    const chosen = wanted(files)
    if (chosen.length > 0) uploads.add(client.id, collection.id, chosen)
  }

  // What others do here is seen too: a row changes when its document does.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = live.subscribe(client.id, collection.id, ({ event }) => {
      if (event === 'progress') return
      timer ??= setTimeout(() => {
        timer = undefined
        void cache.invalidateQueries({ queryKey: ['documents', collection.id] })
      }, 700)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [live, client.id, collection.id, cache])

  return (
    <DropZone enabled={mayWrite} onFiles={add}>
      <KnowledgeHeader
        within={{ name: base?.name }}
        title={
          <span className="flex flex-wrap items-center gap-3">
            {collection.name}
            {collection.access === 'restricted' && <Badge icon="Lock">{t('restricted')}</Badge>}
          </span>
        }
        lead={collection.description}
      >
        <Link
          to="/c/$client/search"
          params={{ client: client.id }}
          search={{ collection: collection.id }}
          className="inline-flex h-10 items-center gap-2 rounded-lg px-3 font-medium text-soft hover:bg-hover hover:text-ink"
        >
          <Icon name="Search" size={17} />
          {t('searchHere')}
        </Link>
        {mayWrite && (
          <>
            <IconButton
              icon="Settings"
              label={t('settings')}
              className="size-10"
              onClick={() => setDialog('settings')}
            />
            <Menu
              trigger={
                <Button kind="primary" icon="Plus">
                  {t('add')}
                </Button>
              }
            >
              <MenuItem icon="Upload" onSelect={() => filePicker.current?.click()}>
                {t('addFiles')}
              </MenuItem>
              <MenuItem icon="FolderUp" onSelect={() => folderPicker.current?.click()}>
                {t('addFolder')}
              </MenuItem>
              <MenuItem icon="FileArchive" onSelect={() => filePicker.current?.click()}>
                {t('addZip')}
              </MenuItem>
              <MenuItem icon="Globe" onSelect={() => setDialog('url')}>
                {t('addUrl')}
              </MenuItem>
            </Menu>
          </>
        )}
      </KnowledgeHeader>
      <input
        ref={filePicker}
        type="file"
        multiple
        hidden
        data-testid="files"
        onChange={(event) => {
          add(event.target.files ?? [])
          event.target.value = ''
        }}
      />
      <input
        ref={folderPicker}
        type="file"
        hidden
        {...{ webkitdirectory: '' }}
        onChange={(event) => {
          add(event.target.files ?? [])
          event.target.value = ''
        }}
      />
      <DocumentList collection={collection} onAdd={() => filePicker.current?.click()} onUrl={() => setDialog('url')} />
      <UrlDialog collection={collection} open={dialog === 'url'} onClose={() => setDialog(null)} />
      <CollectionSettings collection={collection} open={dialog === 'settings'} onClose={() => setDialog(null)} />
    </DropZone>
  )
}
