import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../../src/http/app.ts'
import { listen } from '../../../src/start/listen.ts'
import {
  answer,
  model,
  people,
  publish,
  question,
  server,
  startAgentsWithModel,
} from '../../harness/agents-with-model.ts'
import { createKey } from '../../harness/harness.ts'

startAgentsWithModel()

const run = promisify(execFile)
const files = join(import.meta.dirname, '../../files/openai')
let env: NodeJS.ProcessEnv
let listening: Awaited<ReturnType<typeof listen>>
let work: string

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'renum-openai-'))
  listening = await listen(createApp(server.services).fetch, 0, '127.0.0.1')
  const { token } = await createKey(people.owner, ['agents'])
  const BASE_URL = `http://127.0.0.1:${listening.port}/v1`
  env = { ...process.env, BASE_URL, API_KEY: token, AGENT: await publish(), QUESTION: question }
  model.reply = ({ body }) =>
    body.messages.at(-1)?.content.endsWith('CORTE') ? { cutOffAfter: 'Cada pessoa tem' } : { text: answer }
})
afterAll(async () => {
  await listening?.close(1_000)
  await rm(work, { recursive: true, force: true })
})

// Both are fetched from their registries, as a program's author does: they are too large to come with the repository.
describe('the official client of OpenAI', () => {
  it('for JavaScript is answered, streams, and raises its own errors', async () => {
    await run('npm', ['install', '--prefix', work, '--ignore-scripts', '--no-audit', 'openai@7.59.0'])
    const { stdout } = await run('node', [join(files, 'client.mjs')], { cwd: work, env })
    expectTold(JSON.parse(stdout), 'APIError')
  })

  it('for Python is answered, streams, and raises its own errors', async () => {
    await run('python3', ['-m', 'venv', join(work, 'venv')])
    await run(join(work, 'venv/bin/pip'), ['install', '--quiet', 'openai==3.57.0'])
    const { stdout } = await run(join(work, 'venv/bin/python'), [join(files, 'client.py')], { env })
    expectTold(JSON.parse(stdout), 'APIError')
  })
})

function expectTold(told: object, streamError: string): void {
  expect(told).toEqual({
    models: [env.AGENT],
    content: answer,
    total_tokens: 120,
    streamed: answer,
    streamed_tokens: 120,
    response: answer,
    response_streamed: answer,
    errors: {
      tools: { name: 'BadRequestError', code: 'tools_not_supported', status: 400 },
      model: { name: 'NotFoundError', code: 'not_found', status: 404 },
      key: { name: 'AuthenticationError', code: expect.any(String), status: 401 },
      cut_off: { name: 'InternalServerError', code: 'model_cut_off', status: 503 },
      cut_off_streaming: { name: streamError, code: 'model_cut_off', status: null },
    },
  })
  // What was begun and paid is asked once, however often a client tries again by itself.
  expect(model.requests.filter(({ body }) => body.messages.at(-1)?.content.endsWith('CORTE'))).toHaveLength(2)
  model.requests.length = 0
}
