import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type { SupabaseConfig } from '../config.ts'

/** The one place that builds supabase-js clients. With the secret key: it passes every policy, and never leaves here. */
export function createServiceClient({ url, serviceKey }: SupabaseConfig): SupabaseClient {
  return createClient(url, serviceKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  })
}
