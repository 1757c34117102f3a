/**
 * Runs `work` again and again, `firstMs` from now and then `pauseMs` after it has ended; `end` waits for a run that is
 * under way.
 */
export function repeat(
  pauseMs: number,
  work: (signal: AbortSignal) => Promise<void>,
  onError: (error: unknown) => void,
  firstMs = 0,
) {
  const ended = new AbortController()
  let running = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const run = () => {
    running = Promise.resolve()
      .then(() => work(ended.signal))
      .catch((error) => {
        if (!ended.signal.aborted) onError(error)
      })
      .finally(() => {
        if (!ended.signal.aborted) timer = setTimeout(run, pauseMs)
      })
  }
  if (firstMs > 0) timer = setTimeout(run, firstMs)
  else run()
  return {
    end() {
      ended.abort()
      clearTimeout(timer)
      return running
    },
  }
}
