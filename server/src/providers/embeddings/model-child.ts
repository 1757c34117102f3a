import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import type { ProgressInfo, Tensor } from '@huggingface/transformers'
import { fingerprint, type ModelFolder, type Pooling, poolingFile } from './model-folder.ts'
import type { Answer, Request } from './model-protocol.ts'

// The process that a sentence model runs in. onnxruntime-node computes on the thread that asks it, so this keeps the
// API answering meanwhile; and what goes wrong in native code ends this process alone.

let embed: ((text: string) => Promise<Float32Array>) | undefined

// Ctrl-C reaches the whole process group; the parent decides when this ends, and takes it along when it is killed.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('SIGHUP', () => {})
process.on('disconnect', () => process.exit(0))
process.on('message', (request: Request) => {
  answer(request).then(tell, (error: Error) =>
    tell({ kind: 'failed', reason: reasonOf(error), message: textOf(error) }),
  )
})

async function answer(request: Request): Promise<Answer> {
  if (request.kind === 'download') return download(request)
  if (request.kind === 'load') return load(request.folder)
  if (!embed) throw new Error('no model is loaded')
  return { kind: 'vector', vector: await embed(request.text) }
}

/** An optional dependency: it may not be there. */
async function importTransformers() {
  const library = await import('@huggingface/transformers')
  library.env.logLevel = library.LogLevel.ERROR
  return library
}

async function download({ model, modelsDir, dtype, hubUrl }: Extract<Request, { kind: 'download' }>): Promise<Answer> {
  const { env, pipeline } = await importTransformers()
  Object.assign(env, { cacheDir: modelsDir, localModelPath: modelsDir, remoteHost: `${hubUrl}/` })
  await removeRemains(join(modelsDir, model, 'onnx'))
  // Before the rest: a folder is complete when its weights are there.
  await downloadPooling(`${hubUrl}/${model}/resolve/main/${poolingFile}`, join(modelsDir, model, poolingFile))
  const progress_callback = (info: ProgressInfo) => {
    if (info.status === 'progress_total') tell({ kind: 'progress', loaded: info.loaded, total: info.total })
  }
  const extractor = await pipeline('feature-extraction', model, { dtype, progress_callback })
  await extractor.dispose()
  return { kind: 'downloaded' }
}

/** The parts that downloads which were ended left behind. */
async function removeRemains(folder: string): Promise<void> {
  const hour = 3_600_000
  for (const file of await readdir(folder).catch(() => [])) {
    const path = join(folder, file)
    if (file.includes('.tmp.') && Date.now() - (await stat(path)).mtimeMs > hour) await rm(path, { force: true })
  }
}

/** What transformers.js does not fetch, and most models have none of. */
async function downloadPooling(url: string, file: string): Promise<void> {
  const response = await fetch(url)
  if (!response.ok) return
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, await response.text())
}

/** Characters that a token has on average at most: a text's first `max_length` tokens lie in so many times as many. */
const longestToken = 8

async function load(source: ModelFolder): Promise<Answer> {
  const { AutoModel, AutoTokenizer, env, mean_pooling } = await importTransformers()
  env.allowRemoteModels = false
  const [tokenizer, model] = await Promise.all([
    AutoTokenizer.from_pretrained(source.folder),
    AutoModel.from_pretrained(source.folder, {
      dtype: source.dtype,
      // One core stays free for the API and the database; beyond four, short texts gain nothing.
      session_options: {
        intraOpNumThreads: Math.max(1, Math.min(4, availableParallelism() - 1)),
        interOpNumThreads: 1,
      },
    }),
  ])
  const max_length = Math.min(tokenizer.model_max_length, model.config.max_position_embeddings ?? Infinity)
  const pools: Record<Pooling, (states: Tensor, mask: Tensor) => Tensor> = {
    mean: mean_pooling,
    cls: (states) => states.slice(null, 0),
    last_token: (states) => states.slice(null, -1),
  }
  embed = async (text) => {
    // The tokenizer reads all of a text before it cuts it, in quadratic time where nothing breaks the text.
    const inputs = tokenizer([text.slice(0, max_length * longestToken)], {
      truncation: true,
      ...(Number.isFinite(max_length) ? { max_length } : {}),
    })
    const outputs = await model(inputs)
    const states: Tensor = outputs.last_hidden_state ?? outputs.token_embeddings
    const { data } = pools[source.pooling](states, inputs.attention_mask).normalize(2, -1)
    return Float32Array.from(data as Float32Array)
  }
  const [probe, print] = await Promise.all([embed('a'), fingerprint(source)])
  return { kind: 'loaded', dimensions: probe.length, fingerprint: print }
}

function tell(message: Answer): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => {})
}

function reasonOf(error: NodeJS.ErrnoException): 'not_installed' | 'other' {
  return error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'ERR_DLOPEN_FAILED' ? 'not_installed' : 'other'
}

/** fetch says what failed in its cause. */
function textOf(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
