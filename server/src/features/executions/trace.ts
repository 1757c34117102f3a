import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import { found, type Language, problemText } from '../../problems.ts'
import { executions } from './executions.repository.ts'

/** A step as it was told. */
interface Step {
  number: number
  kind: 'search' | 'model' | 'tool'
  name: string
  started_at: string
  ms: number
  input: unknown
  output: unknown
  input_tokens?: number
  output_tokens?: number
  cost_usd?: number | null
  error_code?: string
}

/** The steps of an execution with what each was, for a person. Raises `not_found`. */
export async function describeSteps(tx: TenantTx, id: string, language: Language) {
  const [row, steps] = await Promise.all([
    executions.get(tx, id),
    tx.run(
      sql<{ data: Step }>`select data from execution_events where execution_id = ${id} and event = 'step'
        order by position`.compile(queries),
    ),
  ])
  found(row)
  return steps.map(({ data }) => ({ ...data, text: storyOf(data)[language] }))
}

function storyOf(step: Step): Record<Language, string> {
  const { kind, name, ms, error_code } = step
  const took = { pt: `em ${Math.round(ms)} ms`, en: `in ${Math.round(ms)} ms` }
  if (error_code !== undefined) {
    const why = { pt: problemText(error_code, {}, 'pt'), en: problemText(error_code, {}, 'en') }
    const what = {
      search: { pt: 'A busca falhou', en: 'The search failed' },
      model: { pt: `O modelo ${name} falhou`, en: `The model ${name} failed` },
      tool: { pt: `A ferramenta ${name} falhou`, en: `The tool ${name} failed` },
    }[kind]
    return { pt: `${what.pt} ${took.pt}: ${why.pt}`, en: `${what.en} ${took.en}: ${why.en}` }
  }
  if (kind === 'search') {
    const { query } = step.input as { query: string }
    const count = (step.output as { passages?: unknown[] } | null)?.passages?.length ?? 0
    return {
      pt: `Buscou “${query}” e encontrou ${count} ${count === 1 ? 'trecho' : 'trechos'}, ${took.pt}.`,
      en: `Searched “${query}” and found ${count} ${count === 1 ? 'passage' : 'passages'}, ${took.en}.`,
    }
  }
  if (kind === 'model') {
    const cost = step.cost_usd ?? null
    const price = {
      pt: cost === null ? 'preço desconhecido' : `US$ ${cost.toFixed(6)}`,
      en: cost === null ? 'price unknown' : `US$ ${cost.toFixed(6)}`,
    }
    const { input_tokens = 0, output_tokens = 0 } = step
    return {
      pt: `O modelo ${name} leu ${input_tokens} tokens e escreveu ${output_tokens}, ${took.pt} (${price.pt}).`,
      en: `The model ${name} read ${input_tokens} tokens and wrote ${output_tokens}, ${took.en} (${price.en}).`,
    }
  }
  return { pt: `Usou a ferramenta ${name}, ${took.pt}.`, en: `Used the tool ${name}, ${took.en}.` }
}
