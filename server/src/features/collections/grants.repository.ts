import { repository } from '../../db/repository.ts'

/** Users and roles to which a restricted collection is open. */
export const grants = repository('collection_grants', ['id', 'collection_id', 'user_id', 'role', 'created_at'])
