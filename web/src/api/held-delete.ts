import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useToast } from '../ui/toast.tsx'
import { useProblemText } from './problem-text.ts'

/** So long a delete can be taken back: its request is held. */
const heldMs = 8_000

/** Requests that are held, to be sent at once where the page is left. */
const held = new Set<() => void>()
addEventListener('pagehide', () => {
  for (const send of held) send()
})

interface HeldDelete {
  /** What was deleted, in a sentence. */
  text: string
  /** Lists that it disappears from at once, and comes back to. */
  lists: QueryKey[]
  /** Whether a row is the one. */
  is: (row: { id?: string; user_id?: string }) => boolean
  send: () => Promise<unknown>
  /** What to read anew once it is done. */
  after?: QueryKey[]
}

/** Deletes after a while in which it can be undone; a refusal brings the row back. */
export function useHeldDelete(): (wanted: HeldDelete) => void {
  const cache = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const t = useTranslations('common')
  return ({ text, lists, is, send, after = [] }) => {
    const before = lists.flatMap((queryKey) => cache.getQueriesData({ queryKey }))
    for (const queryKey of lists) {
      void cache.cancelQueries({ queryKey })
      cache.setQueriesData({ queryKey }, (data: unknown) => without(data, is))
    }
    const restore = () => {
      for (const [key, data] of before) cache.setQueryData(key, data)
      for (const queryKey of lists) void cache.invalidateQueries({ queryKey })
    }
    const go = () => {
      clearTimeout(timer)
      if (!held.delete(go)) return
      send().then(
        () => {
          for (const queryKey of [...lists, ...after]) void cache.invalidateQueries({ queryKey })
        },
        (error: unknown) => {
          restore()
          toast({ kind: 'failed', ...problemText(error) })
        },
      )
    }
    held.add(go)
    const timer = setTimeout(go, heldMs)
    toast({
      text,
      ms: heldMs,
      action: {
        label: t('undo'),
        run: () => {
          clearTimeout(timer)
          if (held.delete(go)) restore()
        },
      },
    })
  }
}

/** A list, or the pages of one, without a row. */
function without(data: unknown, is: (row: { id?: string }) => boolean): unknown {
  if (Array.isArray(data)) return data.filter((row) => !is(row))
  if (typeof data !== 'object' || data === null) return data
  if ('pages' in data && Array.isArray(data.pages))
    return { ...data, pages: data.pages.map((page) => without(page, is)) }
  if ('data' in data && Array.isArray(data.data)) return { ...data, data: data.data.filter((row) => !is(row)) }
  return data
}
