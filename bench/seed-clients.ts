import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Principal } from '../server/src/db/tenant.ts'

/** A member who reads, with the role `user`, as most have. */
export interface Person {
  principal: Principal
  user_id: string
  client_id: string
}

/** Makes clients with an owner and one more member each, who is given back. */
export async function makePeople(bare: pg.Pool, clients: number): Promise<Person[]> {
  const ids = Array.from({ length: clients }, () => ({ client: randomUUID(), owner: randomUUID(), user: randomUUID() }))
  const columns = [ids.map(({ client }) => client), ids.map(({ owner }) => owner), ids.map(({ user }) => user)]
  await bare.query(`insert into auth.users (id, email) select id, id || '@bench.example' from unnest($1::uuid[]) id`, [
    [...(columns[1] ?? []), ...(columns[2] ?? [])],
  ])
  await bare.query(`insert into public.clients (id, name) select id, 'Bench' from unnest($1::uuid[]) id`, [columns[0]])
  await bare.query(
    `insert into public.client_members (client_id, user_id, role)
       select c, o, 'owner' from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as ids (c, o, u)
       union all select c, u, 'user' from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as ids (c, o, u)`,
    columns,
  )
  await bare.query(
    'update public.users set client_id = m.client_id from public.client_members m where m.user_id = users.id',
  )
  return ids.map(({ client, user }) => ({
    principal: { kind: 'user', user_id: user },
    user_id: user,
    client_id: client,
  }))
}
