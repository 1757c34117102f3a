import { unwrap } from '@renum/client'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useClient } from '../../app/app-context.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Icon } from '../../ui/icon.tsx'
import { Highlighted } from './highlighted.tsx'
import { passageText } from './passage-text.ts'
import { type Filters, type Scope, searchBody } from './search-body.ts'

interface SearchBoxProps {
  initial: string
  scope: Scope
  filters: Filters
  onSearch: (text: string) => void
  large?: boolean
}

const pauseMs = 140

/** The question, and while it is typed the passages that its beginning finds already. */
export function SearchBox({ initial, scope, filters, onSearch, large = false }: SearchBoxProps) {
  const t = useTranslations('search')
  const client = useClient()
  const navigate = useNavigate()
  const listId = useId()
  const [text, setText] = useState(initial)
  const [asked, setAsked] = useState('')
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState(-1)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  const found = useQuery({
    queryKey: ['suggestions', client.id, asked, scope, filters],
    enabled: open && asked.length > 1,
    queryFn: ({ signal }) =>
      unwrap(
        client.renum.POST('/v1/search', {
          body: { ...searchBody(asked, scope, filters), top_k: 5, prefix: true },
          signal,
        }),
      ),
    placeholderData: (before) => before,
    retry: false,
  })
  const suggestions = open && text.trim().length > 1 ? (found.data?.results ?? []) : []
  const expanded = suggestions.length > 0
  const submit = (question: string) => {
    setOpen(false)
    if (question.trim()) onSearch(question.trim())
  }
  const follow = (i: number) => {
    const result = suggestions[i]
    if (!result) return submit(text)
    const { start, end } = result.citation.location
    void navigate({
      to: '/c/$client/documents/$document',
      params: { client: client.id, document: result.document_id },
      search: { start, end, version: result.version, chunk: result.chunk_id },
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && expanded) {
      event.preventDefault()
      setChosen((at) => Math.max(-1, Math.min(suggestions.length - 1, at + step)))
    } else if (event.key === 'Escape' && open) setOpen(false)
    else if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault()
      follow(chosen)
    }
  }
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit(text)
        }}
        onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
        className="relative"
      >
        <div
          className={classes(
            'flex items-center gap-2 rounded-2xl border border-line-strong/70 bg-surface pr-2 pl-4 shadow-card focus-within:border-accent focus-within:outline-2 focus-within:outline-accent',
            large ? 'h-16 text-lg' : 'h-14 text-base',
          )}
        >
          <Icon name="Search" className="shrink-0 text-faint" />
          <input
            type="search"
            role="combobox"
            aria-label={t('question')}
            aria-expanded={expanded}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={chosen >= 0 ? `${listId}-${chosen}` : undefined}
            autoComplete="off"
            placeholder={t('placeholder')}
            value={text}
            maxLength={10_000}
            onChange={(event) => {
              setText(event.target.value)
              setOpen(true)
              setChosen(-1)
            }}
            onKeyDown={onKeyDown}
            className="h-full min-w-0 flex-1 bg-transparent outline-none placeholder:text-faint"
          />
          <Button type="submit" kind="primary" size={large ? 'large' : 'medium'}>
            {t('submit')}
          </Button>
        </div>
        <div
          id={listId}
          role="listbox"
          aria-label={t('suggestions')}
          hidden={!expanded}
          className="absolute inset-x-0 top-full z-20 mt-2 overflow-hidden rounded-2xl border border-line bg-surface p-1.5 shadow-raised"
        >
          {suggestions.map((result, i) => (
            <div
              key={result.chunk_id}
              id={`${listId}-${i}`}
              role="option"
              aria-selected={i === chosen}
              tabIndex={-1}
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => setChosen(i)}
              onClick={() => follow(i)}
              onKeyDown={onKeyDown}
              className={classes('cursor-pointer rounded-xl px-3 py-2', i === chosen && 'bg-hover')}
            >
              <p className="flex items-center gap-2 text-sm font-medium">
                <Icon name="FileText" size={15} className="shrink-0 text-faint" />
                <span className="truncate">{result.document_name}</span>
              </p>
              <p className="mt-0.5 line-clamp-1 pl-6 text-sm text-soft">
                <Highlighted text={around(passageText(result.content), text)} query={text} />
              </p>
            </div>
          ))}
        </div>
      </form>
    </search>
  )
}

/** The part of a passage that a short line should show. */
function around(content: string, query: string): string {
  const word = query.trim().split(/\s+/).at(-1) ?? ''
  const at = content.toLowerCase().indexOf(word.toLowerCase())
  return (at > 50 ? `…${content.slice(at - 30, at + 160)}` : content.slice(0, 190)).replace(/\s+/g, ' ')
}
