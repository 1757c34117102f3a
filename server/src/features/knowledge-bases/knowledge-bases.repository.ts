import { repository } from '../../db/repository.ts'

export const knowledgeBases = repository('knowledge_bases', ['id', 'name', 'description', 'created_at', 'updated_at'])
