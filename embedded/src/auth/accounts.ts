import { isIP } from 'node:net'
import type { PostgresConnection } from '@supabase/lite/postgres'

/** `/auth/v1/admin/users/<id>`: Supabase serves it, and @supabase/lite 0.10 does not. */
const account = /^\/auth\/v1\/admin\/users\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

interface Account {
  id: string
  email: string | null
  created_at: string
  updated_at: string
}

/** The accounts of Auth. */
export interface Accounts {
  find(id: string): Promise<Account | undefined>
  /** With its sessions and identities. */
  remove(id: string): Promise<void>
  /** Removes the account of an address that nobody has proven, a minute after its mail: it keeps nobody from signing up. */
  removeUnproven(email: string): Promise<void>
  /** Writes down where a new session came from, as Supabase's Auth does and @supabase/lite 0.10 does not. */
  noteSession(id: string, address: string, userAgent: string): Promise<void>
  /** Why a new account for this address is refused, by the hook that a hosted Auth asks before it makes one. */
  refusalOf(email: string): Promise<{ http_code: number; message: string } | undefined>
}

export function accountsOf({ driver }: PostgresConnection): Accounts {
  return {
    async find(id) {
      const [row] = await driver<Account[]>`select id, email, created_at, updated_at from auth.users where id = ${id}`
      return row
    },
    async remove(id) {
      await driver`delete from auth.users where id = ${id}`
    },
    async removeUnproven(email) {
      await driver`
        delete from auth.users
        where email = ${email} and email_confirmed_at is null and phone_confirmed_at is null
          and last_sign_in_at is null and confirmation_sent_at < now() - interval '1 minute'`
    },
    async noteSession(id, address, userAgent) {
      const plain = address.replace(/%.*$/, '')
      const ip = isIP(plain) === 0 ? null : plain
      await driver`
        update auth.sessions set ip = ${ip}, user_agent = ${userAgent.slice(0, 300)}
        where id = ${id} and ip is null and user_agent is null`
    },
    async refusalOf(email) {
      // Before the first migration there is no hook.
      const [hook] = await driver<{ found: boolean }[]>`
        select to_regprocedure('private.before_user_created(jsonb)') is not null
          and not exists (select from auth.users where lower(email) = lower(${email})) as found`
      if (!hook?.found) return undefined
      const [row] = await driver<{ answer: { error?: { http_code: number; message: string } } }[]>`
        select private.before_user_created(jsonb_build_object('user', jsonb_build_object('email', ${email}::text))) as answer`
      return row?.answer.error
    },
  }
}

/**
 * Reads an account or deletes it, as Supabase Auth answers; undefined where a request is about something else.
 * supabase-js looks before it deletes.
 */
export async function answerAccount(
  method: string,
  pathname: string,
  accounts: Accounts,
): Promise<Response | undefined> {
  const id = account.exec(pathname)?.[1]
  if (id === undefined || (method !== 'GET' && method !== 'DELETE')) return undefined
  const found = await accounts.find(id)
  if (!found) return Response.json({ code: 404, error_code: 'user_not_found', msg: 'User not found' }, { status: 404 })
  if (method === 'GET') return Response.json({ ...found, aud: 'authenticated', role: 'authenticated' })
  await accounts.remove(id)
  return Response.json({})
}
