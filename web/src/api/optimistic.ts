import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useToast } from '../ui/toast.tsx'
import { useProblemText } from './problem-text.ts'

interface OptimisticChange {
  lists: QueryKey[]
  /** Of the row. */
  id: string
  changes: object
  send: () => Promise<unknown>
}

/** Shows a change at once, and takes it back, with the reason, where the server refuses it. Never rejects. */
export function useOptimistic(): (change: OptimisticChange) => Promise<void> {
  const cache = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  return async ({ lists, id, changes, send }) => {
    const before = lists.flatMap((queryKey) => cache.getQueriesData({ queryKey }))
    for (const queryKey of lists) {
      await cache.cancelQueries({ queryKey })
      cache.setQueriesData({ queryKey }, (data: unknown) => changed(data, id, changes))
    }
    try {
      await send()
    } catch (error) {
      for (const [key, data] of before) cache.setQueryData(key, data)
      toast({ kind: 'failed', ...problemText(error) })
    } finally {
      for (const queryKey of lists) void cache.invalidateQueries({ queryKey })
    }
  }
}

/** A list, or the pages of one, with changes in a row; `user_id` names it where it has no `id`. */
export function changed(data: unknown, id: string, changes: object): unknown {
  if (Array.isArray(data)) {
    return data.map((row) =>
      row.id === id || (row.id === undefined && row.user_id === id) ? { ...row, ...changes } : row,
    )
  }
  if (typeof data !== 'object' || data === null) return data
  if ('pages' in data && Array.isArray(data.pages)) {
    return { ...data, pages: data.pages.map((page) => changed(page, id, changes)) }
  }
  if ('data' in data && Array.isArray(data.data)) return { ...data, data: changed(data.data, id, changes) }
  return data
}
