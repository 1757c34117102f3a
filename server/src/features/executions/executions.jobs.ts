import { z } from 'zod'
import type { JobKind } from '../../db/queue.ts'

const payload = z.object({
  client_id: z.uuid(),
  execution_id: z.uuid(),
  /** Who asked: it runs with their rights, and sees what they may see. */
  asker: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('user'), user_id: z.uuid(), aal: z.literal('aal2').optional() }),
    z.object({ kind: z.literal('api_key'), key_hash: z.string() }),
  ]),
  /** The rules for accounts that the install had as it was asked. */
  admits: z.array(z.enum(['anonymous', 'single_factor'])).optional(),
})

/** Runs an execution in the background. */
export const runExecutionJob: JobKind<z.infer<typeof payload>> = {
  name: 'run-execution',
  payload,
  // Not tried again: what it has cost would be paid twice. What a dead process leaves is ended by another.
  options: { retryLimit: 0, retryDelay: 1, heartbeatSeconds: 15, expireInSeconds: 3_900 },
  key: ({ execution_id }) => execution_id,
  group: ({ client_id }) => client_id,
}
