import { agentProblems } from './problems/agents.ts'
import { callerProblems } from './problems/callers.ts'
import { clientProblems } from './problems/clients.ts'
import { documentProblems } from './problems/documents.ts'
import type { Fault } from './problems/entry.ts'
import { fileProblems } from './problems/files.ts'
import { installProblems } from './problems/install.ts'
import { integrationProblems } from './problems/integrations.ts'
import { requestProblems } from './problems/requests.ts'
import { websiteProblems } from './problems/websites.ts'

/**
 * The catalogue of expected failures: a stable code, its HTTP status, whose fault it is, whether another try can help, and
 * what a person reads, in both languages.
 * `{name}` is replaced by the parameter of that name, but where it stands in a path, as `/v1/collections/{id}`.
 */
export const problems = {
  ...requestProblems,
  ...installProblems,
  ...callerProblems,
  ...clientProblems,
  ...documentProblems,
  ...fileProblems,
  ...websiteProblems,
  ...integrationProblems,
  ...agentProblems,
}

export type ProblemCode = keyof typeof problems
export type Language = 'pt' | 'en'

/** What a placeholder becomes; where it is text for a person, in both languages. */
type Params = Record<string, string | number | Record<Language, string>>

export interface ProblemOptions {
  /** The field of the request that is at fault, as its path: `top_k`, `filters.language`. */
  field?: string
  /** Values for the `{placeholders}` of the text. */
  params?: Params
  /** What led to it, for the log. Never rendered. */
  cause?: unknown
}

/** An expected failure. Rendered once per protocol: for HTTP in `http/problem.ts`. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly field: string | undefined
  readonly params: Params

  constructor(code: ProblemCode, { field, params = {}, cause }: ProblemOptions = {}) {
    super(code, { cause })
    this.name = 'Problem'
    this.code = code
    this.field = field
    this.params = params
  }

  get status(): number {
    return problems[this.code].status
  }

  /** Whose fault it is. */
  get fault(): Fault {
    return problems[this.code].fault
  }

  /** Whether another try can help, though its caller changes nothing. */
  get retry(): boolean {
    return problems[this.code].retry
  }

  /** The text for a person, in one of the two languages. */
  text(language: Language): string {
    return problemText(this.code, this.params, language)
  }
}

/** Which of a client's limits something does not fit. Not how much is used: not everybody who adds may know. */
export function quotaExceeded(what: 'documents' | 'bytes', cause?: unknown): Problem {
  const names = { documents: { pt: 'documentos', en: 'documents' }, bytes: { pt: 'bytes', en: 'bytes' } }
  return new Problem('quota_exceeded', { params: { what: names[what] }, cause })
}

/** The row, where there is one; raises `not_found` where this tenant has none. */
export function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Problem('not_found')
  return row
}

/** The text of a code that was kept with its parameters; the code itself where the catalogue has it no more. */
export function problemText(code: string, params: unknown, language: Language): string {
  const entry = code in problems ? problems[code as ProblemCode] : undefined
  const values = (params ?? {}) as Params
  return (entry?.[language] ?? code).replace(/(?<!\/)\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? ''
    return typeof value === 'object' ? value[language] : String(value)
  })
}
