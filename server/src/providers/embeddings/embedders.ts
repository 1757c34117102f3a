import { sentenceModelFolder } from '@renum/sentence-model'
import type { EmbeddingsConfig } from '../../config.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { canDownload, downloadLater, downloadModel } from './download.ts'
import type { Embedder } from './embedder.ts'
import { createLexicalEmbedder } from './lexical.ts'
import { type Limits, openLocalEmbedder, openWhenAsked } from './local.ts'
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

/** The model of the hub that earlier installs fetched where nothing was said: who has it goes on with it. */
const earlierModel = 'Xenova/multilingual-e5-small'

/**
 * The embedders that the configuration asks for: of a local model that is named, or that an earlier install has fetched, else of the
 * one that is in the box. The lexical one and that of the box are always there to be found, for the collections that were made with
 * them. `auto` never waits for a download: it begins one in the background, for the next start.
 *
 * @throws LocalModelError where `local` is asked for and the model can neither be loaded nor downloaded
 */
export async function openEmbedders(
  config: EmbeddingsConfig,
  logger: Logger,
  limits: Limits = usual,
): Promise<OpenEmbedders> {
  const lexical = createLexicalEmbedder()
  const others: Embedder[] = [lexical]
  const closing: (() => Promise<void>)[] = []
  const opened = (current: Embedder, note: Text | null): OpenEmbedders => {
    logger.info({ model: current.model, mode: current.mode, note: note?.en }, 'embeddings')
    return {
      current,
      find: (model) => [current, ...others].find((known) => known.model === model),
      note,
      async close() {
        await Promise.all(closing.map((close) => close()))
      },
    }
  }
  const boxed = await readModelFolder(sentenceModelFolder, 'q4')
  if (config.provider === 'lexical') {
    others.push(await keepBoxed())
    return opened(lexical, null)
  }
  if (config.http) {
    others.push(await keepBoxed())
    return opened(createHttpEmbedder(config.http, logger), null)
  }
  const named = await nameModel(config)
  if (named === null) return openBoxed(null)

  const wanted = { ...config, model: named }
  const folder = folderOf(wanted)
  const missing = await findMissing(folder, config.dtype)
  if (missing.length > 0 && config.provider === 'auto') {
    if (!canDownload(wanted)) return openBoxed(incomplete(wanted, folder, missing))
    closing.push(downloadLater(wanted, limits.download, logger))
    return openBoxed(toBeDownloaded(wanted))
  }
  if (missing.length > 0) {
    if (!canDownload(wanted)) throw new LocalModelError(incomplete(wanted, folder, missing))
    await downloadModel(wanted, limits.download, logger)
  }
  try {
    const local = await openLocalEmbedder(await readModelFolder(folder, config.dtype), limits, logger)
    closing.push(local.close)
    others.push(await keepBoxed())
    return opened(local, null)
  } catch (error) {
    const text = notLoaded(wanted, folder, error)
    if (config.provider === 'local') throw new LocalModelError(text, error)
    logger.warn(text.en)
    return openBoxed(text)
  }

  /** With the model in the box, and where even that does not load, with letters. */
  async function openBoxed(note: Text | null): Promise<OpenEmbedders> {
    try {
      const local = await openLocalEmbedder(boxed, limits, logger)
      closing.push(local.close)
      return opened(local, note)
    } catch (error) {
      const text = notLoaded({ ...config, model: boxed.name }, boxed.folder, error)
      if (config.provider === 'local') throw new LocalModelError(text, error)
      logger.warn(text.en)
      return opened(lexical, note ?? text)
    }
  }

  async function keepBoxed(): Promise<Embedder> {
    const { embedder, close } = await openWhenAsked(boxed, () => openLocalEmbedder(boxed, limits, logger))
    closing.push(close)
    return embedder
  }
}

/** The model that is asked for, or was fetched by an earlier install; null where neither. */
async function nameModel(config: EmbeddingsConfig): Promise<string | null> {
  if (config.model !== null) return config.model
  const missing = await findMissing(folderOf({ ...config, model: earlierModel }), config.dtype)
  return missing.length === 0 ? earlierModel : null
}
