/** Signals within this time of the first are the same: npm passes on what a terminal or service manager sends to all. */
const SAME_SIGNAL_MS = 1_000

const requested = new AbortController()

/** Has the command end as SIGTERM does, but where that was sent too it is no second signal. */
export function requestStop(): void {
  requested.abort()
  if (process.listenerCount('SIGTERM') === 0) process.kill(process.pid, 'SIGTERM')
}

/** Runs until SIGINT, SIGTERM or `requestStop`, then stops in order: see `stopRequest`. */
export async function runUntilSignal(stop: () => Promise<void>): Promise<void> {
  const request = stopRequest()
  await request.promise
  await stop()
}

/**
 * The first request to stop, and the exit code that it asks for where a command does not get to its end. A second signal
 * ends the process at once, as does any signal after `release`.
 */
export function stopRequest(): { promise: Promise<number>; release: () => void } {
  const { promise, resolve } = Promise.withResolvers<number>()
  let first: number | undefined
  const receive = (code: number) => {
    const now = performance.now()
    first ??= now
    if (now - first > SAME_SIGNAL_MS) process.exit(code)
    resolve(code)
  }
  const onInterrupt = () => receive(130)
  const onTerminate = () => receive(143)
  const onRequest = () => resolve(143)
  process.on('SIGINT', onInterrupt)
  process.on('SIGTERM', onTerminate)
  if (requested.signal.aborted) onRequest()
  requested.signal.addEventListener('abort', onRequest)
  const release = () => {
    process.off('SIGINT', onInterrupt)
    process.off('SIGTERM', onTerminate)
    requested.signal.removeEventListener('abort', onRequest)
  }
  return { promise, release }
}
