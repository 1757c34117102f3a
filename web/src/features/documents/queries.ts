import { type Schemas, unwrap } from '@renum/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { ActiveClient } from '../../app/app-context.tsx'
import type { Span } from './span.ts'

export type Chunk = Schemas['Chunk']
export type Rectangles = Schemas['TextRectangles']

export function documentQuery({ id: client, renum }: ActiveClient, id: string) {
  return queryOptions({
    queryKey: ['document', client, id],
    queryFn: () => unwrap(renum.GET('/v1/documents/{id}', { params: { path: { id } } })),
  })
}

/** The passages of the version that searches find, in their order. */
export function chunksQuery({ renum }: ActiveClient, id: string) {
  return infiniteQueryOptions({
    queryKey: ['chunks', id],
    queryFn: ({ pageParam }) =>
      unwrap(
        renum.GET('/v1/documents/{id}/chunks', {
          params: { path: { id }, query: { limit: 100, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  })
}

/** The bytes of a version as they were uploaded. */
export function originalQuery(client: ActiveClient, id: string, version: number) {
  return queryOptions({
    queryKey: ['original', id, version],
    queryFn: () => readOriginal(client, id, version),
    // A version never changes.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })
}

export async function readOriginal(
  { renum }: ActiveClient,
  id: string,
  version: number | undefined,
): Promise<ArrayBuffer> {
  const params = { path: { id }, query: version === undefined ? {} : { version } }
  return (await unwrap(
    renum.GET('/v1/documents/{id}/file', { params, parseAs: 'arrayBuffer' }),
  )) as unknown as ArrayBuffer
}

/** Where a part of the text stands on the pages of a version. */
export function rectanglesQuery({ renum }: ActiveClient, id: string, version: number, span: Span | null) {
  return queryOptions({
    queryKey: ['rectangles', id, version, span?.start, span?.end],
    enabled: span !== null,
    queryFn: () => {
      const { start, end } = span as Span
      return unwrap(
        renum.GET('/v1/documents/{id}/rectangles', { params: { path: { id }, query: { start, end, version } } }),
      )
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}
