import { BEAT_MS } from './protocol.ts'

/** How long a statement may keep the database silent. */
export const STATEMENT_LIMIT_MS = 30_000

export interface Watchdog {
  /** From here on silence counts. */
  start(): void
  beat(): void
  /** From here on silence may last so long. */
  allow(limitMs: number): void
  stop(): void
}

/**
 * Calls `onSilence` when no beat came for `limitMs` although this process could have heard one: PGlite runs on the
 * child's only thread, and `statement_timeout` does not fire in it, so a silent child is one that runs a statement.
 */
export function watchBeats(limitMs: number, onSilence: () => void): Watchdog {
  let allowedMs = limitMs
  let lastBeat = Date.now()
  let lastLook = Date.now()
  let timer: NodeJS.Timeout | undefined

  const look = () => {
    const now = Date.now()
    // If this process itself was busy or the machine asleep, beats may wait unread: start counting again.
    if (now - lastLook > 4 * BEAT_MS) lastBeat = now
    lastLook = now
    if (now - lastBeat > allowedMs + BEAT_MS) {
      clearInterval(timer)
      onSilence()
    }
  }
  return {
    start() {
      lastBeat = Date.now()
      lastLook = lastBeat
      timer = setInterval(look, BEAT_MS)
    },
    beat() {
      lastBeat = Date.now()
    },
    allow(ms) {
      allowedMs = ms
      lastBeat = Date.now()
    },
    stop: () => clearInterval(timer),
  }
}
