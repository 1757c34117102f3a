import { z } from 'zod'
import type { JobKind } from '../../db/queue.ts'
import { turnOf } from '../ingestion/ingestion.repository.ts'
import type { VersionKey } from './documents.repository.ts'

const payload = z.object({ client_id: z.uuid(), document_id: z.uuid(), version_number: z.int() })

const refreshPayload = z.object({ client_id: z.uuid(), document_id: z.uuid() })

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

/** From the page of a document that came from a URL to its next version, where it has changed. */
export const refreshDocument: JobKind<z.infer<typeof refreshPayload>> = {
  name: 'refresh-document',
  payload: refreshPayload,
  // Some two minutes; after that its schedule comes round, or somebody asks again.
  options: { retryLimit: 2, retryDelay: 30, heartbeatSeconds: 15, expireInSeconds: 300 },
  lookEvery: 2,
  key: ({ document_id }) => document_id,
  once: true,
  group: ({ client_id }) => client_id,
  onePerGroup: true,
}

/** From the stored original of one version to searchable chunks. */
export const ingestDocument: JobKind<z.infer<typeof payload>> = {
  name: 'ingest-document',
  payload,
  // With the growing delays some six minutes: longer than a service takes to start again.
  // Whoever is dead is found by the heartbeat; the limit is for what goes on and gets nowhere.
  options: { retryLimit: 10, retryDelay: 2, heartbeatSeconds: 15, expireInSeconds: 6 * 3600 },
  deadLetter: giveUpDocument,
  priority: async (tx, { document_id }) => -(await turnOf(tx, document_id)),
  key: versionKey,
  group: ({ client_id }) => client_id,
}

/**
 * The same from a page that was never fetched. In places of its own, of which a client has one in each process: a site
 * may take a minute to say nothing, and keeps nobody's files waiting.
 */
export const fetchDocument: JobKind<z.infer<typeof payload>> = {
  ...ingestDocument,
  name: 'fetch-document',
  onePerGroup: true,
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
