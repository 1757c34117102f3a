import type { Config } from './config.ts'
import type { Database } from './db/pool.ts'
import type { Queue } from './db/queue.ts'
import type { Principal } from './db/tenant.ts'
import type { EventIds } from './features/events/event-ids.ts'
import type { Streams } from './http/event-streams.ts'
import type { Language } from './problems.ts'
import type { VerifyToken } from './providers/auth/verify-token.ts'
import type { Embedders } from './providers/embeddings/embedders.ts'
import type { Keyring } from './providers/encryption/keyring.ts'
import type { RateLimits } from './providers/rate-limits/rate-limits.ts'
import type { CallService } from './providers/services/call-service.ts'
import type { FileStorage } from './providers/storage/storage.ts'
import type { Web } from './providers/web/fetch-page.ts'
import type { WebhookSender } from './providers/webhooks/send.ts'
import type { Logger } from './telemetry/logger.ts'

/** What the routes are handed; wired in compose.ts. */
export interface Services {
  config: Pick<Config, 'supabase' | 'maxFileBytes' | 'publicUrl' | 'port' | 'trustProxy' | 'corsOrigins'>
  database: Database
  queue: Queue
  storage: FileStorage
  web: Web
  embedders: Embedders
  verifyToken: VerifyToken
  rateLimits: RateLimits
  webhooks: WebhookSender
  streams: Streams
  eventIds: EventIds
  /** Null where the install has no encryption key. */
  keyring: Keyring | null
  callService: CallService
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
