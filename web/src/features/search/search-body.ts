import type { Schemas } from '@renum/client'
import { fileKinds } from '../knowledge/queries.ts'
import type { Filters } from './search-filters.tsx'

export interface Scope {
  base?: string | undefined
  collection?: string | undefined
}

/** What is asked of the API for a question in some part of the knowledge. */
export function searchBody(query: string, scope: Scope, filters: Filters): Schemas['SearchRequest'] {
  const wanted = {
    ...(filters.language && { languages: [filters.language] }),
    ...(filters.kind && { file_types: [...fileKinds[filters.kind]] }),
    ...(filters.after && { created_after: new Date(`${filters.after}T00:00:00`).toISOString() }),
    ...(filters.before && { created_before: new Date(`${filters.before}T23:59:59`).toISOString() }),
  }
  return {
    query,
    ...(scope.collection
      ? { collection_ids: [scope.collection] }
      : scope.base
        ? { knowledge_base_id: scope.base }
        : {}),
    ...(Object.keys(wanted).length > 0 && { filters: wanted }),
  }
}
