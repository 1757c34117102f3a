import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { Problem } from '../../problems.ts'
import { pendingOf } from '../chunks/chunks.ts'
import type { VersionKey } from '../documents/documents.ts'
import type { Ingestion } from './progress.ts'

/** One attempt's right to write a version, until the next attempt begins. */
export interface Claim extends VersionKey {
  attempt: number
}

/** The attempt is not the newest any more, or its document was cancelled, overtaken or deleted: what it has is void. */
export class ClaimLostError extends Error {
  constructor({ document_id, version_number, attempt }: Claim) {
    super(`attempt ${attempt} at version ${version_number} of document ${document_id} is over`)
    this.name = 'ClaimLostError'
  }
}

export type Step = 'fetching' | 'parsing' | 'splitting' | 'embedding' | 'storing'
export type Unit = 'bytes' | 'pages' | 'slides' | 'sheets' | 'chunks'

const progressColumns = [
  'i.document_id',
  'i.collection_id',
  'i.version_number',
  'd.status',
  'i.step',
  'i.unit',
  'i.done',
  'i.total',
  'i.done_before',
  'i.attempt',
  'i.running',
  'i.last_error_code',
  'i.started_at',
  'i.step_started_at',
  'i.updated_at',
  'i.document_revision',
] as const

/** Where a document's processing is; undefined for no such document. */
export async function findIngestion(tx: TenantTx, document_id: string): Promise<Ingestion | undefined> {
  const [row] = await tx.run(
    queries
      .selectFrom('ingestions as i')
      .innerJoin('documents as d', 'd.id', 'i.document_id')
      .select(progressColumns)
      .select(['d.current_version', 'd.chunk_count'])
      .select(pendingOf('d').as('pending'))
      .where('i.document_id', '=', document_id),
  )
  return row
}

/** How many attempts in a row, in the same step, never said how they ended: their worker died, perhaps of this document. */
export async function countCrashes(tx: TenantTx, { document_id, version_number }: VersionKey): Promise<number> {
  const [row] = await tx.run(
    queries
      .selectFrom('ingestions')
      .select(
        sql<number>`crashes + case when running and crashed_at is distinct from step then 1 - crashes
                                         when running then 1 else 0 end`.as('crashes'),
      )
      .where('document_id', '=', document_id)
      .where('version_number', '=', version_number),
  )
  return row?.crashes ?? 0
}

/**
 * Begins the next attempt, and so ends the one before, in whichever process. `crashes` counts the attempts before this one
 * that ended in the same step without a word; not at the same count, for what kills by its memory is never as far twice.
 */
export async function beginAttempt(
  tx: TenantTx,
  { document_id, version_number }: VersionKey,
): Promise<(Claim & { crashes: number }) | undefined> {
  const [row] = await tx.run(
    queries
      .updateTable('ingestions')
      .set({
        attempt: sql`attempt + 1`,
        running: true,
        crashes: sql`case when not running then 0 when crashed_at = step then crashes + 1 else 1 end`,
        crashed_at: sql`case when running then step end`,
        step: 'fetching',
        unit: null,
        done: 0,
        total: null,
        done_before: 0,
        started_at: sql`coalesce(started_at, clock_timestamp())`,
        step_started_at: sql`clock_timestamp()`,
      })
      .where('document_id', '=', document_id)
      .where('version_number', '=', version_number)
      .returning(['attempt', 'crashes']),
  )
  return row && { document_id, version_number, ...row }
}

/** Says what the attempt is at. Raises ClaimLostError. */
export async function reportStep(
  tx: TenantTx,
  claim: Claim,
  step: Step,
  counted: { unit: Unit; done: number; total: number | null } | null = null,
): Promise<void> {
  const { unit = null, done = 0, total = null } = counted ?? {}
  await write(tx, claim, {
    step,
    unit,
    done,
    total,
    done_before: done,
    step_started_at: sql<string>`clock_timestamp()`,
  })
}

