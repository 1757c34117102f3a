import { createHash } from 'node:crypto'
import type { TenantTx } from '../../db/tenant.ts'
import type { DB } from '../../db/types.ts'
import { Problem } from '../../problems.ts'
import {
  type Creation,
  type CreationKey,
  claimKey,
  findCreation,
  findPersonsCreation,
  forgetKey,
  isVisible,
  rememberPersonsCreation,
  rememberResponse,
  type SystemRun,
} from './idempotency.repository.ts'

export type { CreationKey } from './idempotency.repository.ts'

/** How long an answer is remembered. */
const hours = 24

/**
 * The key of a creating request; undefined where it brought none.
 *
 * @param operation what is created: the same key under two operations is a mistake
 * @param asked what was asked for, as JSON: another request under the same key is refused
 */
export function creationKey(operation: string, key: string | undefined, asked: unknown): CreationKey | undefined {
  if (key === undefined) return undefined
  const request_hash = createHash('sha256')
    .update(JSON.stringify([operation, asked]))
    .digest('hex')
  return { key, request_hash }
}

/** The request that creates something, as far as a key is bound to it. */
export interface CreatingRequest {
  /** What is created: the same key under two operations is a mistake. */
  operation: string
  idempotency_key: string | undefined
}

export interface Created<Row> {
  row: Row
  /** Whether this was created by an earlier request with the same key. */
  replayed: boolean
}

/**
 * Creates once under a key: the key, the row and the answer are written in the caller's transaction, so that a
 * repetition, at the same moment too, gets the first one's answer. Without a key it simply creates.
 * Raises `idempotency_key_reused` for a key that came with another request, and `not_found` where what the first one
 * created has been deleted, or is hidden from the caller by now.
 *
 * @param table where the answer's `id` is found
 */
export async function createOnce<Row extends { id: string }>(
  tx: TenantTx,
  key: CreationKey | undefined,
  table: keyof DB,
  create: () => Promise<Row>,
): Promise<Created<Row>> {
  if (!key) return { row: await create(), replayed: false }
  await forgetKey(tx, key.key, expiry())
  if (!(await claimKey(tx, key))) {
    const earlier = await findCreation(tx, key.key)
    // The row that was in the way has just been forgotten.
    if (!earlier) throw new Problem('busy')
    const row = replay<Row>(earlier, key)
    if (!(await isVisible(tx, table, row.id))) throw new Problem('not_found')
    return { row, replayed: true }
  }
  const row = await create()
  await rememberResponse(tx, key.key, row)
  return { row, replayed: false }
}

/** Whether something was created under this key before: what is asked then makes nothing new. */
export async function isRepetition(tx: TenantTx, key: string | undefined): Promise<boolean> {
  return key !== undefined && (await findCreation(tx, key)) !== undefined
}

/** As `createOnce`, for a client: its row is created by a person who may not act for any yet, and is locked. */
export async function createClientOnce<Row extends { id: string }>(
  tx: SystemRun,
  user_id: string,
  key: CreationKey | undefined,
  create: () => Promise<Row>,
): Promise<Created<Row>> {
  if (!key) return { row: await create(), replayed: false }
  const principal = `user:${user_id}`
  const earlier = await findPersonsCreation(tx, principal, key, expiry())
  if (earlier) return { row: replay<Row>(earlier, key), replayed: true }
  const row = await create()
  await rememberPersonsCreation(tx, { ...key, client_id: row.id, principal, response: row })
  return { row, replayed: false }
}

/** Before when an answer is remembered no more. */
export function expiry(): Date {
  return new Date(Date.now() - hours * 3_600_000)
}

/** What the earlier request answered: it was a row of the same operation, as the hash says. */
function replay<Row>({ request_hash, response }: Creation, key: CreationKey): Row {
  if (request_hash !== key.request_hash) throw new Problem('idempotency_key_reused', { field: 'Idempotency-Key' })
  return response as Row
}
