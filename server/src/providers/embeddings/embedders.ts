import type { EmbeddingsConfig } from '../../config.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { canDownload, downloadLater, downloadModel } from './download.ts'
import type { Embedder } from './embedder.ts'
import { createLexicalEmbedder } from './lexical.ts'
import { type Limits, openLocalEmbedder } from './local.ts'
import { findMissing, folderOf, readModelFolder } from './model-folder.ts'
import { incomplete, LocalModelError, notLoaded, type Text, toBeDownloaded } from './model-problems.ts'
import { createHttpEmbedder } from './openai-compatible.ts'

/** The embedders of an install: a collection keeps the one that it was made with. */
export interface Embedders {
  /** What new collections are made with. */
  readonly current: Embedder
  /** The one that made vectors of `model`; undefined where this process does not have it. */
  find(model: string): Embedder | undefined
}

export interface OpenEmbedders extends Embedders {
  /** For the operator: why the lexical embedder runs although it is not configured. */
  readonly note: Text | null
  close(): Promise<void>
}

/** A silent download is given up after half a minute; a slow disk loads a large model in two. */
const usual: Limits = { load: 120_000, text: 60_000, download: 30_000 }

/**
 * The embedders that the configuration asks for. The lexical one is always there to be found, for the collections that
 * were made with it. `auto` never waits for a download: it begins one in the background, for the next start.
 *
 * @throws LocalModelError where `local` is asked for and the model can neither be loaded nor downloaded
 */
export async function openEmbedders(
  config: EmbeddingsConfig,
  logger: Logger,
  limits: Limits = usual,
): Promise<OpenEmbedders> {
  const lexical = createLexicalEmbedder()
  const opened = (current: Embedder, note: Text | null, close = async () => {}): OpenEmbedders => {
    logger.info({ model: current.model, mode: current.mode, note: note?.en }, 'embeddings')
    return { current, find: (model) => [current, lexical].find((known) => known.model === model), note, close }
  }
  if (config.provider === 'lexical') return opened(lexical, null)
  if (config.http) return opened(createHttpEmbedder(config.http, logger), null)

  const folder = folderOf(config)
  const missing = await findMissing(folder, config.dtype)
  if (missing.length > 0 && config.provider === 'auto') {
    if (!canDownload(config)) return opened(lexical, incomplete(config, folder, missing))
    return opened(lexical, toBeDownloaded(config), downloadLater(config, limits.download, logger))
  }
  if (missing.length > 0) {
    if (!canDownload(config)) throw new LocalModelError(incomplete(config, folder, missing))
    await downloadModel(config, limits.download, logger)
  }
  try {
    const local = await openLocalEmbedder(await readModelFolder(folder, config.dtype), limits, logger)
    return opened(local, null, local.close)
  } catch (error) {
    const text = notLoaded(config, folder, error)
    if (config.provider === 'local') throw new LocalModelError(text, error)
    logger.warn(text.en)
    return opened(lexical, text)
  }
}
