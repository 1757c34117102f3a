import { z } from 'zod'
import type { JobKind } from '../../db/queue.ts'
import { findTurn } from './documents.repository.ts'
import type { VersionKey } from './versions.repository.ts'

const payload = z.object({ client_id: z.uuid(), document_id: z.uuid(), version_number: z.int() })

/** By which the jobs of a version are found. */
export const versionKey = ({ document_id, version_number }: VersionKey) => `${document_id}/${version_number}`

/** Ends a document whose ingestion failed for good. */
export const giveUpDocument: JobKind<z.infer<typeof payload>> = {
  name: 'give-up-document',
  payload,
  // As long as it takes: nothing else would end the document.
  options: { retryLimit: 1000, retryDelay: 5, heartbeatSeconds: 15, expireInSeconds: 60 },
  lookEvery: 2,
  key: versionKey,
}

/** From the stored original of one version to searchable chunks. */
export const ingestDocument: JobKind<z.infer<typeof payload>> = {
  name: 'ingest-document',
  payload,
  // With the growing delays some six minutes: longer than a service takes to start again.
  // A dead worker is found by the heartbeat; the limit is for work that goes on and gets nowhere.
  options: { retryLimit: 10, retryDelay: 2, heartbeatSeconds: 15, expireInSeconds: 6 * 3600 },
  deadLetter: giveUpDocument,
  priority: async (tx, { document_id }) => -(await findTurn(tx, document_id)),
  key: versionKey,
  group: ({ client_id }) => client_id,
}

const filesPayload = z.object({ client_id: z.uuid(), storage_paths: z.array(z.string()).min(1) })

/** Takes files out of Storage whose documents are gone. */
export const removeFiles: JobKind<z.infer<typeof filesPayload>> = {
  name: 'remove-files',
  payload: filesPayload,
  // As long as it takes: nothing else remembers them.
  options: { retryLimit: 1000, retryDelay: 5, heartbeatSeconds: 15, expireInSeconds: 300 },
  lookEvery: 2,
}
