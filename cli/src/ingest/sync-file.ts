import { type Renum, type Schemas, unwrap } from '@renum/client'
import { uploadAndWait, waitFor } from '../upload.ts'
import type { LocalFile } from './files.ts'

type Document = Schemas['Document']

export interface Stored {
  outcome: 'new' | 'changed' | 'retried' | 'unchanged'
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
  if (!known) return { outcome: 'new', document: await uploadAndWait(renum, collection_id, file) }
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
