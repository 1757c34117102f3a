import { repository } from '../../db/repository.ts'

/** Without the hash: only private.resolve_principal reads it. */
export const apiKeys = repository('api_keys', [
  'id',
  'name',
  'role',
  'created_by',
  'created_at',
  'updated_at',
  'expires_at',
  'last_used_at',
])
