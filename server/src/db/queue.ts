import type { z } from 'zod'
import type { TenantTx } from './tenant.ts'

/** A kind of background work: its name, what its payload looks like, and how often it may fail. */
export interface JobKind<Payload> {
  name: string
  payload: z.ZodType<Payload>
  options: {
    /** Attempts after the first one. */
    retryLimit: number
    /** Seconds before the first retry; it doubles with each. */
    retryDelay: number
    /** A worker that has not reported for so many seconds is taken for dead, and the job is started elsewhere. */
    heartbeatSeconds: number
    /** The longest a job may run, in seconds. */
    expireInSeconds: number
  }
  /**
   * The kind that a job becomes, with the same payload, after its last attempt: whether the handler raised, or the
   * worker died with it.
   */
  deadLetter?: JobKind<Payload>
  /** What comes first: higher before lower, 0 without this. Asked in the transaction that enqueues. */
  priority?(tx: TenantTx, payload: Payload): Promise<number>
  /** What a job is about: it is found by this as long as it waits or runs. */
  key?(payload: Payload): string
  /** Of jobs with the same key one waits at most, and one runs: another is not enqueued. */
  once?: boolean
  /** Seconds between two looks for a job, 0.5 without this: each of a kind's places in a process looks by itself. */
  lookEvery?: number
  /** Whose a job is. */
  group?(payload: Payload): string
  /** A process works on one job of each group at a time, whatever else waits. */
  onePerGroup?: boolean
}

export interface JobAttempt<Payload> {
  payload: Payload
  /** Aborted when the job is no longer this worker's, or the worker is to stop. */
  signal: AbortSignal
  /** 1 for the first attempt; one that does not count is not counted here either. */
  number: number
  /** Gives the attempt after this one, where it comes to that, another priority than the first had. */
  retryAt(priority: number): Promise<void>
  /** Whether a job of this kind but of another group waits, and comes before one of that priority. */
  othersWait(priority: number): Promise<boolean>
  /** Ends this attempt as one that does not count: the job waits again, with this priority. For a handler that is done. */
  putBack(priority: number): Promise<void>
}

export interface Queue {
  /**
   * Enqueues jobs in the tenant's transaction: they exist if, and only if, the transaction commits. This must be the
   * transaction's last statement: it goes back to the login role, for no tenant has rights on the queue.
   */
  enqueue<Payload extends object>(tx: TenantTx, kind: JobKind<Payload>, ...payloads: Payload[]): Promise<void>
  /** Starts to work on jobs of a kind, `concurrency` at a time. */
  work<Payload extends object>(
    kind: JobKind<Payload>,
    concurrency: number,
    handler: (attempt: JobAttempt<Payload>) => Promise<void>,
  ): Promise<void>
  /** Those of the keys that no job of these kinds has, neither waiting nor running. */
  findLost(kinds: readonly { name: string }[], keys: readonly string[]): Promise<Set<string>>
  /**
   * How many processes work on jobs, as of at most a second ago. One that was killed counts for another quarter of a
   * minute, one that was stopped does not. Raises `database_unavailable`.
   */
  countWorkers(): Promise<number>
  /**
   * Runs `work` now, or in `first` seconds, and then every `seconds`, in this process, until the queue stops; its
   * failures go to the log. Every worker does so for itself: two at once must do no harm. The signal is aborted when the
   * queue stops.
   */
  every(seconds: number, name: string, work: (signal: AbortSignal) => Promise<void>, options?: { first: number }): void
  /** Raises `database_unavailable` where the queue does not answer. */
  ping(): Promise<void>
  /**
   * Takes no more jobs and waits for those that run: a quarter of `timeoutMs` passes before their signals are aborted,
   * and after `timeoutMs` they are taken from this process. Handlers that still run then get as long as a quarter more.
   * What was aborted waits again, for another process; the attempt does not count.
   */
  stop(timeoutMs: number): Promise<void>
}
