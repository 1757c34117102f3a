import { setImmediate } from 'node:timers/promises'

/** Milliseconds of computing after which others get their turn. */
const sliceMs = 0.25

/**
 * For a computation that takes long, and is called in each of its steps: lets everything else that this process has to do
 * go first, every few milliseconds.
 */
export function createGiveWay(): () => Promise<void> {
  let began = performance.now()
  return async () => {
    if (performance.now() - began < sliceMs) return
    await setImmediate()
    began = performance.now()
  }
}
