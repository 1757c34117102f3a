import type { JobAttempt, JobKind, Queue } from '../db/queue.ts'

/** A kind of job with its handler, ready to be worked on. */
export interface Job {
  start(queue: Queue, concurrency: number): Promise<void>
}

export function defineJob<Payload extends object>(
  kind: JobKind<Payload>,
  handler: (attempt: JobAttempt<Payload>) => Promise<void>,
): Job {
  return { start: (queue, concurrency) => queue.work(kind, concurrency, handler) }
}
