import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a process took since it was told to begin. */
export interface Taken {
  cpu_ms: number
  event_loop_p99_ms: number
  /** After a collection; NaN where the process was not started with `--expose-gc`. */
  heap_bytes: number
}

/** A process of the bench's own, that answers one message after another. */
export interface Helper {
  ask<Answer>(message: object): Promise<Answer>
  kill(): Promise<void>
}

export function startHelper(file: string, execArgv: string[] = []): Helper {
  const child: ChildProcess = fork(file, { execArgv: [...process.execArgv, ...execArgv] })
  const gone = once(child, 'exit')
  return {
    async ask<Answer>(message: object) {
      child.send(message)
      const [answer] = await Promise.race([
        once(child, 'message'),
        gone.then(([code]) => {
          throw new Error(`${file} has ended: ${code}`)
        }),
      ])
      return answer as Answer
    },
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Answers `{ measure: 'begin' }` and `{ measure: 'end' }` in a helper. */
export function createMeasuring(): (message: unknown) => Promise<Taken | true | undefined> {
  let delay = monitorEventLoopDelay({ resolution: 10 })
  let before = process.cpuUsage()
  return async (message) => {
    const { measure } = message as { measure?: 'begin' | 'end' }
    if (measure === 'begin') {
      delay.disable()
      delay = monitorEventLoopDelay({ resolution: 10 })
      delay.enable()
      before = process.cpuUsage()
      return true
    }
    if (measure !== 'end') return undefined
    const used = process.cpuUsage(before)
    const event_loop_p99_ms = delay.percentile(99) / 1e6
    delay.disable()
    let heap_bytes = Number.NaN
    if (globalThis.gc) {
      globalThis.gc()
      // What finalizers let go of goes with the next one.
      await sleep(50)
      globalThis.gc()
      heap_bytes = process.memoryUsage().heapUsed
    }
    return { cpu_ms: (used.user + used.system) / 1000, event_loop_p99_ms, heap_bytes }
  }
}
