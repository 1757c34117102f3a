import { fork } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Logger } from '../../telemetry/logger.ts'
import type { Answer, Request } from './model-protocol.ts'

const childPath = fileURLToPath(new URL('./model-child.ts', import.meta.url))

type Failed = Extract<Answer, { kind: 'failed' }>
type Done = Exclude<Answer, { kind: 'progress' | 'failed' }>

/** What the process of a model answered instead of doing what it was asked, or how it ended. */
export class ModelProcessError extends Error {
  readonly reason: Failed['reason'] | 'ended' | 'too_slow'

  constructor(reason: ModelProcessError['reason'], message: string) {
    super(message)
    this.name = 'ModelProcessError'
    this.reason = reason
  }
}

export interface ModelProcess {
  /**
   * Asks for one thing; the next one waits for the caller. Raises ModelProcessError; a process that is silent for
   * `limitMs` is killed.
   */
  ask<Kind extends Done['kind']>(
    request: Request,
    expected: Kind,
    limitMs: number,
    onProgress?: (progress: { loaded: number; total: number }) => void,
  ): Promise<Extract<Done, { kind: Kind }>>
  /** False once it has ended, by itself or killed. */
  readonly alive: boolean
  stop(): Promise<void>
}

/** Starts the process that a model is downloaded or runs in; see model-child.ts. */
export function startModelProcess(network: Record<string, string>, logger: Logger): ModelProcess {
  const child = fork(childPath, [], {
    // Of this process's environment it gets what a download needs, and none of the secrets.
    env: { ...network, ...(Object.keys(network).length > 0 ? { NODE_USE_ENV_PROXY: '1' } : {}) },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => logger.debug({ line }, 'model process'))
  }
  let alive = true
  let settle: ((outcome: Answer | ModelProcessError) => void) | undefined
  child.on('message', (answer: Answer) => settle?.(answer))
  const ended = new Promise<void>((resolve) => {
    const end = (why: string) => {
      alive = false
      settle?.(new ModelProcessError('ended', why))
      resolve()
    }
    child.once('error', (error) => end(error.message))
    child.once('exit', (code, signal) => end(`the process of the model ended (${signal ?? `exit code ${code}`})`))
  })

  return {
    get alive() {
      return alive
    },
    ask(request, expected, limitMs, onProgress = () => {}) {
      return new Promise((resolve, reject) => {
        if (!alive) return reject(new ModelProcessError('ended', 'the process of the model has ended'))
        const timer = setTimeout(() => {
          alive = false
          child.kill('SIGKILL')
          settle?.(new ModelProcessError('too_slow', `nothing happened for ${limitMs / 1000} s`))
        }, limitMs)
        settle = (outcome) => {
          timer.refresh()
          if (!(outcome instanceof Error) && outcome.kind === 'progress') return onProgress(outcome)
          clearTimeout(timer)
          settle = undefined
          if (outcome instanceof Error) reject(outcome)
          else if (outcome.kind === 'failed') reject(new ModelProcessError(outcome.reason, outcome.message))
          else if (isOf(outcome, expected)) resolve(outcome)
          else reject(new ModelProcessError('other', `the process of the model answered ${outcome.kind}`))
        }
        // One that has just died is seen by its exit; the message to it may fail.
        if (child.connected) child.send(request, () => {})
      })
    },
    async stop() {
      alive = false
      child.kill('SIGKILL')
      await ended
    },
  }
}

function isOf<Kind extends Done['kind']>(answer: Done, kind: Kind): answer is Extract<Done, { kind: Kind }> {
  return answer.kind === kind
}
