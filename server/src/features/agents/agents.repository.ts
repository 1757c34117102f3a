import { repository } from '../../db/repository.ts'

export const agents = repository('agents', [
  'id',
  'name',
  'description',
  'configuration',
  'status',
  'created_at',
  'updated_at',
])

export const agentExecutions = repository('agent_executions', [
  'id',
  'agent_id',
  'user_id',
  'status',
  'input',
  'output',
  'error_code',
  'error_params',
  'tokens_used',
  'created_at',
  'started_at',
  'completed_at',
])
