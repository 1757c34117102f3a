/** Runs `work` again and again, `pauseMs` after it has ended; `end` waits for a run that is under way. */
export function repeat(
  pauseMs: number,
  work: (signal: AbortSignal) => Promise<void>,
  onError: (error: unknown) => void,
) {
  let timer: NodeJS.Timeout | undefined
  const ended = new AbortController()
  let running = Promise.resolve()
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
  run()
  return {
    end() {
      ended.abort()
      clearTimeout(timer)
      return running
    },
  }
}
