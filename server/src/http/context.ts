import type { Config } from '../config.ts'
import type { Database } from '../db/pool.ts'
import type { Queue } from '../db/queue.ts'
import type { Principal } from '../db/tenant.ts'
import type { Language } from '../problems.ts'
import type { VerifyToken } from '../providers/auth/verify-token.ts'
import type { Embedders } from '../providers/embeddings/embedders.ts'
import type { FileStorage } from '../providers/storage/storage.ts'
import type { Logger } from '../telemetry/logger.ts'

/** What the routes are handed; wired in compose.ts. */
export interface Services {
  config: Pick<Config, 'supabase' | 'maxFileBytes' | 'publicUrl' | 'port' | 'trustProxy'>
  database: Database
  queue: Queue
  storage: FileStorage
  embedders: Embedders
  verifyToken: VerifyToken
  logger: Logger
}

/** What a request carries from the middleware to its route. */
export interface RequestContext {
  Variables: {
    requestId: string
    language: Language
    /** Set by `authenticate`: in front of every route but the public ones. */
    principal: Principal
  }
}
