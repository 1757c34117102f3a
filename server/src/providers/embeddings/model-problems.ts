import type { EmbeddingsConfig } from '../../config.ts'
import type { Language } from '../../problems.ts'
import { ModelProcessError } from './model-process.ts'

export type Text = Record<Language, string>

/** Why the local model cannot be used, and what to do. */
export class LocalModelError extends Error {
  readonly text: Text

  constructor(text: Text, cause?: unknown) {
    super(text.en, { cause })
    this.name = 'LocalModelError'
    this.text = text
  }
}

type Model = Pick<EmbeddingsConfig, 'hubUrl' | 'download'> & { model: string }

export function incomplete({ model }: Model, folder: string, missing: string[]): Text {
  const files = missing.join(', ')
  return {
    pt: `O modelo de embeddings ${model} não está completo em ${folder}: ${missing.length === 1 ? 'falta' : 'faltam'} ${files}.`,
    en: `The embedding model ${model} is not complete in ${folder}: ${files} missing.`,
  }
}

export function toBeDownloaded({ model }: Model): Text {
  return {
    pt: `O modelo de embeddings ${model} ainda não está aqui: o Renum tenta baixá-lo em segundo plano, para o próximo início.`,
    en: `The embedding model ${model} is not here yet: Renum tries to download it in the background, for the next start.`,
  }
}

export function notDownloaded({ model, hubUrl }: Model, folder: string, error: unknown): Text {
  const why = error instanceof Error ? error.message : String(error)
  if (isNotInstalled(error)) return notInstalled(why)
  return {
    pt: `O modelo de embeddings ${model} não pôde ser baixado de ${hubUrl} (${why}). Copie a pasta dele para ${folder} ou use EMBEDDINGS_PROVIDER=lexical.`,
    en: `The embedding model ${model} could not be downloaded from ${hubUrl} (${why}). Copy its folder to ${folder}, or use EMBEDDINGS_PROVIDER=lexical.`,
  }
}

export function notLoaded({ model }: Model, folder: string, error: unknown): Text {
  const why = error instanceof Error ? error.message : String(error)
  if (isNotInstalled(error)) return notInstalled(why)
  return {
    pt: `O modelo de embeddings ${model} não pôde ser carregado de ${folder} (${why}). Copie ou baixe a pasta de novo, ou use EMBEDDINGS_PROVIDER=lexical.`,
    en: `The embedding model ${model} could not be loaded from ${folder} (${why}). Copy or download the folder again, or use EMBEDDINGS_PROVIDER=lexical.`,
  }
}

function notInstalled(why: string): Text {
  return {
    pt: `O modelo de embeddings precisa de @huggingface/transformers, uma dependência opcional que não pôde ser carregada (${why}). Rode npm ci sem --omit=optional ou use EMBEDDINGS_PROVIDER=lexical.`,
    en: `The embedding model needs @huggingface/transformers, an optional dependency that could not be loaded (${why}). Run npm ci without --omit=optional, or use EMBEDDINGS_PROVIDER=lexical.`,
  }
}

function isNotInstalled(error: unknown): boolean {
  return error instanceof ModelProcessError && error.reason === 'not_installed'
}
