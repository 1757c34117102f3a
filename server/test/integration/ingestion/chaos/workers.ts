import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { encryptionKey } from '../../../harness/harness.ts'
import type { WorkerOrders } from './worker.ts'

/** So many workers, each a process of its own: whoever dies is followed by another one. */
export function startWorkers(count: number, orders: WorkerOrders) {
  const file = fileURLToPath(new URL('worker.ts', import.meta.url))
  const running = new Set<ChildProcess>()
  const exits: Promise<void>[] = []
  let ended = false
  let killed = 0
  /** What a worker said that did not die of a signal: it should not have ended. */
  const complaints: string[] = []

  function start(): void {
    const child = spawn(process.execPath, ['--no-warnings', file, JSON.stringify(orders)], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env.PATH ?? '', ENCRYPTION_KEY: encryptionKey },
    })
    let said = ''
    child.stderr?.on('data', (data: Buffer) => {
      said = (said + data.toString()).slice(-2_000)
    })
    running.add(child)
    exits.push(
      new Promise((resolve) => {
        child.on('exit', (code, signal) => {
          running.delete(child)
          if (signal === 'SIGKILL' && !ended) killed++
          else if (!ended) complaints.push(`${code} ${signal} ${said}`)
          // One that cannot start, for its database is away, is started again, and not at once.
          if (!ended) setTimeout(() => ended || start(), signal === 'SIGKILL' ? 0 : 1_000)
          resolve()
        })
      }),
    )
  }

  for (let i = 0; i < count; i++) start()
  return {
    killed: () => killed,
    complaints,
    async end() {
      ended = true
      for (const child of running) child.kill('SIGKILL')
      await Promise.all(exits)
    },
  }
}
