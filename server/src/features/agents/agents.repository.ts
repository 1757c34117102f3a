import { repository } from '../../db/repository.ts'

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
