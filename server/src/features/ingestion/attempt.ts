import type { Database } from '../../db/pool.ts'
import { type Principal, type TenantTx, withTenant } from '../../db/tenant.ts'
import type { RecognisedPage } from '../../parsing/ocr/recognised-page.ts'
import type { Logger } from '../../telemetry/logger.ts'
import {
  type Claim,
  reportAlive,
  reportDone,
  reportHeld,
  reportStep,
  type Step,
  type Unit,
} from './ingestion.repository.ts'
import { savePages } from './recognised-pages.repository.ts'

/** One attempt to process a version: what it writes, it writes only as long as it is the newest. */
export interface Attempt {
  claim: Claim
  /** When it began, as `performance.now()` has it. */
  since: number
  /** Aborted when the job is no longer ours, or the document was cancelled, overtaken or deleted. */
  signal: AbortSignal
  /** Something was written that the attempt after this one goes on from. */
  saved(): void
  /** Raises ClaimLostError from whichever of its writes finds the attempt over. */
  write<T>(body: (tx: TenantTx) => Promise<T>): Promise<T>
  begin(step: Step, counted?: { unit: Unit; done: number; total: number | null }): Promise<void>
  /**
   * Tells how far the step is, in passing: at most twice a second, and not waited for. `anew`: its speed is measured
   * from here on.
   */
  count(done: number, total: number | null, unit: Unit, anew?: boolean): void
  /** Keeps a page for the attempt after this one, in passing: what cannot be written now is written with the next. */
  keep(page: RecognisedPage): void
  /** The embedder asks for a break until then. */
  held(until: Date): void
  /** Writes nothing in passing any more. */
  end(): Promise<void>
}

/** In ms: how often an attempt that has nothing to tell looks whether it is still wanted. */
const pulse = 3_000
const between = 500

interface Counted {
  done: number
  total: number | null
  unit: Unit
}

export function openAttempt(
  { database, logger }: { database: Database; logger: Logger },
  principal: Principal,
  claim: Claim,
  given: AbortSignal,
  saved = () => {},
): Attempt {
  const over = new AbortController()
  const signal = AbortSignal.any([given, over.signal])
  const write = <T>(body: (tx: TenantTx) => Promise<T>) => withTenant(database, principal, body)
  let passing = Promise.resolve()
  let writing = false
  let last = performance.now()
  // What is told in passing and not written yet.
  let counted: Counted | undefined
  let paceChanges = false
  let until: Date | undefined
  const pages: RecognisedPage[] = []

  async function writeAll(): Promise<void> {
    const now = { counted, paceChanges, until, pages: [...pages] }
    await write(async (tx) => {
      if (now.pages.length > 0) await savePages(tx, claim, now.pages)
      if (now.counted) await reportDone(tx, claim, now.counted, now.paceChanges)
      else if (!now.until) await reportAlive(tx, claim)
      if (now.until) await reportHeld(tx, claim, now.until)
    })
    if (counted === now.counted) counted = undefined
    if (now.counted && now.paceChanges) paceChanges = false
    if (until === now.until) until = undefined
    pages.splice(0, now.pages.length)
    if (now.pages.length > 0) saved()
  }

  function tell(): void {
    if (writing || signal.aborted) return
    writing = true
    last = performance.now()
    passing = writeAll()
      .catch((error: unknown) => {
        if (error instanceof Error && error.name === 'ClaimLostError') over.abort(error)
        // A database that is away for a moment ends no attempt: what has to be written says so itself.
        else logger.warn({ err: error }, 'the progress of a document could not be written')
      })
      .finally(() => {
        writing = false
      })
  }

  const timer = setInterval(() => {
    const quiet = performance.now() - last
    const waits = counted !== undefined || pages.length > 0 || until !== undefined
    if (quiet >= (waits ? between : pulse)) tell()
  }, between)

  return {
    claim,
    since: performance.now(),
    signal,
    saved,
    write,
    async begin(step, counts) {
      signal.throwIfAborted()
      const { document_id, attempt } = claim
      // What was told of the step before is over, the pages are not.
      counted = until = undefined
      paceChanges = false
      await passing
      await write((tx) => reportStep(tx, claim, step, counts ?? null))
      last = performance.now()
      logger.debug({ document_id, attempt, step }, 'ingestion step')
    },
    count(done, total, unit, anew = false) {
      counted = { done, total, unit }
      paceChanges ||= anew
    },
    keep(page) {
      pages.push(page)
      tell()
    },
    held(given) {
      until = given
      tell()
    },
    async end() {
      clearInterval(timer)
      await passing
    },
  }
}