/**
 * Says how far the attempt is in its step. Raises ClaimLostError.
 *
 * @param paceChanges what is done from here on takes another time: no speed so far says how long
 */
export async function reportDone(
  tx: TenantTx,
  claim: Claim,
  counted: { unit: Unit; done: number; total: number | null },
  paceChanges = false,
): Promise<void> {
  const anew = { done_before: counted.done, step_started_at: sql<string>`clock_timestamp()` }
  await write(tx, claim, { ...counted, ...(paceChanges ? anew : {}) })
}

/**
 * The attempt ended, and says so: the document did not kill its worker. It takes its turn anew, and `why` it failed is
 * kept for the end of the last attempt; without one, what was kept before.
 *
 * @param turns how many more it has cost its client
 */
export async function endAttempt(tx: TenantTx, claim: Claim, why: Problem | undefined, turns = 0): Promise<void> {
  await write(tx, claim, {
    running: false,
    crashes: 0,
    crashed_at: null,
    turn: sql`private.retry_turn(line) + ${turns}::int`,
    ...(why ? { last_error_code: why.code, last_error_params: JSON.stringify(why.params) } : {}),
  })
}

/** Says that the attempt goes on. Raises ClaimLostError where it should not. */
export async function reportAlive(tx: TenantTx, claim: Claim): Promise<void> {
  await write(tx, claim, { running: true })
}

/**
 * Keeps the document as it is until the transaction ends, and the attempt the newest one: no other begins meanwhile.
 * Raises ClaimLostError where it is not.
 */
export async function holdClaim(tx: TenantTx, claim: Claim): Promise<void> {
  const { document_id, version_number, attempt } = claim
  await tx.run(sql`select from documents where id = ${document_id} for update`.compile(queries))
  // A statement of its own: it has to see what was written while the one before waited.
  const rows = await tx.run(
    queries
      .selectFrom('ingestions')
      .select('attempt')
      .where('document_id', '=', document_id)
      .where('version_number', '=', version_number)
      .where('attempt', '=', attempt)
      .where('running', '=', true),
  )
  if (rows.length === 0) throw new ClaimLostError(claim)
}

/**
 * A job that got lost is being replaced: how often that has happened, and the line that the document stands in; undefined
 * where another process was faster.
 */
export async function markRequeued(
  tx: TenantTx,
  { document_id, version_number }: VersionKey,
  quietSince: Date,
): Promise<{ requeued: number; line: string } | undefined> {
  const [row] = await tx.run(
    queries
      .updateTable('ingestions as i')
      .from('documents as d')
      .set({ requeued: sql`i.requeued + 1`, running: false })
      .whereRef('d.id', '=', 'i.document_id')
      .where('d.status', 'in', ['pending', 'processing'])
      .where('i.document_id', '=', document_id)
      .where('i.version_number', '=', version_number)
      .where('i.updated_at', '<', quietSince.toISOString())
      .returning(['i.requeued', 'i.line']),
  )
  return row
}

/** Where the document would stand in the queue if its attempt ended now. 0 for no such document. */
export async function nextTurn(tx: TenantTx, document_id: string): Promise<number> {
  const [row] = await tx.run(
    queries
      .selectFrom('ingestions')
      .select(sql<number>`private.retry_turn(line)`.as('turn'))
      .where('document_id', '=', document_id),
  )
  return row?.turn ?? 0
}

async function write(tx: TenantTx, claim: Claim, values: Record<string, unknown>): Promise<void> {
  const { document_id, version_number, attempt } = claim
  const rows = await tx.run(
    queries
      .updateTable('ingestions')
      .set(values)
      .where('document_id', '=', document_id)
      .where('version_number', '=', version_number)
      .where('attempt', '=', attempt)
      .where('running', '=', true)
      .returning('attempt'),
  )
  if (rows.length === 0) throw new ClaimLostError(claim)
}
