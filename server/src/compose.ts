import type { Config } from './config.ts'
import { openQueue } from './db/pg-boss/open-queue.ts'
import { connectDatabase } from './db/pool.ts'
import { preflight } from './db/schema/preflight.ts'
import { createDocumentUsage } from './features/document-usage/document-usage.ts'
import { checkKeys } from './features/encryption-keys/encryption-keys.ts'
import { openEventIds } from './features/events/event-ids.ts'
import { createStreams } from './features/events/event-streams.ts'
import { createEventKeeper } from './features/executions/keep-events.ts'
import { createLiveExecutions } from './features/executions/live-executions.ts'
import type { Language } from './problems.ts'
import { logRefusals } from './providers/auth/refused-tokens.ts'
import { createTokenVerifier } from './providers/auth/verify-token.ts'
import { type OpenEmbedders, openEmbedders } from './providers/embeddings/embedders.ts'
import { LocalModelError } from './providers/embeddings/model-problems.ts'
import { createKeyring } from './providers/encryption/keyring.ts'
import { createModels } from './providers/models/models.ts'
import { createRateLimits } from './providers/rate-limits/rate-limits.ts'
import { createServiceCaller } from './providers/services/call-service.ts'
import { createFileStorage } from './providers/storage/storage.ts'
import { createServiceClient } from './providers/supabase.ts'
import { createHttpCaller } from './providers/web/call-http.ts'
import { createWeb } from './providers/web/fetch-page.ts'
import { createWebhookSender } from './providers/webhooks/send.ts'
import type { ApiServices, WorkerServices } from './services.ts'
import type { Logger } from './telemetry/logger.ts'
import { openTraces } from './telemetry/traces.ts'

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

interface Closing {
  close(): Promise<void>
}

/**
 * Wires an API process: connects, judges the database, and gives what routes are handed.
 *
 * @param embedders that the caller closes, instead of the process's own
 * @param worksOnJobs whether the same process also works on jobs with these services
 * @throws ConnectError, PreflightError, and `database_unavailable` where the database stops answering
 */
export async function composeApi(
  config: Config,
  logger: Logger,
  { embedders, worksOnJobs = false }: { embedders?: OpenEmbedders | undefined; worksOnJobs?: boolean } = {},
): Promise<ApiServices & { config: Config } & Closing> {
  const common = await composeCommon(config, logger, { worker: worksOnJobs, embedders })
  try {
    const eventIds = await openEventIds(common.database)
    const streams = createStreams(logger)
    // Its client is hundreds of files, which a process without a Redis does not load.
    const { redisUrl } = config
    const redis = redisUrl === null ? null : (await import('./providers/redis/redis.ts')).openRedis(redisUrl, logger)
    return {
      ...common,
      verifyToken: createTokenVerifier(config.supabase, { onRefused: logRefusals(logger) }),
      rateLimits: createRateLimits(config.rateLimits, redis?.client ?? null),
      callService: createServiceCaller({ allow: config.fetchAllow }),
      streams,
      eventIds,
      async close() {
        streams.close()
        try {
          await common.close()
        } finally {
          redis?.close()
        }
      },
    }
  } catch (error) {
    await common.close()
    throw error
  }
}

/** As `composeApi`, for a process that works on jobs. */
export function composeWorker(
  config: Config,
  logger: Logger,
  { embedders }: { embedders?: OpenEmbedders | undefined } = {},
): Promise<WorkerServices & Closing> {
  return composeCommon(config, logger, { worker: true, embedders })
}

async function composeCommon(
  config: Config,
  logger: Logger,
  { worker, embedders: given }: { worker: boolean; embedders: OpenEmbedders | undefined },
) {
  const embedders = given ?? (await composeEmbedders(config, logger))
  const closeEmbedders = async () => {
    if (!given) await embedders.close()
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
    const { faults, notes } = await preflight(database, config.database)
    if (faults.length > 0) throw new PreflightError(faults)
    for (const { en } of notes) logger.info(en)
    const keyring = createKeyring(config.encryptionKeys)
    const keyFaults = await checkKeys(database, keyring)
    if (keyFaults.length > 0) throw new PreflightError(keyFaults)
    const queue = await openQueue(database, logger, worker)
    const executions = createLiveExecutions(createEventKeeper({ database, logger }))
    const documentUsage = createDocumentUsage({ database, logger })
    const traces = await openTraces(config.traces, logger)
    const models = createModels({ allow: config.fetchAllow, install: config.models })
    return {
      config,
      logger,
      database,
      queue,
      storage: createFileStorage(createServiceClient(config.supabase), config.supabase.url, config.supabase.publicUrl),
      web: createWeb({ allow: config.fetchAllow }),
      embedders,
      executions,
      documentUsage,
      callHttp: createHttpCaller({ allow: config.fetchAllow }),
      models,
      traces,
      keyring,
      webhooks: createWebhookSender({ allow: config.fetchAllow }),
      async close() {
        await executions.close()
        await documentUsage.close()
        await models.close()
        await queue.stop(20_000)
        await traces.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
