import type { Schemas } from '@renum/client'
import { type FileKind, fileKinds } from '../knowledge/queries.ts'

export const searchLanguages = ['pt', 'en', 'es'] as const

export interface Filters {
  language?: (typeof searchLanguages)[number]
  kind?: FileKind
  /** Days, as a date field writes them. */
  after?: string
  before?: string
}

export const noFilters: Filters = {}

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
