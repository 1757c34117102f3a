// All tests, in two processes at once: the server's wait most of the time for their database, the others for processes
// that they start. With arguments it is `vitest run` with them.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')
const beside = ['unit', 'client', 'embedded', 'cli', 'web', 'scripts']
const running: ChildProcess[] = []

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal)
  })
}

interface Run {
  exitCode: Promise<number>
  /** Seconds; once it has ended. */
  seconds(): number
  /** What it printed; empty where that went to the terminal. */
  output: Buffer[]
}

function run(args: readonly string[], { quiet }: { quiet: boolean }): Run {
  const env = args.some((arg) => arg.includes('slow')) ? { ...process.env, SLOW_TESTS: '1' } : process.env
  const stdio = quiet ? 'pipe' : 'inherit'
  const child = spawn(process.execPath, [vitest, 'run', ...args], { env, stdio: ['ignore', stdio, stdio] })
  running.push(child)
  const output: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => output.push(data))
  const began = performance.now()
  let ended = began
  const exitCode = new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      ended = performance.now()
      resolve(code ?? 1)
    })
  })
  return { exitCode, output, seconds: () => Math.round((ended - began) / 1_000) }
}

const args = process.argv.slice(2)
if (args.length > 0) process.exitCode = await run(args, { quiet: false }).exitCode
else {
  process.stdout.write(`At the same time, and shown at the end: the tests of ${beside.join(', ')}\n`)
  const others = run(
    beside.flatMap((name) => ['--project', name]),
    { quiet: true },
  )
  const server = run(['--project', 'server'], { quiet: false })
  const codes = await Promise.all([server.exitCode, others.exitCode])
  process.stdout.write(Buffer.concat(others.output))
  process.stdout.write(`${server.seconds()} s: server; ${others.seconds()} s: ${beside.join(', ')}\n`)
  process.exitCode = Math.max(...codes)
}
