import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import { repository } from '../../db/repository.ts'
import type { TenantTx } from '../../db/tenant.ts'

/** Without the value: no tenant transaction reads it. */
export const apiCredentials = repository('api_credentials', [
  'id',
  'name',
  'service_name',
  'credential_type',
  'settings',
  'last_four',
  'key_id',
  'created_by',
  'created_at',
  'updated_at',
  'last_used_at',
  'unreadable_at',
])

export interface SealedCredential {
  client_id: string
  credential_type: 'openai_compatible' | 'http_header'
  settings: CredentialSettings
  encrypted_value: string
  unreadable: boolean
}

export interface CredentialSettings {
  base_url: string
  header_name?: string | undefined
}

/** Takes a sealed value out; the log and `last_used_at` say so from this transaction's commit on. */
export async function takeCredential(tx: TenantTx, id: string, purpose: string): Promise<SealedCredential | undefined> {
  const [row] = await tx.run(
    sql<SealedCredential>`select * from private.use_credential(${id}::uuid, ${purpose})`.compile(queries),
  )
  return row
}

/** What came of opening the value that was taken; null where it opened. */
export function judgeCredential(
  tx: TenantTx,
  id: string,
  tried: string,
  fault: 'unreadable' | 'swapped' | null,
): Promise<unknown> {
  return tx.run(sql`select private.judge_credential(${id}::uuid, ${tried}, ${fault})`.compile(queries))
}
