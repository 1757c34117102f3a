import { type Renum, RenumError, type Schemas, unwrap } from '@renum/client'
import { waitFor } from '../upload.ts'
import type { LocalFile } from './files.ts'

type Document = Schemas['Document']

export interface Stored {
  /** `duplicate`: its collection has the same bytes under another name. */
  outcome: 'new' | 'changed' | 'retried' | 'unchanged' | 'duplicate'
  document: Document
}

/**
 * Brings one file to the state that it has on this disk, and waits for its end: sends it, sends it as the next version,
 * has it processed again where that failed, or finds that there is nothing to do.
 */
export async function storeFile(
  renum: Renum,
  collection_id: string,
  local: LocalFile,
  known: Document | undefined,
): Promise<Stored> {
  const { file, content_hash } = await local.read()
  if (!known) return sendNew(renum, collection_id, file)
  const params = { path: { id: known.id } }
  if (known.content_hash !== content_hash) {
    await unwrap(renum.POST('/v1/documents/{id}/versions', { params, body: { file } }))
    return { outcome: 'changed', document: await waitFor(renum, known.id) }
  }
  if (known.status === 'failed' || known.status === 'cancelled') {
    await unwrap(renum.POST('/v1/documents/{id}/reprocess', { params }))
    return { outcome: 'retried', document: await waitFor(renum, known.id) }
  }
  return { outcome: 'unchanged', document: await waitFor(renum, known.id) }
}

async function sendNew(renum: Renum, collection_id: string, file: File): Promise<Stored> {
  try {
    const params = { path: { id: collection_id } }
    const { id } = await unwrap(renum.POST('/v1/collections/{id}/documents', { params, body: { file } }))
    return { outcome: 'new', document: await waitFor(renum, id) }
  } catch (error) {
    if (!(error instanceof RenumError) || error.document_id === undefined) throw error
    return { outcome: 'duplicate', document: await waitFor(renum, error.document_id) }
  }
}
