import { type Renum, type Schemas, unwrap } from '@renum/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { ActiveClient } from '../../app/app-context.tsx'

export type KnowledgeBase = Schemas['KnowledgeBase']
export type Collection = Schemas['Collection']
export type Document = Schemas['Document']
type DocumentStatus = Document['status']

export interface Shelf extends Collection {
  /** The name of the base that it stands in. */
  base: string
}

type Asked = Pick<ActiveClient, 'id' | 'renum'>

export function basesQuery({ id, renum }: Asked) {
  return queryOptions({
    queryKey: ['bases', id],
    queryFn: () => Array.fromAsync(renum.all('/v1/knowledge-bases', { params: { query: { limit: 100 } } })),
  })
}

/** Every collection that one may see, each with the name of its base; the oldest base first, as they were made. */
export function collectionsQuery({ id, renum }: Asked) {
  return queryOptions({
    queryKey: ['collections', id],
    queryFn: async (): Promise<Shelf[]> => {
      const bases = await Array.fromAsync(renum.all('/v1/knowledge-bases', { params: { query: { limit: 100 } } }))
      const shelves = await Promise.all(bases.map((base) => collectionsOf(renum, base)))
      return shelves.flat()
    },
  })
}

async function collectionsOf(renum: Renum, base: KnowledgeBase): Promise<Shelf[]> {
  const rows = renum.all('/v1/knowledge-bases/{id}/collections', {
    params: { path: { id: base.id }, query: { limit: 100 } },
  })
  return (await Array.fromAsync(rows)).map((collection) => ({ ...collection, base: base.name }))
}

export function collectionQuery({ id, renum }: ActiveClient, collectionId: string) {
  return queryOptions({
    queryKey: ['collection', id, collectionId],
    queryFn: () => unwrap(renum.GET('/v1/collections/{id}', { params: { path: { id: collectionId } } })),
  })
}

export interface DocumentFilters {
  status?: DocumentStatus | undefined
  file_type?: string | undefined
  language?: Document['language'] | undefined
}

const pageSize = 100

/** The documents of a collection, newest first, page by page. */
export function documentsQuery({ renum }: ActiveClient, collectionId: string, filters: DocumentFilters) {
  return infiniteQueryOptions({
    queryKey: ['documents', collectionId, filters],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: pageSize, ...defined(filters), ...(pageParam && { cursor: pageParam }) }
      return unwrap(
        renum.GET('/v1/collections/{id}/documents', {
          params: { path: { id: collectionId }, query: query as object },
          signal,
        }),
      )
    },
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  })
}

function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  ) as Partial<T>
}

export function overviewQuery({ id, renum }: Asked) {
  return queryOptions({ queryKey: ['overview', id], queryFn: () => unwrap(renum.GET('/v1/overview')) })
}

/** Kinds of files by what people call them, and the types that the API knows them by. */
export const fileKinds = {
  pdf: ['application/pdf'],
  word: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  slides: ['application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  sheet: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv'],
  image: ['image/png', 'image/jpeg'],
  page: ['text/html'],
  markdown: ['text/markdown'],
  text: ['text/plain'],
  data: ['application/json', 'application/x-ndjson', 'application/jsonl'],
} as const
export type FileKind = keyof typeof fileKinds

export function kindOf(fileType: string | null): FileKind | undefined {
  if (fileType === null) return undefined
  return (Object.keys(fileKinds) as FileKind[]).find((kind) =>
    (fileKinds[kind] as readonly string[]).includes(fileType),
  )
}
