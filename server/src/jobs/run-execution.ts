import type { JobAttempt } from '../db/queue.ts'
import type { Principal } from '../db/tenant.ts'
import type { runExecutionJob } from '../features/executions/executions.jobs.ts'
import { type ExecutionServices, runQueued } from '../features/executions/executions.ts'
import { Problem } from '../problems.ts'

type Payload = ReturnType<(typeof runExecutionJob)['payload']['parse']>

/** Runs an execution as who asked for it: with what they may see by now. */
export function runExecutionHandler(services: Omit<ExecutionServices, 'queue'>) {
  return async ({ payload, signal }: JobAttempt<Payload>): Promise<void> => {
    const { client_id, execution_id, asker, admits } = payload
    const principal: Principal = {
      ...asker,
      ...(asker.kind === 'user' && { acting: { client_id } }),
      ...(admits && { admits }),
    } as Principal
    try {
      await runQueued(services, principal, execution_id, signal)
    } catch (error) {
      // Who asked may nothing any more: another process ends it.
      if (error instanceof Problem && error.status < 500) return
      throw error
    }
  }
}
