import type { Config } from './config.ts'
import type { Database } from './db/pool.ts'
import type { Queue } from './db/queue.ts'
import type { DocumentUsage } from './features/document-usage/document-usage.ts'
import type { EventIds } from './features/events/event-ids.ts'
import type { Streams } from './features/events/event-streams.ts'
import type { LiveExecutions } from './features/executions/live-executions.ts'
import type { VerifyToken } from './providers/auth/verify-token.ts'
import type { Embedders } from './providers/embeddings/embedders.ts'
import type { Keyring } from './providers/encryption/keyring.ts'
import type { Models } from './providers/models/models.ts'
import type { RateLimits } from './providers/rate-limits/rate-limits.ts'
import type { CallService } from './providers/services/call-service.ts'
import type { FileStorage } from './providers/storage/storage.ts'
import type { CallHttp } from './providers/web/call-http.ts'
import type { Web } from './providers/web/fetch-page.ts'
import type { WebhookSender } from './providers/webhooks/send.ts'
import type { Logger } from './telemetry/logger.ts'
import type { Traces } from './telemetry/traces.ts'

/** What every process of an install has. */
interface CommonServices {
  database: Database
  queue: Queue
  storage: FileStorage
  web: Web
  embedders: Embedders
  webhooks: WebhookSender
  models: Models
  /** The executions of agents that run in this process. */
  executions: LiveExecutions
  documentUsage: DocumentUsage
  /** What agents request of other services. */
  callHttp: CallHttp
  /** Null where the install has no encryption key. */
  keyring: Keyring | null
  logger: Logger
  traces: Traces
}

/** What an API process hands its routes; wired in compose.ts. */
export interface ApiServices extends CommonServices {
  config: Pick<
    Config,
    'supabase' | 'maxFileBytes' | 'publicUrl' | 'webApp' | 'port' | 'trustProxy' | 'corsOrigins' | 'admits'
  >
  verifyToken: VerifyToken
  rateLimits: RateLimits
  streams: Streams
  eventIds: EventIds
  callService: CallService
}

/** What a worker process hands its jobs; wired in compose.ts. */
export interface WorkerServices extends CommonServices {
  config: Pick<Config, 'maxFileBytes' | 'retention'>
}
