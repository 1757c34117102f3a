import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import * as undici from 'undici'
import type { SupabaseConfig } from '../config.ts'

/**
 * The one place that builds supabase-js clients. With the secret key: it passes every policy, and never leaves here.
 *
 * @param answerMs what does not begin to answer for so long does not answer
 */
export function createServiceClient({ url, serviceKey }: SupabaseConfig, answerMs = 120_000): SupabaseClient {
  return createClient(url, serviceKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: answering(answerMs) },
  })
}

/** Node's own fetch (24.21) keeps all of a streamed body until it has been sent: a file would be whole in memory. */
const stream = undici.fetch as unknown as typeof fetch

/** What a stream is about is its sender's to watch: it takes as long as it takes. Nor is an answer's body hurried. */
function answering(ms: number): typeof fetch {
  return async (input, init) => {
    if (init?.body instanceof ReadableStream) return stream(input, init)
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(new Error(`no answer within ${ms} ms`)), ms)
    try {
      const signal = init?.signal ? AbortSignal.any([init.signal, late.signal]) : late.signal
      return await fetch(input, { ...init, signal })
    } finally {
      clearTimeout(timer)
    }
  }
}
