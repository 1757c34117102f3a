import { join, resolve } from 'node:path'
import type { z } from 'zod'
import {
  type ConfigFault,
  isPath,
  type modelDtypes,
  networkNames,
  reasons,
  type variables,
} from './config-variables.ts'

/** How the weights of a local model are stored, as transformers.js names it. */
export type ModelDtype = (typeof modelDtypes)[number]

/** What turns texts into vectors. */
export interface EmbeddingsConfig {
  /** `auto` is the local model where it is there and loads, else the lexical embedder. */
  provider: 'auto' | 'lexical' | 'local' | 'http'
  /** Of the local model: its id on the hub, or the absolute path of its folder; null where nothing is said. */
  model: string | null
  /** Where models are, each in a folder named by its id, and where downloads go. */
  modelsDir: string
  /** Null takes what the model's folder has, q8 first. */
  dtype: ModelDtype | null
  /** Whether a model that is not there may be fetched from the hub. */
  download: boolean
  hubUrl: string
  /** Variables that the process of the model gets: what a download needs behind a proxy. */
  network: Record<string, string>
  /** Where the provider is `http`. */
  http: HttpEmbeddingsConfig | null
}

/** An embedding service that speaks OpenAI's `POST /embeddings`. */
export interface HttpEmbeddingsConfig {
  /** What `/embeddings` is added to, as `https://api.example.com/v1`. */
  url: string
  apiKey: string | null
  /** As the service names it. */
  model: string
  dimensions: number
  /** Whether the service is asked for that length: its model gives longer ones, and can shorten them. */
  shorten: boolean
  /** Requests at once, of this process. */
  concurrency: number
  /** What it is told in `input_type` of a query and of a passage; null: nothing. */
  inputTypes: Record<'query' | 'passage', string> | null
  /** What it gets before each text. */
  prefixes: Record<'query' | 'passage', string>
}

type Variables = z.output<typeof variables>

const openai = { url: 'https://api.openai.com/v1', model: 'text-embedding-3-small' }
/** How long the vectors of OpenAI's models are where nobody asks for shorter ones. */
const openaiDimensions: Record<string, number> = {
  'text-embedding-3-small': 1536,
  'text-embedding-3-large': 3072,
  'text-embedding-ada-002': 1536,
}

/** What a service needs and was not given; `given` is as the environment has it, without what is empty. */
export function embeddingsFaults(given: Record<string, string | undefined>): ConfigFault[] {
  const missing = (names: string[], reason: ConfigFault['reason']) =>
    names.filter((name) => !(name in given)).map((name) => ({ name, reason }))
  if (given.EMBEDDINGS_PROVIDER === 'http') {
    return missing(['EMBEDDINGS_URL', 'EMBEDDINGS_MODEL', 'EMBEDDINGS_DIMENSIONS'], reasons.httpNeeds)
  }
  if (given.EMBEDDINGS_PROVIDER !== 'openai') return []
  const { EMBEDDINGS_MODEL: model = openai.model } = given
  return [
    ...('EMBEDDINGS_API_KEY' in given ? [] : missing(['OPENAI_API_KEY'], reasons.openaiNeedsKey)),
    ...(Object.hasOwn(openaiDimensions, model) ? [] : missing(['EMBEDDINGS_DIMENSIONS'], reasons.modelNeedsDimensions)),
  ]
}

/** @param env as it is: names of a proxy are no settings of ours */
export function embeddingsOf(v: Variables, env: Record<string, string | undefined>): EmbeddingsConfig {
  const model = v.EMBEDDINGS_MODEL ?? null
  return {
    provider: v.EMBEDDINGS_PROVIDER === 'openai' ? 'http' : v.EMBEDDINGS_PROVIDER,
    model: model !== null && isPath(model) ? resolve(model) : model,
    modelsDir: resolve(v.EMBEDDINGS_MODELS_DIR ?? join(v.RENUM_DATA_DIR, 'models')),
    dtype: v.EMBEDDINGS_DTYPE ?? null,
    download: v.EMBEDDINGS_DOWNLOAD,
    hubUrl: v.EMBEDDINGS_HUB_URL,
    network: Object.fromEntries(networkNames.flatMap((name) => (env[name] ? [[name, env[name]]] : []))),
    http: serviceOf(v),
  }
}

function serviceOf(v: Variables): HttpEmbeddingsConfig | null {
  const { EMBEDDINGS_URL: url, EMBEDDINGS_MODEL: model, EMBEDDINGS_DIMENSIONS: dimensions } = v
  const apiKey = v.EMBEDDINGS_API_KEY ?? null
  const told = {
    concurrency: v.EMBEDDINGS_CONCURRENCY,
    inputTypes: v.EMBEDDINGS_INPUT_TYPES ?? null,
    prefixes: { query: v.EMBEDDINGS_QUERY_PREFIX ?? '', passage: v.EMBEDDINGS_PASSAGE_PREFIX ?? '' },
  }
  if (v.EMBEDDINGS_PROVIDER === 'http' && url && model && dimensions) {
    return { url, apiKey, model, dimensions, shorten: false, ...told }
  }
  if (v.EMBEDDINGS_PROVIDER !== 'openai') return null
  const named = model ?? openai.model
  const own = openaiDimensions[named]
  const length = dimensions ?? own
  if (length === undefined) return null
  return {
    url: url ?? openai.url,
    apiKey: apiKey ?? v.OPENAI_API_KEY ?? null,
    model: named,
    dimensions: length,
    shorten: length !== own,
    ...told,
  }
}
