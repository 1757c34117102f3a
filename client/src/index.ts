import createClient, { type Client } from 'openapi-fetch'
import { serializeBody } from './body.ts'
import { type UploadOptions, uploadDocument, type WaitOptions, waitForDocument } from './documents.ts'
import { RenumConnectionError } from './error.ts'
import { type DocumentEvent, type WatchOptions, watch } from './events.ts'
import { type GetPage, type ListArguments, type ListPath, pages, type Row } from './pages.ts'
import { type RetryOptions, retrying } from './retry.ts'
import { type components, creatingPaths, type paths } from './schema.ts'

export type { UploadOptions, WaitOptions } from './documents.ts'
export { type Problem, RenumConnectionError, RenumError, unwrap } from './error.ts'
export { type DocumentEvent, readEvents, type WatchOptions } from './events.ts'
export type { ListPath, Row } from './pages.ts'
export type { RetryOptions } from './retry.ts'
export type { paths }

/** What the API takes and gives, by name: `Schemas['Document']`. */
export type Schemas = components['schemas']

type Token = string | null | undefined

export interface RenumOptions {
  /** Where Renum is: `https://renum.example`, with its path if it has one. */
  url: string
  /** An access token or an API key (`rnm_…`), or what gives the one that is valid now: asked before every call, so that a session can refresh. */
  token?: Token | (() => Token | Promise<Token>)
  /** The client to act for, of those that the person belongs to. Without it the one they switched to last. */
  clientId?: string
  /** Of the messages; Portuguese where nothing asks for another. */
  language?: 'pt' | 'en'
  /** After 429 and 503: four attempts and half a minute of waiting, unless it is said. */
  retry?: Partial<RetryOptions>
  /** Instead of the global one. */
  fetch?: (request: Request) => Promise<Response>
}

/** Every route by its method and path, and what one does most. */
export interface Renum extends Client<paths> {
  /**
   * Stores a file in a collection. It can be searched once `waitForDocument` says `ready`. Where the collection has the same
   * bytes already, it gives the document that has them, under its own name. Raises RenumError.
   */
  uploadDocument(collectionId: string, file: File, options?: UploadOptions): Promise<Schemas['Document']>
  /** Asks until a document is ready, failed or cancelled, and gives it. Raises RenumError. */
  waitForDocument(id: string, options?: WaitOptions): Promise<Schemas['Document']>
  /** What happens to a document, as it happens, until its processing has ended. Raises RenumError. */
  watchDocument(id: string, options?: WatchOptions): AsyncGenerator<DocumentEvent, void>
  /** What happens to the documents of a collection, until the signal ends it or one stops reading. Raises RenumError. */
  watchCollection(id: string, options?: WatchOptions): AsyncGenerator<DocumentEvent, void>
  /** Goes through a list page by page. Raises RenumError. */
  pages<Path extends ListPath>(path: Path, ...init: ListArguments<Path>): AsyncGenerator<Row<Path>[], void>
  /** Goes through the rows of a list, asking for the next page when it is needed. Raises RenumError. */
  all<Path extends ListPath>(path: Path, ...init: ListArguments<Path>): AsyncGenerator<Row<Path>, void>
}

/**
 * A client of one install. `renum.GET('/v1/me')` and its like give `{ data, error, response }`, typed from the API's
 * description, and throw only where no answer came (RenumConnectionError); `unwrap` makes exceptions of problems.
 *
 * A POST that creates carries an Idempotency-Key, one a call, so that sending it again creates nothing twice.
 */
export function createRenum({ url, token, clientId, language, retry, fetch }: RenumOptions): Renum {
  const fetched = fetch ?? ((request: Request) => globalThis.fetch(request))
  const send = (request: Request) =>
    fetched(request).catch((error: unknown) => {
      // Who ends a request themselves is told so.
      throw request.signal.aborted ? error : new RenumConnectionError(new URL(request.url).origin, error)
    })
  const client = createClient<paths>({
    baseUrl: url,
    bodySerializer: serializeBody,
    fetch: retrying(send, { attempts: 4, maxWaitMs: 30_000, ...retry }),
    headers: { ...(language && { 'Accept-Language': language }), ...(clientId && { 'Renum-Client': clientId }) },
  })
  client.use({
    async onRequest({ request, schemaPath }) {
      const value = typeof token === 'function' ? await token() : token
      if (value) request.headers.set('Authorization', `Bearer ${value}`)
      const creates = request.method === 'POST' && creatingPaths.includes(schemaPath)
      if (creates && !request.headers.has('Idempotency-Key')) request.headers.set('Idempotency-Key', randomKey())
    },
  })
  // The rows of a path are what its type says: here they are rows of any list.
  const get = client.GET as unknown as GetPage
  return {
    ...client,
    uploadDocument: (collectionId, file, options) => uploadDocument(client, collectionId, file, options),
    waitForDocument: (id, options) => waitForDocument(client, id, options),
    watchDocument: (id, options) => watch(client, '/v1/documents/{id}/events', id, options),
    watchCollection: (id, options) => watch(client, '/v1/collections/{id}/events', id, options),
    async *pages<Path extends ListPath>(path: Path, ...[init]: ListArguments<Path>) {
      for await (const { data } of pages(get, path, init)) yield data as Row<Path>[]
    },
    async *all<Path extends ListPath>(path: Path, ...[init]: ListArguments<Path>) {
      for await (const { data } of pages(get, path, init)) yield* data as Row<Path>[]
    },
  }
}

/** Not crypto.randomUUID: a page that came over plain HTTP does not have it. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
