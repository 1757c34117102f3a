import { unwrap } from '@renum/client'
import { useQueryClient } from '@tanstack/react-query'
import { useProblemText } from '../../api/problem-text.ts'
import { useClient } from '../../app/app-context.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { Document } from '../knowledge/queries.ts'
import { documentQuery } from './queries.ts'

/** Has something done with a document, which is then shown as the answer says; a refusal is told. */
export function useAct({ id }: Document) {
  const client = useClient()
  const cache = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  return (what: 'reprocess' | 'cancel' | 'refresh' | 'embed') =>
    unwrap(client.renum.POST(`/v1/documents/{id}/${what}`, { params: { path: { id } } })).then(
      (row) => cache.setQueryData(documentQuery(client, id).queryKey, row),
      (error: unknown) => toast({ kind: 'failed', ...problemText(error) }),
    )
}
