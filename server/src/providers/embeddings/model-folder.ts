import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, readdir, readFile } from 'node:fs/promises'
import { basename, isAbsolute, join } from 'node:path'
import type { ModelDtype } from '../../config.ts'

/** A sentence model on disk, in the layout that transformers.js loads and downloads. */
export interface ModelFolder {
  folder: string
  /** What the model is called: the last part of its id, or its folder's name. */
  name: string
  dtype: ModelDtype
  pooling: Pooling
  /** Whether texts begin with `query: ` or `passage: `, as the e5 models were trained. */
  prefixed: boolean
}

export type Pooling = 'mean' | 'cls' | 'last_token'

/** As transformers.js names the files of each. */
const weights: Record<ModelDtype, string> = {
  fp32: 'model',
  fp16: 'model_fp16',
  q8: 'model_quantized',
  int8: 'model_int8',
  uint8: 'model_uint8',
  q4: 'model_q4',
}

/** Which of several is taken, where nothing is said. */
const preferred = ['q8', 'fp32', 'fp16', 'int8', 'uint8', 'q4'] as const satisfies ModelDtype[]

const descriptions = ['config.json', 'tokenizer.json', 'tokenizer_config.json']

/** Where sentence-transformers keeps how token vectors become one. */
export const poolingFile = '1_Pooling/config.json'

/** The folder that a model is in, or would be downloaded to. */
export function folderOf({ model, modelsDir }: { model: string; modelsDir: string }): string {
  return isAbsolute(model) ? model : join(modelsDir, model)
}

/** The files that a folder lacks to be loaded; none where it is complete. */
export async function findMissing(folder: string, dtype: ModelDtype | null): Promise<string[]> {
  const chosen = dtype ?? (await findDtype(folder)) ?? 'q8'
  const missing = await Promise.all(
    [...descriptions, weightsFile(chosen)].map(async (file) => ((await exists(join(folder, file))) ? [] : [file])),
  )
  return missing.flat()
}

/**
 * How a complete folder is to be used. Pooling is what sentence-transformers says in it; models of the BGE family,
 * whose conversions leave that out, use the first token, all others the mean.
 */
export async function readModelFolder(folder: string, dtype: ModelDtype | null): Promise<ModelFolder> {
  const config = await readJson(join(folder, 'config.json'))
  const name = basename(folder)
  const names = `${name} ${String(config?._name_or_path ?? '')}`
  const pooling = await readJson(join(folder, poolingFile))
  return {
    folder,
    name,
    dtype: dtype ?? (await findDtype(folder)) ?? 'q8',
    pooling: pooling ? poolingOf(pooling) : isOf('bge', names) ? 'cls' : 'mean',
    prefixed: isOf('e5', names) && !isOf('instruct', names),
  }
}

/**
 * What tells the vectors of this folder from all others: SHA-256 of weights, tokenizer and how they are used. The same
 * folder under the same name is the same model on every machine.
 */
export async function fingerprint({ folder, dtype, pooling, prefixed }: ModelFolder): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify({ pooling, prefixed }))
  const onnx = (await readdir(join(folder, 'onnx'))).filter((file) => file.startsWith(`${weights[dtype]}.onnx`)).sort()
  for (const file of ['tokenizer.json', ...onnx.map((name) => join('onnx', name))]) {
    for await (const part of createReadStream(join(folder, file), { highWaterMark: 1 << 20 })) hash.update(part)
  }
  return hash.digest('hex')
}

/** How long the vectors of a folder's model are, as its description says. */
export async function readDimensions({ folder }: Pick<ModelFolder, 'folder'>): Promise<number> {
  return Number((await readJson(join(folder, 'config.json')))?.hidden_size)
}

function isOf(family: string, names: string): boolean {
  return new RegExp(`(^|[^a-z0-9])${family}([^a-z0-9]|$)`, 'i').test(names)
}

async function findDtype(folder: string): Promise<ModelDtype | undefined> {
  const there = await Promise.all(preferred.map((dtype) => exists(join(folder, weightsFile(dtype)))))
  return preferred.find((_, i) => there[i])
}

function weightsFile(dtype: ModelDtype): string {
  return `onnx/${weights[dtype]}.onnx`
}

function poolingOf(config: Record<string, unknown>): Pooling {
  if (config.pooling_mode_cls_token === true) return 'cls'
  if (config.pooling_mode_lasttoken === true) return 'last_token'
  if (config.pooling_mode_mean_tokens === true) return 'mean'
  throw new Error(`${poolingFile} names no pooling that is supported`)
}

async function readJson(file: string): Promise<Record<string, unknown> | undefined> {
  return (await exists(file)) ? JSON.parse(await readFile(file, 'utf8')) : undefined
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
