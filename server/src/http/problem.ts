import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type Language, Problem, type ProblemCode, problems } from '../problems.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { RequestContext } from './context.ts'
import { isOpenAiPath, openAiError } from './openai-errors.ts'
import { issueText } from './validation-messages.ts'

/** RFC 9457, with a stable `code`, the request and, for bad input, the field. */
export const problemDetails = z
  .object({
    type: z.string(),
    title: z.string().openapi({ description: 'What is wrong and what to do, in the language of Accept-Language.' }),
    status: z.int(),
    code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
    request_id: z.string(),
    field: z.string().optional().openapi({ description: 'The path of what is at fault in the request.' }),
    document_id: z
      .uuid()
      .optional()
      .openapi({ description: 'Of `duplicate_document`: the document that has these bytes already.' }),
  })
  .openapi('Problem')

/** Renders what a route raised: expected failures as they are, everything else as `internal`, with nothing of it. */
export function problemHandler(logger: Logger) {
  return (error: Error, c: Context<RequestContext>): Response => {
    const problem = expected(error)
    const status = problem.status as ContentfulStatusCode
    logProblem(logger, problem, error, c.var.requestId)
    if (status === 401) c.header('WWW-Authenticate', 'Bearer')
    if (problem.code === 'insufficient_scope') c.header('WWW-Authenticate', 'Bearer error="insufficient_scope"')
    // Of a limit by the minute it is known when it ends; of what is under way at once it is not.
    const unsaid = status === 429 && !c.res.headers.has('Retry-After')
    if (status === 503 || unsaid) c.header('Retry-After', '5')
    // What is left of the body is not read: nothing else can come over this connection.
    if (status === 413) c.header('Connection', 'close')
    const details = describeProblem(problem, c)
    const forOpenAi = isOpenAiPath(c.req.path)
    if (forOpenAi && !c.res.headers.has('X-Should-Retry')) c.header('X-Should-Retry', String(problem.retry))
    const told = forOpenAi ? { ...details, error: openAiError(details) } : details
    return c.body(JSON.stringify(told), status, { 'Content-Type': 'application/problem+json' })
  }
}

/** Where something is to be mended on this side, with its stack. What callers or websites do wrong is one line. */
function logProblem(logger: Logger, problem: Problem, error: Error, request_id: string): void {
  const { code, status, cause, fault } = problem
  // Postgres refuses by row security, or for want of a grant, which is one that we forgot.
  const reason = status === 403 && cause instanceof Error ? cause.message : undefined
  if (status >= 500 && fault !== 'site') logger.error({ err: error, request_id }, code)
  else if (reason?.startsWith('permission denied')) logger.error({ err: cause, request_id }, code)
  else if (status === 403 || status >= 500) logger.info({ code, reason, request_id }, 'refused')
}

/** A problem as it goes out, in the language of the request. */
export function describeProblem(
  problem: Problem,
  c: Pick<Context<RequestContext>, 'var'>,
): z.infer<typeof problemDetails> {
  return {
    type: 'about:blank',
    title: problem.text(c.var.language ?? 'pt'),
    status: problem.status,
    code: problem.code,
    request_id: c.var.requestId,
    ...(problem.field === undefined ? {} : { field: problem.field }),
    ...(problem.code === 'duplicate_document' ? { document_id: String(problem.params.document_id) } : {}),
  }
}

function expected(error: Error): Problem {
  if (error instanceof Problem) return error
  if (error instanceof HTTPException) {
    if (error.status === 413) return new Problem('request_too_large', { cause: error })
    if (error.status === 415) return new Problem('unsupported_content_type', { cause: error })
    if (error.status === 400)
      return new Problem(/JSON/.test(error.message) ? 'invalid_json' : 'invalid_form', { cause: error })
  }
  return new Problem('internal', { cause: error })
}

/** The first thing that is wrong with a request, as zod sees it. */
export function fromZodError(error: z.core.$ZodError): Problem {
  const issue = firstIssue(error.issues)
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = [...(issue?.path ?? []), ...(unknownKey === undefined ? [] : [unknownKey])].join('.')
  const reason = (language: Language) => (issue ? issueText(issue, path, language) : '')
  return new Problem('invalid_input', {
    ...(path ? { field: path } : {}),
    params: { reason: { pt: reason('pt'), en: reason('en') } },
    cause: error,
  })
}

/** Of a body that may be one of several things, what is wrong with the one that has a place for all its fields. */
function firstIssue(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  const [issue] = issues
  if (issue?.code !== 'invalid_union' || issue.errors.length === 0) return issue
  const meant = issue.errors.filter((each) => each.every(({ code }) => code !== 'unrecognized_keys'))
  const inner = firstIssue(meant[0] ?? issue.errors[0] ?? [])
  if (!inner) return undefined
  const path = [...issue.path, ...inner.path]
  // Where nothing tells which one is meant, or two are, any of them is asked for.
  return meant.length === 1 ? { ...inner, path } : { code: 'custom', message: issue.message, path }
}
