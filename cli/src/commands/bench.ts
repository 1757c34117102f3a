import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What `renum bench` takes; bench/main.ts says what it means. */
export interface BenchOptions {
  only: string
  target?: string
  json?: boolean
  rounds?: string
  seconds?: string
  rows?: string
}

const script = fileURLToPath(import.meta.resolve('../../../bench/main.ts'))

/** `renum bench --only NAME`: a benchmark of the repository, in a process of its own, on the embedded stack or `--target`. */
export async function bench(options: BenchOptions): Promise<void> {
  const args = Object.entries(options).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [`--${name}`, value],
  )
  const child = fork(script, args)
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
