import type { components } from './schema.ts'

export type Problem = components['schemas']['Problem']

/** What the API answered instead of what was asked for. */
export class RenumError extends Error {
  readonly status: number
  /** Stable; `unknown` for an answer that is not the API's own, as of a proxy in between. */
  readonly code: Problem['code'] | 'unknown'
  /** What is at fault in the request, as its path: `top_k`. */
  readonly field: string | undefined
  /** Of `duplicate_document`: the document that has the same bytes. */
  readonly document_id: string | undefined
  /** Names the request to the operator of the install. */
  readonly request_id: string | undefined

  constructor(response: Response, body: unknown) {
    const problem = isProblem(body) ? body : undefined
    super(problem?.title ?? `HTTP ${response.status} ${response.statusText}`.trim())
    this.name = 'RenumError'
    this.status = response.status
    this.code = problem?.code ?? 'unknown'
    this.field = problem?.field
    this.document_id = problem?.document_id
    this.request_id = problem?.request_id ?? response.headers.get('X-Request-Id') ?? undefined
  }
}

/** That no answer came: nothing listens there, the name is unknown, the connection broke off. Its cause says more. */
export class RenumConnectionError extends Error {
  readonly code = 'connection_failed'
  /** Where the request went, without its path. */
  readonly url: string

  constructor(url: string, cause: unknown) {
    const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
    super(`no answer from ${url}: ${inner instanceof Error ? inner.message || inner.name : String(inner)}`, { cause })
    this.name = 'RenumConnectionError'
    this.url = url
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'title' in body
}

type Answer = { data?: unknown; error?: unknown; response: Response }

/** What a call gives if it succeeds; `undefined` for an answer without content. */
type DataOf<A extends Answer> = [Extract<A, { error?: never }>['data']] extends [never]
  ? undefined
  : Extract<A, { error?: never }>['data']

/**
 * The data of a call, for who prefers exceptions: `const me = await unwrap(renum.GET('/v1/me'))`.
 *
 * @throws RenumError where the API answered with a problem; RenumConnectionError where no answer came
 */
export async function unwrap<A extends Answer>(call: Promise<A>): Promise<DataOf<A>> {
  const { data, error, response } = await call
  if (!response.ok) throw new RenumError(response, error)
  return data as DataOf<A>
}
