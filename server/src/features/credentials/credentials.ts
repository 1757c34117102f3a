import { randomUUID } from 'node:crypto'
import type { Database } from '../../db/pool.ts'
import type { ListOptions, Selected } from '../../db/repository.ts'
import { type Principal, type TenantTx, withTenant } from '../../db/tenant.ts'
import { found, Problem } from '../../problems.ts'
import { type Keyring, SecretError } from '../../providers/encryption/keyring.ts'
import { Secret } from '../../providers/encryption/secret.ts'
import { type CreationKey, createOnce } from '../idempotency/idempotency.ts'
import {
  apiCredentials,
  type CredentialSettings,
  judgeCredential,
  type SealedCredential,
  takeCredential,
} from './credentials.repository.ts'

export { apiCredentials } from './credentials.repository.ts'

/** What credentials are used for. */
export type Purpose = 'models' | 'embeddings' | 'rerank' | 'tools' | 'test'

/** From how many characters on the last four give nothing away. */
const tellable = 12

/** Raises `encryption_not_configured` where the install has no key. */
export function requireKeyring(keyring: Keyring | null): Keyring {
  if (!keyring) throw new Problem('encryption_not_configured')
  return keyring
}

/** Seals the value and keeps it. Raises `forbidden`, `encryption_key_retired`, `idempotency_key_reused`. */
export async function createCredential(
  tx: TenantTx,
  keyring: Keyring,
  { value, ...asked }: NewCredential,
  key: CreationKey | undefined,
) {
  const { client_id } = await tx.claims()
  const id = randomUUID()
  const { row, replayed } = await createOnce(tx, key, 'api_credentials', () =>
    apiCredentials.create(tx, {
      id,
      ...asked,
      settings: JSON.stringify(asked.settings),
      ...sealed(keyring, { client_id, id }, value),
    }),
  )
  return { row: shown(row, keyring), replayed }
}

interface NewCredential {
  name: string
  service_name: string
  credential_type: SealedCredential['credential_type']
  settings: CredentialSettings
  value: string
}

export async function getCredential(tx: TenantTx, keyring: Keyring, id: string) {
  return shown(found(await apiCredentials.get(tx, id)), keyring)
}

/** Newest first. */
export async function listCredentials(tx: TenantTx, keyring: Keyring, options: ListOptions<{ service_name?: string }>) {
  const { data, next_cursor } = await apiCredentials.list(tx, options)
  return { data: data.map((row) => shown(row, keyring)), next_cursor }
}

/**
 * Changes name and settings. Raises `credential_host_fixed` for another host: an admin who does not know the value could
 * have it sent to a host of their own. Raises `not_found`, `forbidden`.
 */
export async function changeCredential(
  tx: TenantTx,
  keyring: Keyring,
  id: string,
  { name, settings }: { name?: string | undefined; settings?: CredentialSettings | undefined },
) {
  if (settings) {
    const before = await lockSettings(tx, id, settings)
    if (new URL(before.base_url).origin !== new URL(settings.base_url).origin) {
      throw new Problem('credential_host_fixed', { field: 'settings.base_url' })
    }
  }
  const row = await apiCredentials.patch(tx, id, { name, settings: settings && JSON.stringify(settings) })
  return shown(found(row), keyring)
}

/** The settings that others are to follow, kept from changing. Raises `not_found`, and `invalid_input` for a missing header. */
async function lockSettings(tx: TenantTx, id: string, next: CredentialSettings): Promise<CredentialSettings> {
  if (!(await apiCredentials.lock(tx, id))) throw new Problem('not_found')
  const { credential_type, settings } = found(await apiCredentials.get(tx, id))
  if (credential_type === 'http_header' && next.header_name === undefined) {
    const field = 'settings.header_name'
    const reason = {
      pt: `\`${field}\` é obrigatório com http_header.`,
      en: `\`${field}\` is required of http_header.`,
    }
    throw new Problem('invalid_input', { field, params: { reason } })
  }
  return settings as unknown as CredentialSettings
}

/** Another value, and with it, if need be, another host. Raises `not_found`, `forbidden`, `encryption_key_retired`. */
export async function replaceValue(
  tx: TenantTx,
  keyring: Keyring,
  id: string,
  { value, settings }: { value: string; settings?: CredentialSettings | undefined },
) {
  const { client_id } = await tx.claims()
  if (settings) await lockSettings(tx, id, settings)
  const row = await apiCredentials.patch(tx, id, {
    ...sealed(keyring, { client_id, id }, value),
    settings: settings && JSON.stringify(settings),
    unreadable_at: null,
  })
  return shown(found(row), keyring)
}

export async function removeCredential(tx: TenantTx, id: string): Promise<void> {
  if (!(await apiCredentials.remove(tx, id))) throw new Problem('not_found')
}

export interface UsableCredential {
  credential_type: SealedCredential['credential_type']
  settings: CredentialSettings
  secret: Secret
}

/**
 * The decrypted value, for the code that calls the service alone: each use is in the audit log before
 * the value is out. Decrypted outside of any transaction.
 *
 * Raises `not_found`, `encryption_not_configured`, `credential_unreadable` where no key opens it, and
 * `credential_swapped` where it was sealed for another row; both are audited, and show in the credential's state.
 */
export async function useCredential(
  { database, keyring }: { database: Database; keyring: Keyring | null },
  principal: Principal,
  id: string,
  purpose: Purpose,
): Promise<UsableCredential> {
  const ring = requireKeyring(keyring)
  const row = found(await withTenant(database, principal, (tx) => takeCredential(tx, id, purpose)))
  const { client_id, credential_type, settings, encrypted_value, unreadable } = row
  const judge = (fault: SecretError['reason'] | null) =>
    withTenant(database, principal, (tx) => judgeCredential(tx, id, encrypted_value, fault))
  try {
    const secret = new Secret(ring.open({ client_id, id }, encrypted_value))
    // The key has come back.
    if (unreadable) await judge(null)
    return { credential_type, settings, secret }
  } catch (error) {
    if (!(error instanceof SecretError)) throw error
    await judge(error.reason)
    throw new Problem(error.reason === 'swapped' ? 'credential_swapped' : 'credential_unreadable')
  }
}

function sealed(keyring: Keyring, owner: { client_id: string; id: string }, value: string) {
  const { token, key_id } = keyring.seal(owner, value)
  return { encrypted_value: token, key_id, last_four: value.length >= tellable ? value.slice(-4) : null }
}

function shown(row: Selected<typeof apiCredentials>, keyring: Keyring) {
  const readable = row.unreadable_at === null && keyring.key_ids.includes(row.key_id)
  return { ...row, state: readable ? ('ok' as const) : ('needs_reentry' as const) }
}
