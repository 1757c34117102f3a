import { randomBytes } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Database } from '../db/pool.ts'
import type { Queue } from '../db/queue.ts'
import { withTenant } from '../db/tenant.ts'
import { createDocumentUsage } from '../features/document-usage/document-usage.ts'
import { ingestDocument } from '../features/documents/documents.jobs.ts'
import { documents } from '../features/documents/documents.repository.ts'
import { createEventIds } from '../features/events/event-ids.ts'
import { createStreams } from '../features/events/event-streams.ts'
import { createEventKeeper } from '../features/executions/keep-events.ts'
import { createLiveExecutions } from '../features/executions/live-executions.ts'
import { ingest } from '../features/ingestion/ingestion.ts'
import { countTermsOf } from '../features/search/count-terms.ts'
import { Problem } from '../problems.ts'
import { createLexicalEmbedder } from '../providers/embeddings/lexical.ts'
import { generateKey } from '../providers/encryption/fernet.ts'
import { createKeyring } from '../providers/encryption/keyring.ts'
import { createModels } from '../providers/models/models.ts'
import type { FileStorage } from '../providers/storage/storage.ts'
import type { ApiServices } from '../services.ts'
import type { Logger } from '../telemetry/logger.ts'
import { noTraces } from '../telemetry/traces.ts'

/**
 * What the routes are handed in the sandbox: the real database, and in memory what would outlive it. Whose token it is,
 * the token itself says: these routes are not reachable from outside.
 *
 * @returns the services, and what processes the documents that wait
 */
export function sandboxServices(database: Database, config: Config, logger: Logger) {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  const storage: FileStorage = {
    upload: async (path, body) => {
      files.set(path, new Uint8Array(body instanceof Uint8Array ? body : Buffer.concat(await Array.fromAsync(body))))
    },
    hold: (_, work) => work(storage),
    download: async (path) => files.get(path) ?? null,
    open: async (path) => {
      const bytes = files.get(path)
      return bytes ? new Blob([bytes]).stream() : null
    },
    sign: async () => null,
    list: async function* () {
      yield [...files.keys()].map((path) => ({ path, created_at: new Date(0).toISOString() }))
    },
    remove: async (paths) => {
      for (const path of paths) files.delete(path)
    },
    ping: async () => {},
  }
  const waiting: unknown[] = []
  const queue: Queue = {
    enqueue: async (_, kind, ...payloads) => {
      if (kind.name === ingestDocument.name) waiting.push(...payloads)
    },
    work: async () => {},
    findLost: async () => new Set(),
    countWorkers: async () => 0,
    every: () => {},
    ping: async () => {},
    stop: async () => {},
  }
  // All share one transaction, so no stream polls: each gives what there is, and ends.
  const streams = createStreams(logger)
  streams.close()
  const lexical = createLexicalEmbedder()
  const embedders = { current: lexical, find: (model: string) => (model === lexical.model ? lexical : undefined) }
  // Of its own: an install without a key is attacked too, and the sandbox does not touch the install's.
  const keyring = createKeyring([generateKey()])
  const services: ApiServices = {
    config,
    database,
    queue,
    storage,
    traces: noTraces,
    // The sandbox asks nothing of the outside.
    web: {
      check: (url) => url,
      fetch: async () => {
        throw new Problem('url_unreachable')
      },
    },
    webhooks: { check: (url) => url, send: async () => ({ ok: false, status_code: null, error_code: 'unreachable' }) },
    streams,
    executions: createLiveExecutions(createEventKeeper({ database, logger })),
    documentUsage: createDocumentUsage({ database, logger }),
    callHttp: async () => {
      throw new Problem('url_unreachable')
    },
    models: createModels({ allow: [], install: null }),
    eventIds: createEventIds(randomBytes(16)),
    embedders,
    keyring,
    callService: async () => ({ status: null, failure: 'unreachable' }),
    logger,
    rateLimits: { count: async () => null, giveBack: async () => {} },
    verifyToken: async (token) => {
      if (!/^[0-9a-f-]{36}$/.test(token)) throw new Problem('unauthenticated')
      return { user_id: token }
    },
  }
  return {
    services,
    async settle() {
      for (const payload of waiting.splice(0)) {
        const { signal } = new AbortController()
        const version = ingestDocument.payload.parse(payload)
        await ingest(services, version, signal, () => false)
        const { client_id, document_id } = version
        const row = await withTenant(services.database, { kind: 'job', client_id }, (tx) =>
          documents.get(tx, document_id),
        )
        if (row) await countTermsOf(services, { client_id, collection_id: row.collection_id }, signal)
      }
    },
  }
}
