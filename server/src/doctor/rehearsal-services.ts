import type { Config } from '../config.ts'
import type { Database } from '../db/pool.ts'
import type { Queue } from '../db/queue.ts'
import { ingestDocument } from '../features/documents/documents.jobs.ts'
import { ingest } from '../features/documents/ingest.ts'
import type { Services } from '../http/context.ts'
import { Problem } from '../problems.ts'
import { createLexicalEmbedder } from '../providers/embeddings/lexical.ts'
import type { FileStorage } from '../providers/storage/storage.ts'
import type { Logger } from '../telemetry/logger.ts'

/**
 * What the routes are handed in a rehearsal: the real database, and in memory what would outlive it. Whose token it is,
 * the token itself says: nobody from outside reaches these routes.
 *
 * @returns the services, and what processes the documents that wait
 */
export function rehearsalServices(database: Database, config: Config, logger: Logger) {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  const storage: FileStorage = {
    upload: async (path, body) => void files.set(path, new Uint8Array(body)),
    download: async (path) => files.get(path) ?? null,
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
    ping: async () => {},
    stop: async () => {},
  }
  const lexical = createLexicalEmbedder()
  const embedders = { current: lexical, find: (model: string) => (model === lexical.model ? lexical : undefined) }
  const services: Services = {
    config,
    database,
    queue,
    storage,
    embedders,
    logger,
    verifyToken: async (token) => {
      if (!/^[0-9a-f-]{36}$/.test(token)) throw new Problem('unauthenticated')
      return { user_id: token }
    },
  }
  return {
    services,
    async settle() {
      for (const payload of waiting.splice(0)) {
        await ingest(services, ingestDocument.payload.parse(payload), new AbortController().signal)
      }
    },
  }
}
