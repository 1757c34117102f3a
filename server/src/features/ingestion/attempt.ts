import type { Database } from '../../db/pool.ts'
import { type Principal, type TenantTx, withTenant } from '../../db/tenant.ts'
import type { RecognisedPage } from '../../parsing/ocr/recognised-page.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { type Claim, reportAlive, reportDone, reportStep, type Step, type Unit } from './ingestion.repository.ts'
import { savePages } from './recognised-pages.repository.ts'

/** One attempt to process a version: what it writes, it writes only as long as it is the newest. */
export interface Attempt {
  claim: Claim
  /** Aborted when the job is no longer ours, or the document was cancelled, overtaken or deleted. */
  signal: AbortSignal
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
  const pages: RecognisedPage[] = []

  async function writeAll(): Promise<void> {
    const now = { counted, paceChanges, pages: [...pages] }
    await write(async (tx) => {
      if (now.pages.length > 0) await savePages(tx, claim, now.pages)
      if (now.counted) await reportDone(tx, claim, now.counted, now.paceChanges)
      else await reportAlive(tx, claim)
    })
    if (counted === now.counted) counted = undefined
    if (now.counted && now.paceChanges) paceChanges = false
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
    const waits = counted !== undefined || pages.length > 0
    if (quiet >= (waits ? between : pulse)) tell()
  }, between)

  return {
    claim,
    signal,
    write,
    async begin(step, counts) {
      signal.throwIfAborted()
      const { document_id, attempt } = claim
      // What was told of the step before is over, the pages are not.
      counted = undefined
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
    async end() {
      clearInterval(timer)
      await passing
    },
  }
}
