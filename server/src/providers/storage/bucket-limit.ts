import type { SupabaseClient } from '@supabase/supabase-js'

/** How long what the bucket allows may be said again, in ms. */
const rememberedMs = 60_000

/** Raised inside a stream that becomes longer than the bucket allows. */
class OverLimitError extends Error {
  override readonly name = 'OverLimitError'
}

/**
 * Counts streams against the size that the bucket allows: Storage looks at the length that a request announces, and takes
 * a stream that announces none to its end. Where the bucket cannot be asked, Storage alone decides.
 */
export function createBucketLimit(supabase: SupabaseClient, bucket: string) {
  let known: { until: number; bytes: Promise<number> } | undefined
  const ask = async (): Promise<number> => {
    const { data, error } = await supabase.storage.getBucket(bucket)
    if (error) known = undefined
    return data?.file_size_limit ?? Number.POSITIVE_INFINITY
  }
  const limit = (): Promise<number> => {
    if (!known || performance.now() > known.until) known = { until: performance.now() + rememberedMs, bytes: ask() }
    return known.bytes
  }
  return async (stream: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>> => {
    const most = await limit()
    let bytes = 0
    return stream.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          bytes += chunk.length
          if (bytes > most) controller.error(new OverLimitError(`more than the ${most} bytes that the bucket allows`))
          else controller.enqueue(chunk)
        },
      }),
    )
  }
}

/** Whether a failed upload, whoever wrapped its failure, was over the limit. */
export function isOverLimit(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = originOf(cause), depth++) {
    if (cause instanceof OverLimitError) return true
  }
  return false
}

/** supabase-js keeps what failed under a name of its own. */
function originOf(error: Error): unknown {
  return error.cause ?? ('originalError' in error ? error.originalError : undefined)
}
