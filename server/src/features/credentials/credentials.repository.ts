import { repository } from '../../db/repository.ts'

/** Without the value: no tenant transaction reads it. */
export const apiCredentials = repository('api_credentials', [
  'id',
  'service_name',
  'credential_type',
  'created_at',
  'updated_at',
  'last_used_at',
])
