import type { FetchOptions } from 'openapi-fetch'
import { unwrap } from './error.ts'
import type { paths } from './schema.ts'

interface Page {
  data: unknown[]
  next_cursor: string | null
}

/** What a GET of a path answers, if that is a page of a list. */
type PageOf<Path extends keyof paths> = paths[Path]['get'] extends {
  responses: { 200: { content: { 'application/json': infer Body extends Page } } }
}
  ? Body
  : never

/** The paths that answer lists. */
export type ListPath = { [Path in keyof paths]: [PageOf<Path>] extends [never] ? never : Path }[keyof paths]

export type Row<Path extends ListPath> = PageOf<Path>['data'][number]

/** As for GET; `params.query.limit` is the size of a page, `cursor` is not the caller's business. */
type Init<Path extends ListPath> = FetchOptions<paths[Path]['get']>
export type ListArguments<Path extends ListPath> =
  Record<never, never> extends Init<Path> ? [init?: Init<Path>] : [init: Init<Path>]

/** GET of any list. The types of one certain list are given back at the edge, in index.ts. */
export type GetPage = (
  path: string,
  init: object,
) => Promise<{ data: Page; error?: never; response: Response } | { data?: never; error: unknown; response: Response }>

/** Goes through a list page by page. Raises RenumError. */
export async function* pages(
  get: GetPage,
  path: string,
  init: { params?: { query?: object } } = {},
): AsyncGenerator<Page, void> {
  let cursor: string | null | undefined
  do {
    const query = { ...init.params?.query, ...(cursor === undefined ? {} : { cursor }) }
    const page = await unwrap(get(path, { ...init, params: { ...init.params, query } }))
    yield page
    cursor = page.next_cursor
  } while (cursor !== null)
}
