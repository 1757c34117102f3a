import { APICallError } from '@ai-sdk/provider'
import { Problem } from '../../../problems.ts'

/** What a failed call of a model is, for whoever asked; the answer of the service stays in the log. */
export function modelProblem(error: unknown): unknown {
  if (error instanceof Problem) return error
  if (error instanceof Error && error.cause instanceof Problem) return error.cause
  if (!APICallError.isInstance(error)) return new Problem('model_cut_off', { cause: plain(error) })
  const { statusCode: status, responseBody = '' } = error
  const cause = plain(error)
  // It had begun to answer.
  if (status !== undefined && status < 300) return new Problem('model_cut_off', { cause })
  if (status === undefined) return new Problem('model_unavailable', { cause })
  if (status === 401 || status === 403) return new Problem('model_key_refused', { cause })
  if (status === 404) return new Problem('model_unknown', { cause })
  if (status === 429) return new Problem('model_rate_limited', { cause })
  if (status === 413 || (status === 400 && /context|too long|maximum.{0,20}tokens/i.test(responseBody))) {
    return new Problem('model_context_too_long', { cause })
  }
  return new Problem(status >= 500 ? 'model_unavailable' : 'model_request_refused', { params: { status }, cause })
}

/** Without what was sent, which holds documents and the key. */
function plain(error: unknown): Error {
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  return new Error(`${name}: ${message}`)
}
