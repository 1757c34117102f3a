import { repository } from '../../db/repository.ts'

/** Whom a restricted collection is open to. */
export const grants = repository('collection_grants', ['id', 'collection_id', 'user_id', 'role', 'created_at'])
