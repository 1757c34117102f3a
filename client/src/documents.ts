import type { Client } from 'openapi-fetch'
import { RenumError, unwrap } from './error.ts'
import type { components, paths } from './schema.ts'
import { sleep } from './sleep.ts'

type Document = components['schemas']['Document']

export interface UploadOptions {
  /** Also what the collection has already. */
  allow_duplicate?: boolean
  /** Recognised from the text where it is not said. */
  language?: NonNullable<components['schemas']['DocumentUpload']['language']>
  signal?: AbortSignal
}

/**
 * Stores a file in a collection. It can be searched once `waitForDocument` says `ready`. Where the collection has the same
 * bytes already, it gives the document that has them, under its own name. Raises RenumError.
 */
export async function uploadDocument(
  client: Client<paths>,
  collectionId: string,
  file: File,
  { language, allow_duplicate, signal }: UploadOptions = {},
): Promise<Document> {
  const abort = signal ? { signal } : {}
  try {
    return await unwrap(
      client.POST('/v1/collections/{id}/documents', {
        params: { path: { id: collectionId } },
        body: { file, ...(language && { language }), ...(allow_duplicate && { allow_duplicate: 'true' as const }) },
        ...abort,
      }),
    )
  } catch (error) {
    if (!(error instanceof RenumError) || error.document_id === undefined) throw error
    return unwrap(client.GET('/v1/documents/{id}', { params: { path: { id: error.document_id } }, ...abort }))
  }
}

export interface WaitOptions {
  /** Ends the wait, which then rejects with its reason: `AbortSignal.timeout(60_000)`. */
  signal?: AbortSignal
  /** Told the document as it was found first, and whenever its status is another one. */
  onChange?: (document: Document) => void
  /** Also for its vectors: a document that is `ready` is found by its words, and by its meaning once it has them. */
  embedded?: boolean
}

const underWay: Document['status'][] = ['pending', 'processing']

/**
 * Asks until a document is `ready`, `failed` (with its `error_code`) or `cancelled`, and gives it; with `embedded` until its
 * vectors are there too, or were refused (`embedding_status`). Raises RenumError.
 */
export async function waitForDocument(
  client: Client<paths>,
  id: string,
  { signal, onChange, embedded = false }: WaitOptions = {},
): Promise<Document> {
  const init = { params: { path: { id } }, ...(signal && { signal }) }
  let status: Document['status'] | undefined
  for (let wait = 100; ; wait = Math.min(wait * 1.5, 2_000)) {
    const document = await unwrap(client.GET('/v1/documents/{id}', init))
    if (document.status !== status) onChange?.(document)
    status = document.status
    const waits = embedded && status === 'ready' && document.embedding_status === 'pending'
    if (!underWay.includes(status) && !waits) return document
    await sleep(wait, signal)
  }
}
