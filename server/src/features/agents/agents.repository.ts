import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import { repository } from '../../db/repository.ts'
import type { TenantTx } from '../../db/tenant.ts'

export const agents = repository('agents', [
  'id',
  'name',
  'description',
  'status',
  'configuration',
  'latest_version',
  'published_version',
  'created_at',
  'updated_at',
])

export const agentVersions = repository('agent_versions', [
  'id',
  'agent_id',
  'version_number',
  'configuration',
  'created_by',
  'created_at',
])

/** What running an agent takes, of one statement: its draft, and the version that is published. */
export async function findToRun(tx: TenantTx, id: string) {
  const [row] = await tx.run(
    sql<{
      name: string
      status: 'active' | 'inactive'
      draft: unknown
      published_version: number | null
      published: unknown
    }>`
      select a.name, a.status, a.configuration as draft, a.published_version, v.configuration as published
        from agents a left join agent_versions v on v.agent_id = a.id and v.version_number = a.published_version
       where a.id = ${id}`.compile(queries),
  )
  return row
}
