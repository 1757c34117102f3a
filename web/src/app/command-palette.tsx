import { unwrap } from '@renum/client'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Dialog } from 'radix-ui'
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { agentsQuery } from '../features/agents/queries.ts'
import { collectionsQuery } from '../features/knowledge/queries.ts'
import { plain } from '../features/search/highlight.ts'
import { passageText } from '../features/search/passage-text.ts'
import { classes } from '../ui/classes.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { useFocusBack } from '../ui/use-focus-back.ts'
import { useApp, useClient, useMay, useMe } from './app-context.tsx'

interface Command {
  id: string
  icon: IconName
  text: string
  note?: string
  run: () => void
}

/** ⌘K: every place and every act by its name, and documents by what stands in them. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const t = useTranslations('palette')
  const nav = useTranslations('nav')
  const { language, setLanguage, theme, setTheme } = useApp()
  const client = useClient()
  const admin = useMay('admin')
  const me = useMe()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const listId = useId()
  const focusBack = useFocusBack()
  // What is typed is chosen from at once: whoever presses Enter without waiting goes where it says.
  const asked = text.trim()
  const searched = useDeferredValue(asked)
  const collections = useQuery(collectionsQuery(client))
  const agents = useQuery(agentsQuery(client))
  const found = useQuery({
    queryKey: ['palette', client.id, searched],
    enabled: searched.length > 1,
    queryFn: ({ signal }) =>
      unwrap(client.renum.POST('/v1/search', { body: { query: searched, top_k: 6, prefix: true }, signal })),
    placeholderData: (before) => before,
    retry: false,
  })

  const params = { client: client.id }
  const go =
    (
      to:
        | '/c/$client'
        | '/c/$client/knowledge'
        | '/c/$client/search'
        | '/c/$client/questions'
        | '/c/$client/agents'
        | '/c/$client/runs'
        | '/c/$client/team'
        | '/c/$client/account'
        | '/c/$client/settings',
    ) =>
    () =>
      void navigate({ to, params })
  const commands: Command[] = [
    { id: 'home', icon: 'House', text: nav('home'), run: go('/c/$client') },
    { id: 'knowledge', icon: 'LibraryBig', text: nav('knowledge'), run: go('/c/$client/knowledge') },
    { id: 'search', icon: 'Search', text: nav('search'), run: go('/c/$client/search') },
    { id: 'questions', icon: 'ListChecks', text: nav('questions'), run: go('/c/$client/questions') },
    { id: 'agents', icon: 'Bot', text: nav('agents'), run: go('/c/$client/agents') },
    { id: 'runs', icon: 'Activity', text: nav('runs'), run: go('/c/$client/runs') },
    { id: 'team', icon: 'Users', text: nav('team'), run: go('/c/$client/team') },
    { id: 'account', icon: 'User', text: nav('account'), run: go('/c/$client/account') },
    ...(admin
      ? [{ id: 'settings', icon: 'Settings' as const, text: nav('settings'), run: go('/c/$client/settings') }]
      : []),
    ...(agents.data ?? [])
      .filter(({ published_version }) => admin || published_version !== null)
      .map(({ id, name }) => ({
        id,
        icon: 'MessageCircle' as const,
        text: name,
        note: t('agent'),
        run: () => void navigate({ to: '/c/$client/agents/$agent', params: { ...params, agent: id } }),
      })),
    ...(collections.data ?? []).map((collection) => ({
      id: collection.id,
      icon: 'Folder' as const,
      text: collection.name,
      note: collection.base,
      run: () =>
        void navigate({ to: '/c/$client/collections/$collection', params: { ...params, collection: collection.id } }),
    })),
    ...(me.data?.clients ?? [])
      .filter(({ id }) => id !== client.id)
      .map(({ id, name }) => ({
        id,
        icon: 'Building2' as const,
        text: t('switchTo', { name }),
        run: () => void navigate({ to: '/c/$client', params: { client: id } }),
      })),
    {
      id: 'theme',
      icon: theme === 'dark' ? 'Sun' : 'Moon',
      text: theme === 'dark' ? t('toLight') : t('toDark'),
      run: () => setTheme(theme === 'dark' ? 'light' : 'dark'),
    },
    {
      id: 'language',
      icon: 'Languages',
      text: language === 'en' ? 'Português' : 'English',
      run: () => setLanguage(language === 'en' ? 'pt-BR' : 'en'),
    },
  ]
  const wanted = plain(asked)
  const fitting = commands.filter((command) => plain(`${command.text} ${command.note ?? ''}`).includes(wanted))
  const documents = new Map<string, Command>()
  for (const result of asked.length > 1 ? (found.data?.results ?? []) : []) {
    if (documents.has(result.document_id)) continue
    documents.set(result.document_id, {
      id: result.document_id,
      icon: 'FileText',
      text: result.document_name,
      note: passageText(result.content).slice(0, 90),
      run: () =>
        void navigate({
          to: '/c/$client/documents/$document',
          params: { ...params, document: result.document_id },
          search: {
            start: result.citation.location.start,
            end: result.citation.location.end,
            version: result.version,
            chunk: result.chunk_id,
          },
        }),
    })
  }
  const whole: Command[] = asked
    ? [
        {
          id: 'ask',
          icon: 'Search',
          text: t('searchFor', { text: asked }),
          run: () => void navigate({ to: '/c/$client/search', params, search: { q: asked } }),
        },
      ]
    : []
  const shown = [...fitting.slice(0, asked ? 6 : 12), ...documents.values(), ...whole]
  const at = Math.min(chosen, shown.length - 1)

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setChosen((at + step + shown.length) % Math.max(1, shown.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      onClose()
      shown[at]?.run()
    }
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-[rgb(20_17_10/0.45)]" />
        <Dialog.Content
          {...focusBack}
          aria-describedby={undefined}
          className="fixed top-[10vh] left-1/2 z-50 flex max-h-[75vh] w-[calc(100%-1.5rem)] max-w-xl -translate-x-1/2 animate-rise flex-col overflow-hidden rounded-2xl border border-line bg-surface shadow-raised"
        >
          <Dialog.Title className="sr-only">{t('title')}</Dialog.Title>
          <div className="flex items-center gap-3 border-b border-line px-4">
            <Icon name="Search" className="text-faint" />
            <input
              role="combobox"
              aria-expanded="true"
              aria-controls={listId}
              aria-activedescendant={shown[at] ? `${listId}-${at}` : undefined}
              aria-label={t('title')}
              placeholder={t('placeholder')}
              value={text}
              onChange={(event) => {
                setText(event.target.value)
                setChosen(0)
              }}
              onKeyDown={onKeyDown}
              className="h-13 w-full bg-transparent outline-none placeholder:text-faint"
            />
          </div>
          <div id={listId} role="listbox" aria-label={t('title')} className="overflow-y-auto p-2">
            {shown.map((command, i) => (
              <div
                key={command.id}
                id={`${listId}-${i}`}
                role="option"
                aria-selected={i === at}
                tabIndex={-1}
                ref={i === at ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
                onPointerMove={() => setChosen(i)}
                onClick={() => {
                  onClose()
                  command.run()
                }}
                onKeyDown={onKeyDown}
                className={classes(
                  'flex cursor-pointer items-center gap-3 rounded-lg px-3 py-2',
                  i === at && 'bg-hover',
                )}
              >
                <Icon name={command.icon} size={17} className="shrink-0 text-faint" />
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{command.text}</span>
                  {command.note && <span className="block truncate text-xs text-faint">{command.note}</span>}
                </span>
                {i === at && <Icon name="CornerDownLeft" size={15} className="text-faint" />}
              </div>
            ))}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
