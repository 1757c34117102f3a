/**
 * Runs until the first SIGINT or SIGTERM, then stops in order; a second one ends the process at once.
 *
 * @param stop ends what runs; called once
 */
export async function runUntilSignal(stop: () => Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let received = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (received) process.exit(130)
      received = true
      resolve()
    })
  }
  await promise
  await stop()
}
