import type { z } from 'zod'
import { type ConfigFault, reasons, type variables } from './config-variables.ts'

/** The language models that an install has for its clients. */
export interface ModelsConfig {
  provider: 'openai' | 'openai_compatible' | 'anthropic'
  /** What `/chat/completions`, or `/messages`, is added to. */
  url: string
  apiKey: string | null
}

type Variables = z.output<typeof variables>

const urls = { openai: 'https://api.openai.com/v1', anthropic: 'https://api.anthropic.com/v1' }

/** What a provider needs and was not given; `given` is as the environment has it, without what is empty. */
export function modelsFaults(given: Record<string, string | undefined>): ConfigFault[] {
  const missing = (name: string) => (name in given ? [] : [{ name, reason: reasons.llmNeeds }])
  if (given.LLM_PROVIDER === 'openai_compatible') return missing('LLM_URL')
  if (given.LLM_PROVIDER === 'anthropic') return missing('LLM_API_KEY')
  return given.LLM_PROVIDER === 'openai' && !('OPENAI_API_KEY' in given) ? missing('LLM_API_KEY') : []
}

/** Null where the install has none, or keeps it from its clients. */
export function modelsOf(v: Variables): ModelsConfig | null {
  const provider = v.LLM_PROVIDER
  if (provider === undefined || !v.LLM_FOR_CLIENTS) return null
  const url = v.LLM_URL ?? (provider === 'openai_compatible' ? undefined : urls[provider])
  if (url === undefined) return null
  return { provider, url, apiKey: v.LLM_API_KEY ?? (provider === 'openai' ? (v.OPENAI_API_KEY ?? null) : null) }
}
