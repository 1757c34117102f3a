import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { OperatorTx } from './operator-transaction.ts'

export interface ClientFacts {
  id: string
  name: string
  status: 'active' | 'suspended'
  members: number
  documents: number
  bytes: number
  max_documents: number | null
  max_bytes: number | null
  created_at: string
  /** When a member last signed in, changed something that is logged, or used a key; null for never. */
  last_activity: string | null
}

/** All of them, or one, by name. */
export function selectClients(tx: OperatorTx, id?: string): Promise<ClientFacts[]> {
  const one = id === undefined ? sql`` : sql`where c.id = ${id}::uuid`
  return tx.run(
    sql<ClientFacts>`
      select c.id, c.name, c.status, c.created_at,
          (select count(*) from public.client_members m where m.client_id = c.id) as members,
          coalesce(u.documents, 0) as documents, coalesce(u.bytes, 0) as bytes, u.max_documents, u.max_bytes,
          greatest(
            (select a.created_at from public.audit_log a where a.client_id = c.id and a.actor <> 'operator'
              order by a.created_at desc, a.id desc limit 1),
            (select max(k.last_used_at) from public.api_keys k where k.client_id = c.id)) as last_activity
        from public.clients c left join public.client_usage u on u.client_id = c.id ${one}
       order by lower(c.name), c.id`.compile(queries),
  )
}

/** Whether there is such a client. */
export async function updateStatus(tx: OperatorTx, id: string, status: ClientFacts['status']): Promise<boolean> {
  const rows = await tx.run(
    sql`update public.clients set status = ${status} where id = ${id}::uuid returning id`.compile(queries),
  )
  return rows.length > 0
}

export interface Limits {
  /** Null for none. */
  max_documents?: number | null | undefined
  max_bytes?: number | null | undefined
}

/** Changes what is given; the limits from then on, undefined where there is no such client. */
export async function updateLimits(tx: OperatorTx, id: string, limits: Limits) {
  const [row] = await tx.run(
    sql<{ max_documents: number | null; max_bytes: number | null }>`
      update public.client_usage set ${given({ ...limits })} where client_id = ${id}::uuid
      returning max_documents, max_bytes`.compile(queries),
  )
  return row
}

/** What a client has that is founded from now on, and how many of them one person may own; null is no limit. */
export interface DefaultLimits {
  max_documents: number | null
  max_bytes: number | null
  max_owned_clients: number | null
}

export type DefaultLimitChanges = { [Limit in keyof DefaultLimits]?: DefaultLimits[Limit] | undefined }

const defaults = sql`max_documents, max_bytes, max_owned_clients`

export async function selectDefaults(tx: OperatorTx): Promise<DefaultLimits> {
  const [row] = await tx.run(sql<DefaultLimits>`select ${defaults} from private.install_settings`.compile(queries))
  if (!row) throw new Error('private.install_settings has no row')
  return row
}

/** Changes what is given, at least one. */
export function updateDefaults(tx: OperatorTx, limits: DefaultLimitChanges): Promise<unknown> {
  return tx.run(sql`update private.install_settings set ${given(limits)}`.compile(queries))
}

/** What an update sets: all but what is undefined. */
function given(values: Record<string, number | null | undefined>) {
  const changes = Object.entries(values).filter(([, value]) => value !== undefined)
  return sql.join(changes.map(([column, value]) => sql`${sql.ref(column)} = ${value}::bigint`))
}

export const signUps = ['open', 'invite', 'closed'] as const
export type SignUp = (typeof signUps)[number]

export async function selectSignUp(tx: OperatorTx): Promise<SignUp> {
  const [row] = await tx.run(sql<{ sign_up: SignUp }>`select sign_up from private.install_settings`.compile(queries))
  return row?.sign_up ?? 'open'
}

/** Who may sign up, and whether whoever does now is the first person of an install that is open to anybody. */
export interface Entrance {
  sign_up: SignUp
  nobody_yet: boolean
}

export async function selectEntrance(tx: OperatorTx): Promise<Entrance> {
  const [row] = await tx.run(
    sql<Entrance>`
      select sign_up, sign_up = 'open' and not exists (select from public.users) as nobody_yet
        from private.install_settings`.compile(queries),
  )
  if (!row) throw new Error('private.install_settings has no row')
  return row
}

export function updateSignUp(tx: OperatorTx, sign_up: SignUp): Promise<unknown> {
  return tx.run(sql`update private.install_settings set sign_up = ${sign_up}`.compile(queries))
}

export interface Person {
  id: string
  email: string | null
  name: string | null
}

/** By id or address, in whatever case. */
export async function findPerson(tx: OperatorTx, who: string): Promise<Person | undefined> {
  const by = who.includes('@') ? sql`lower(email) = lower(${who})` : sql`id = ${who}::uuid`
  const [row] = await tx.run(
    sql<Person>`select id, email, name from public.users where ${by}
    order by deleted_at is not null, id limit 1`.compile(queries),
  )
  return row
}

/** Raises `sole_owner`, `unauthenticated` where there is no such person. */
export function pseudonymise(tx: OperatorTx, user_id: string): Promise<unknown> {
  return tx.run(sql`select private.erase_person(${user_id}::uuid)`.compile(queries))
}

/** Whether it was there to delete, with all that hangs on it. */
export async function deleteClient(tx: OperatorTx, id: string): Promise<boolean> {
  const rows = await tx.run(sql`delete from public.clients where id = ${id}::uuid returning id`.compile(queries))
  return rows.length > 0
}

export interface OperatorEntry {
  id: string
  action: string
  subject_type: string
  subject_id: string | null
  details: Record<string, unknown>
  created_at: string
}

/** The install's own log; what concerns a client is in that client's log too. */
export function record(
  tx: OperatorTx,
  action: string,
  { type, id = null }: { type: 'client' | 'user' | 'install'; id?: string | null },
  details: object = {},
): Promise<unknown> {
  return tx.run(
    sql`insert into private.operator_log (action, subject_type, subject_id, details)
        values (${action}, ${type}, ${id}::uuid, ${JSON.stringify(details)}::jsonb)`.compile(queries),
  )
}

/** An entry in a client's own log. */
export function recordForClient(tx: OperatorTx, client_id: string, action: string, details: object): Promise<unknown> {
  return tx.run(
    sql`select private.audit(${client_id}::uuid, ${action}, 'client', ${client_id}::uuid,
          ${JSON.stringify(details)}::jsonb, 'operator', null)`.compile(queries),
  )
}

/** Newest first. */
export function selectEntries(tx: OperatorTx, limit: number): Promise<OperatorEntry[]> {
  return tx.run(
    sql<OperatorEntry>`select id, action, subject_type, subject_id, details, created_at
        from private.operator_log order by created_at desc, id limit ${limit}`.compile(queries),
  )
}
