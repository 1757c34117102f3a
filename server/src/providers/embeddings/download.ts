import { isAbsolute } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EmbeddingsConfig } from '../../config.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { folderOf } from './model-folder.ts'
import { LocalModelError, notDownloaded } from './model-problems.ts'
import { startModelProcess } from './model-process.ts'

/** A model that is named. */
export type NamedModel = EmbeddingsConfig & { model: string }

/** A download in the background begins after this, in ms: the first seconds belong to the start. */
const delay = 5_000

/** Whether there is a hub to ask for the model, and leave to do so. */
export function canDownload({ download, model }: NamedModel): boolean {
  return download && !isAbsolute(model) && model.includes('/')
}

/**
 * Downloads a model from the hub to its folder while the caller waits: as warnings, the progress shows at the default
 * level of `renum start` too. Raises LocalModelError, also when nothing arrives for `limitMs`.
 */
export async function downloadModel(config: NamedModel, limitMs: number, logger: Logger): Promise<void> {
  logger.warn({ model: config.model, from: config.hubUrl, to: folderOf(config) }, 'downloading the embedding model')
  await run(config, limitMs, logger, 'warn', new AbortController().signal)
}

/** Downloads a model while nothing waits for it, and tells the log how it ended. The result ends it. */
export function downloadLater(config: NamedModel, limitMs: number, logger: Logger): () => Promise<void> {
  const ending = new AbortController()
  const { signal } = ending
  const done = sleep(delay, undefined, { signal, ref: false })
    .then(() => run(config, limitMs, logger, 'debug', signal))
    .then(
      () => logger.info({ model: config.model }, 'the embedding model is downloaded; the next start uses it'),
      (error: Error) => signal.aborted || logger.info(error.message),
    )
  return async () => {
    ending.abort()
    await done
  }
}

async function run(
  config: NamedModel,
  limitMs: number,
  logger: Logger,
  level: 'warn' | 'debug',
  signal: AbortSignal,
): Promise<void> {
  const child = startModelProcess(config.network, logger)
  const stop = () => void child.stop()
  signal.addEventListener('abort', stop)
  const { model, modelsDir, hubUrl } = config
  let told = 0
  try {
    await child.ask(
      { kind: 'download', model, modelsDir, hubUrl, dtype: config.dtype ?? 'q8' },
      'downloaded',
      limitMs,
      ({ loaded, total }) => {
        const percent = total > 0 ? Math.floor((loaded / total) * 10) * 10 : 0
        if (percent > told)
          logger[level]({ percent, of_mb: Math.round(total / 1e6) }, 'downloading the embedding model')
        told = Math.max(told, percent)
      },
    )
  } catch (error) {
    throw new LocalModelError(notDownloaded(config, folderOf(config), error), error)
  } finally {
    signal.removeEventListener('abort', stop)
    await child.stop()
  }
}
