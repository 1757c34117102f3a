import { pino } from 'pino'
import { expect, it } from 'vitest'
import { problemHandler } from '../../../src/http/problem.ts'
import { createRouter } from '../../../src/http/router.ts'
import { Problem } from '../../../src/problems.ts'

/** What the log has of one request that ended so, and how it was answered. */
async function logged(error: Error) {
  const lines: Record<string, unknown>[] = []
  const logger = pino({ base: {} }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const app = createRouter().get('/', () => {
    throw error
  })
  app.onError(problemHandler(logger))
  const { status } = await app.request('/')
  return { status, lines: lines.map(({ time: _, ...line }) => line) }
}

it('a refusal by row security is one line that says why, without a stack', async () => {
  const cause = new Error('new row violates row-level security policy for table "documents"')
  for (const code of ['forbidden', 'key_limited'] as const) {
    const { status, lines } = await logged(new Problem(code, { cause }))
    expect(status).toBe(403)
    expect(lines).toEqual([{ level: 30, code, reason: cause.message, msg: 'refused' }])
  }
  expect((await logged(new Problem('no_client'))).lines).toEqual([{ level: 30, code: 'no_client', msg: 'refused' }])
})

it('a website that does not answer is one too', async () => {
  const { status, lines } = await logged(new Problem('url_unreachable', { cause: new Error('ECONNRESET') }))
  expect([status, lines]).toEqual([503, [{ level: 30, code: 'url_unreachable', msg: 'refused' }]])
})

it('a grant that is missing, and what the install failed at, are there with their stacks', async () => {
  const cause = new Error('permission denied for table documents')
  const [missing] = (await logged(new Problem('forbidden', { cause }))).lines
  expect(missing).toMatchObject({ level: 50, msg: 'forbidden', err: { message: cause.message } })
  const [failed] = (await logged(new Error('unexpected'))).lines
  expect(JSON.stringify(failed)).toContain('refusals-log.test.ts')
})
