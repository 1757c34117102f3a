import type { SupabaseClient } from '@supabase/supabase-js'
import { Problem } from '../../problems.ts'

/** Accounts of Supabase Auth, as the operator of the install reaches them. */
export interface Accounts {
  /** Deletes an account with its sessions; one that is not there is no failure. Raises `auth_unavailable`. */
  remove(user_id: string): Promise<void>
}

export function createAccounts(supabase: SupabaseClient): Accounts {
  return {
    async remove(user_id) {
      const { error } = await supabase.auth.admin.deleteUser(user_id)
      if (error && error.status !== 404) throw new Problem('auth_unavailable', { cause: error })
    },
  }
}
