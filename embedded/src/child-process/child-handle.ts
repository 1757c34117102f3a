import { type ChildProcess, fork } from 'node:child_process'
import { getCompileCacheDir } from 'node:module'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { StackEvent } from '../types.ts'
import type { ChildFailure, ChildSettings, FromChild, ToChild } from './protocol.ts'
import { watchBeats } from './watchdog.ts'

const childPath = fileURLToPath(new URL('./child.ts', import.meta.url))

/** initdb, a long recovery and a slow disk fit in here. */
const START_MS = 120_000
const STOP_MS = 6_000

export type Ready = Extract<FromChild, { kind: 'ready' }>
type StartResult = { ready: Ready } | { failure: ChildFailure }

/** One database process. */
export interface ChildHandle {
  readonly pid: number
  readonly started: Promise<StartResult>
  /** Resolves with a reason when the process has ended. */
  readonly ended: Promise<string>
  /** Lets a statement run so long from now on, in ms. */
  allow(limitMs: number): void
  /** Asks it to close the database, and kills it if it does not within a few seconds. */
  stop(): Promise<void>
}

export interface ChildOptions {
  settings: ChildSettings
  statementLimitMs: number
  onEvent: (event: StackEvent) => void
}

/** Starts a database process and watches it; see child.ts for what it runs. */
export function spawnChild(options: ChildOptions): ChildHandle {
  const { settings, onEvent } = options
  const compiled = getCompileCacheDir()
  const child = fork(childPath, [settings.dataDir], {
    // Of this process's environment and flags the child gets nothing: it needs none of the secrets in there.
    env: { DO_NOT_TRACK: '1', LITE_TELEMETRY: '0', ...(compiled && { NODE_COMPILE_CACHE: compiled }) },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  forwardOutput(child, onEvent)

  let reason = ''
  const kill = (why: string) => {
    reason ||= why
    child.kill('SIGKILL')
  }
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) =>
      resolve(reason || `the database process ended (${signal ?? `exit code ${code}`})`),
    )
  })
  const startTimer = setTimeout(() => kill(`the database did not start within ${START_MS / 1000} s`), START_MS)
  const watchdog = watchBeats(options.statementLimitMs, () => {
    kill(`a statement ran longer than ${options.statementLimitMs} ms`)
  })
  void ended.then(() => {
    clearTimeout(startTimer)
    watchdog.stop()
  })

  const started = new Promise<StartResult>((resolve) => {
    child.on('message', (message: FromChild) => {
      watchdog.beat()
      if (message.kind === 'mail' || message.kind === 'terminated') onEvent(message)
      else if (message.kind === 'failed') resolve({ failure: message.failure })
      else if (message.kind === 'ready') {
        clearTimeout(startTimer)
        watchdog.start()
        resolve({ ready: message })
      }
    })
    void ended.then((why) => resolve({ failure: { reason: 'other', message: why } }))
  })
  send(child, { kind: 'start', settings })
  return { pid: child.pid ?? 0, started, ended, allow: watchdog.allow, stop: () => stopChild(child, ended, kill) }
}

async function stopChild(child: ChildProcess, ended: Promise<string>, kill: (why: string) => void): Promise<void> {
  const timer = setTimeout(() => kill('the database did not close in time'), STOP_MS)
  send(child, { kind: 'stop' })
  await ended
  clearTimeout(timer)
}

function send(child: ChildProcess, message: ToChild): void {
  // A child that has just died is seen by its exit; the message to it may fail.
  if (child.connected) child.send(message, () => {})
}

function forwardOutput(child: ChildProcess, onEvent: (event: StackEvent) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (message) => onEvent({ kind: 'log', message }))
  }
}
