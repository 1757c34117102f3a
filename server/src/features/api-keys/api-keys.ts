import type { Database } from '../../db/pool.ts'
import { type Claims, type Principal, type Scope, type TenantTx, withTenant } from '../../db/tenant.ts'
import { found, Problem } from '../../problems.ts'
import { type CreationKey, createOnce } from '../idempotency/idempotency.ts'
import {
  type ApiKey,
  findKey,
  insertKey,
  type KeyChanges,
  listKeys,
  revokeKey,
  touchKey,
  updateKey,
} from './api-keys.repository.ts'
import { newKey } from './key.ts'

export { isKey, readKey } from './key.ts'

/** A page of the client's keys, newest first. For admins: raises `forbidden`, `invalid_cursor`. */
export async function pageOfKeys(tx: TenantTx, asked: { limit: number; cursor?: string | undefined }) {
  return listKeys(tx, asked)
}

/** For admins: raises `forbidden`, `not_found`. */
export async function getKey(tx: TenantTx, id: string): Promise<ApiKey> {
  return found(await findKey(tx, id))
}

/**
 * Makes a key. The key itself is in this answer and nowhere else: a repetition under the same Idempotency-Key gets null
 * instead. A key makes none that could do more than it, or live longer.
 *
 * Raises `forbidden`, `insufficient_scope`, `outlives_key`, `invalid_input` for an expiry that has passed, `not_found`
 * for a collection that is not there, `idempotency_key_reused`.
 */
export async function createKey(
  tx: TenantTx,
  asked: {
    name: string
    scopes: Scope[]
    collection_ids?: string[] | null | undefined
    expires_at?: string | null | undefined
  },
  creation: CreationKey | undefined,
) {
  const { api_key } = await tx.claims()
  const missing = api_key && asked.scopes.find((scope) => !api_key.scopes.includes(scope))
  if (missing) throw new Problem('insufficient_scope', { field: 'scopes', params: { scope: missing } })
  const expires_at = asked.expires_at === undefined ? (api_key?.expires_at ?? null) : asked.expires_at
  checkExpiry(expires_at, api_key)
  const { key, kept } = newKey()
  const { row, replayed } = await createOnce(tx, creation, 'api_keys', async () => {
    const { name, scopes, collection_ids = null } = asked
    return found(await findKey(tx, await insertKey(tx, { ...kept, name, scopes, collection_ids, expires_at })))
  })
  return { row: { ...row, key: replayed ? null : key }, replayed }
}

/**
 * Changes name and expiry, or takes scopes away; counts from the key's next request on. Raises `forbidden`, `not_found`,
 * `more_scopes`, `outlives_key`, `key_already_revoked`, `invalid_input`.
 */
export async function changeKey(tx: TenantTx, id: string, changes: KeyChanges): Promise<ApiKey> {
  const { api_key } = await tx.claims()
  const before = found(await findKey(tx, id))
  if (changes.expires_at !== undefined) checkExpiry(changes.expires_at, api_key && before)
  if (!(await updateKey(tx, id, changes))) throw new Problem('key_already_revoked')
  return found(await findKey(tx, id))
}

/** Ends a key, and those that were made with it, from their next request on. Raises `forbidden`, `not_found`. */
export async function endKey(tx: TenantTx, id: string): Promise<void> {
  if (!(await revokeKey(tx, id))) found(await findKey(tx, id))
}

function checkExpiry(
  expires_at: string | null,
  atMost: Pick<NonNullable<Claims['api_key']>, 'expires_at'> | null = null,
) {
  if (expires_at !== null && Date.parse(expires_at) <= Date.now()) {
    const reason = {
      pt: 'Em `expires_at`, use uma data e hora no futuro: esta já passou.',
      en: 'In `expires_at`, use a date and time in the future: this one has passed.',
    }
    throw new Problem('invalid_input', { field: 'expires_at', params: { reason } })
  }
  const limit = atMost?.expires_at
  if (limit && (expires_at === null || Date.parse(expires_at) > Date.parse(limit))) {
    throw new Problem('outlives_key', { field: 'expires_at' })
  }
}

/**
 * What notes that keys are in use: at most once a minute for each, in a transaction of its own that is not waited for.
 *
 * @returns what is called after a request with the key it came with
 */
export function createKeyUseRecorder(
  database: Database,
  onError: (error: unknown) => void,
): (principal: Principal) => void {
  const noted = new Map<string, number>()
  return (principal) => {
    if (principal.kind !== 'api_key') return
    const { kind, key_hash } = principal
    const now = performance.now()
    if (now - (noted.get(key_hash) ?? Number.NEGATIVE_INFINITY) < 60_000) return
    noted.delete(key_hash)
    noted.set(key_hash, now)
    if (noted.size > 10_000) noted.delete(noted.keys().next().value as string)
    withTenant(database, { kind, key_hash }, touchKey).catch(onError)
  }
}
