import { repository } from '../../db/repository.ts'

export const testQuestions = repository('test_questions', [
  'id',
  'document_id',
  'collection_id',
  'question',
  'passage',
  'source',
  'created_by',
  'created_at',
  'updated_at',
])
