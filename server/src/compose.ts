import type { Config } from './config.ts'
import { connectDatabase } from './db/pool.ts'
import { preflight } from './db/preflight.ts'
import { openQueue } from './db/queue.ts'
import { checkKeys } from './features/encryption-keys/encryption-keys.ts'
import { openEventIds } from './features/events/event-ids.ts'
import { createStreams } from './http/event-streams.ts'
import type { Language } from './problems.ts'
import { createTokenVerifier } from './providers/auth/verify-token.ts'
import { type OpenEmbedders, openEmbedders } from './providers/embeddings/embedders.ts'
import { LocalModelError } from './providers/embeddings/model-problems.ts'
import { createKeyring } from './providers/encryption/keyring.ts'
import { openRateLimits } from './providers/rate-limits/rate-limits.ts'
import { createServiceCaller } from './providers/services/call-service.ts'
import { createFileStorage } from './providers/storage/storage.ts'
import { createServiceClient } from './providers/supabase.ts'
import { createWeb } from './providers/web/fetch-page.ts'
import { createWebhookSender } from './providers/webhooks/send.ts'
import type { Services } from './services.ts'
import type { Logger } from './telemetry/logger.ts'

/** What must be put right before anything can start. */
export class PreflightError extends Error {
  readonly faults: Record<Language, string>[]

  constructor(faults: Record<Language, string>[]) {
    super(faults.map(({ en }) => en).join('\n'))
    this.name = 'PreflightError'
    this.faults = faults
  }
}

/** The embedders of a process; its API and its worker may share them. Raises PreflightError. */
export async function composeEmbedders(config: Config, logger: Logger): Promise<OpenEmbedders> {
  try {
    return await openEmbedders(config.embeddings, logger)
  } catch (error) {
    throw error instanceof LocalModelError ? new PreflightError([error.text]) : error
  }
}

/**
 * Wires a process: connects, judges the database, and gives what routes and jobs are handed.
 *
 * @param role whether this process works on jobs, and so looks after the queue; and embedders that the caller closes,
 *   instead of its own
 * @throws ConnectError, PreflightError, and `database_unavailable` where the database stops answering
 */
export async function compose(
  config: Config,
  logger: Logger,
  { worker, embedders: shared }: { worker: boolean; embedders?: OpenEmbedders | undefined },
): Promise<Services & { config: Config; close(): Promise<void> }> {
  const embedders = shared ?? (await composeEmbedders(config, logger))
  const closeEmbedders = async () => {
    if (!shared) await embedders.close()
  }
  const database = await connectDatabase(config.supabase.dbUrl, config.database, logger).catch(async (error) => {
    await closeEmbedders()
    throw error
  })
  const close = async () => {
    await database.close()
    await closeEmbedders()
  }
  try {
    const { faults, warnings, notes } = await preflight(database, config.database)
    if (faults.length > 0) throw new PreflightError(faults)
    for (const { en } of warnings) logger.warn(en)
    for (const { en } of notes) logger.info(en)
    const keyring = createKeyring(config.encryptionKeys)
    const keyFaults = await checkKeys(database, keyring)
    if (keyFaults.length > 0) throw new PreflightError(keyFaults)
    const eventIds = await openEventIds(database)
    const streams = createStreams(logger)
    const queue = await openQueue(database, logger, worker)
    const rateLimits = await openRateLimits(config.rateLimits, logger)
    return {
      config,
      logger,
      database,
      queue,
      storage: createFileStorage(createServiceClient(config.supabase), config.supabase.url),
      web: createWeb({ allow: config.fetchAllow }),
      embedders,
      verifyToken: createTokenVerifier(config.supabase),
      rateLimits,
      keyring,
      callService: createServiceCaller({ allow: config.fetchAllow }),
      webhooks: createWebhookSender({ allow: config.fetchAllow }),
      streams,
      eventIds,
      async close() {
        streams.close()
        await queue.stop(20_000)
        await rateLimits.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
