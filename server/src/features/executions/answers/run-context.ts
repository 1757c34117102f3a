import type { Database } from '../../../db/pool.ts'
import type { Principal } from '../../../db/tenant.ts'
import { Problem } from '../../../problems.ts'
import type { Embedders } from '../../../providers/embeddings/embedders.ts'
import type { Keyring } from '../../../providers/encryption/keyring.ts'
import type { Models } from '../../../providers/models/models.ts'
import type { CallHttp } from '../../../providers/web/call-http.ts'
import type { Logger } from '../../../telemetry/logger.ts'
import type { Traces } from '../../../telemetry/traces.ts'
import type { AgentConfiguration } from '../../agents/agents.schema.ts'
import { scopeOf } from '../../agents/agents.ts'
import type { DocumentUsage } from '../../document-usage/document-usage.ts'
import { search } from '../../search/search.ts'
import type { AnswerWriter, Passage } from './answer.ts'

export interface RunServices {
  database: Database
  embedders: Embedders
  models: Models
  keyring: Keyring | null
  logger: Logger
  documentUsage: DocumentUsage
  traces: Traces
  callHttp: CallHttp
  /** Waits until the caller may search: what an execution searches counts among the caller's own searches. In workers the queue sees to it. */
  takeSearchTurn?: (principal: Principal, signal: AbortSignal) => Promise<() => void>
}

/** An execution that is to be run. */
export interface Run {
  id: string
  client_id: string
  agent_id: string
  agent_name: string
  /** Null where the draft is tried. */
  agent_version: number | null
  conversation_id: string | null
  principal: Principal
  configuration: AgentConfiguration
  question: string
  /** What was asked and answered before in its conversation, the newest last. */
  history: readonly { question: string; answer: string }[]
  /** What the caller's program tells the model; empty where it says nothing. */
  note: string
  /** Whether what it costs is reserved before each call. */
  budgeted: boolean
}

/** What an execution has used. `cost_usd`: null once something of it has no known price. */
export interface Usage {
  input_tokens: number
  output_tokens: number
  cost_usd: number | null
  model: string
}

export interface TraceStep {
  kind: 'search' | 'model' | 'tool'
  name: string
  input: unknown
}

/** What the parts of an execution work with. */
export interface RunContext {
  run: Run
  signal: AbortSignal
  answer: AnswerWriter
  passages: Passage[]
  usage: Usage
  /** Begins a step of the trace; what it gives ends it. */
  step(step: TraceStep): (outcome: object) => void
}

/** Searches as the asker, and gives what is found its numbers. Raises what `search` raises. */
export async function retrieve(
  services: Pick<RunServices, 'database' | 'embedders' | 'documentUsage' | 'takeSearchTurn'>,
  { run, passages, step, signal }: RunContext,
  query: string,
): Promise<Passage[]> {
  const { knowledge, retrieval } = run.configuration
  const { mode: by, top_k, min_score } = retrieval
  const asked = { query, mode: by, top_k, min_score, ...scopeOf(knowledge) }
  const end = step({ kind: 'search', name: 'search_knowledge', input: asked })
  let leave: (() => void) | undefined
  try {
    leave = await services.takeSearchTurn?.(run.principal, signal)
    const { results, mode, model } = await search(services, run.principal, asked)
    signal.throwIfAborted()
    services.documentUsage.note(run.client_id, run.agent_id, results)
    const found = results.map(({ scores: _, ranks: __, citation, ...result }) =>
      addPassage(passages, { ...result, location: citation.location as Passage['location'] }),
    )
    end({ output: { mode, model, passages: found.map(({ content: _, ...passage }) => passage) } })
    return found
  } catch (error) {
    end({ error_code: error instanceof Problem ? error.code : 'internal' })
    throw error
  } finally {
    leave?.()
  }
}

/** Under the number that it has already, or the next. */
export function addPassage(passages: Passage[], passage: Omit<Passage, 'number'>): Passage {
  const known = passages.find(({ chunk_id }) => chunk_id === passage.chunk_id)
  if (known) return known
  const numbered = { number: passages.length + 1, ...passage }
  passages.push(numbered)
  return numbered
}
