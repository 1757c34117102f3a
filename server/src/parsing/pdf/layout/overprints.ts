import { textWidth } from '../text/letter-widths.ts'
import type { Run } from './types.ts'

/** Runs before one that may be printed again in it. */
const looked = 4
/** How far a second print is off the first, in parts of the font's size. */
const off = 0.25
/** How much letters may overlap that stand close, in parts of the font's size. */
const kerning = 0.12

/**
 * The runs of one line without what is printed again at the same place: a poor man's bold, a shadow. That may be a whole
 * run, a part of one, or the letter that the one before ended with. O(n).
 *
 * @param runs those of one line, in their order
 */
export function withoutOverprints(runs: readonly Run[]): readonly Run[] {
  if (!runs.some((run, i) => overlap(runs[i - 1], run) > kerning * run.size)) return runs
  const kept: Run[] = []
  for (const run of runs) {
    const known = kept.slice(-looked)
    if (known.some((other) => isPrintedIn(run, other))) continue
    for (const other of known) if (isPrintedIn(other, run)) kept.splice(kept.indexOf(other), 1)
    const last = kept.at(-1)
    kept.push(last ? withoutRepeatedStart(last, run) : run)
  }
  return kept
}

/** How much of a run stands on the one before. */
function overlap(before: Run | undefined, run: Run): number {
  return before ? Math.min(before.x + before.width, run.x + run.width) - Math.max(before.x, run.x) : 0
}

/** Whether a run says what another says at the same place. */
function isPrintedIn(run: Run, other: Run): boolean {
  const far = off * run.size
  if (Math.abs(run.y - other.y) > far || run.x < other.x - far) return false
  if (run.x + run.width > other.x + other.width + far) return false
  const text = run.text.trim()
  const scale = other.width / textWidth(other.text)
  for (let at = other.text.indexOf(text); at !== -1; at = other.text.indexOf(text, at + 1)) {
    const x = other.x + scale * textWidth(other.text.slice(0, at))
    if (Math.abs(x - run.x) < Math.max(far, 0.05 * other.width)) return true
  }
  return false
}

/** A run without the letters that are those, at the same place, that the one before ends with. */
function withoutRepeatedStart(before: Run, run: Run): Run {
  const shared = overlap(before, run)
  if (shared <= kerning * run.size || Math.abs(run.y - before.y) > off * run.size) return run
  const scale = run.width / textWidth(run.text)
  for (let length = Math.min(before.text.length, run.text.length - 1); length > 0; length--) {
    const start = run.text.slice(0, length)
    if (!before.text.endsWith(start)) continue
    const width = scale * textWidth(start)
    if (Math.abs(width - shared) > Math.max(0.08 * run.size, 0.25 * width)) continue
    return { ...run, text: run.text.slice(length), x: run.x + width, width: run.width - width, spaced: false }
  }
  return run
}
