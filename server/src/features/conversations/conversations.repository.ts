import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import { repository } from '../../db/repository.ts'
import type { TenantTx } from '../../db/tenant.ts'

export const conversations = repository('conversations', [
  'id',
  'agent_id',
  'user_id',
  'api_key_id',
  'title',
  'created_at',
  'updated_at',
])

/** Notes that something was asked in it. */
export async function touchConversation(tx: TenantTx, id: string): Promise<void> {
  await tx.run(sql`update conversations set updated_at = clock_timestamp() where id = ${id}`.compile(queries))
}
