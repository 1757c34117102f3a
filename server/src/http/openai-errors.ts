import type { Context } from 'hono'

const paths = /^\/v1\/(?:chat\/completions|responses|models)(?:\/|$)/

/** Whether a path is one that programs of OpenAI's protocol ask. */
export const isOpenAiPath = (path: string) => paths.test(path)

/** A problem as OpenAI's clients read it: by its HTTP status they raise it as one of their own errors. */
export function openAiError({
  title,
  status,
  code,
  field,
}: {
  title: string
  status: number
  code: string
  field?: string | undefined
}) {
  return { message: title, type: typeOf(status), code, param: field ?? null }
}

function typeOf(status: number): string {
  if (status === 401) return 'authentication_error'
  if (status === 403) return 'permission_error'
  if (status === 429) return 'rate_limit_error'
  return status >= 500 ? 'server_error' : 'invalid_request_error'
}

/**
 * Those clients try again by themselves what has a status of 409, 429 or 5xx. What has cost something is not to be asked, and
 * paid, anew.
 */
export function keepFromRetrying(c: Pick<Context, 'header'>, { tokens_used }: { tokens_used: number }): void {
  if (tokens_used > 0) c.header('X-Should-Retry', 'false')
}
