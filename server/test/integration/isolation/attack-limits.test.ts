import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Database } from '../../../src/db/pool.ts'
import type { RunSql } from '../../../src/isolation/run-attacks.ts'
import { asAdmin, createOwner, openTestDatabase } from '../../harness/harness.ts'
import { runAs } from './attackers.ts'

/**
 * Where the wall stands. A tenant transaction runs statements of ours: SQL that somebody else wrote could forge its
 * claims or take the login's other role, and needs a login and an identity of its own before it may run at all.
 */

let database: Database
let run: RunSql
let victim: Awaited<ReturnType<typeof createOwner>>
beforeAll(async () => {
  database = openTestDatabase()
  victim = await createOwner()
  run = runAs(database, (await createOwner()).principal)
  await asAdmin(`insert into knowledge_bases (client_id, name) values ($1, 'B')`, [victim.client_id])
})
afterAll(() => database.close())

const read = () => `select 1 as seen from public.knowledge_bases where client_id = '${victim.client_id}'`

describe('foreign SQL in a tenant transaction', () => {
  it('could forge its claims, and its role up to the login’s own', async () => {
    const claims = JSON.stringify({ renum: { client_id: victim.client_id, role: 'owner' } })
    const forged = await run(`select set_config('request.jwt.claims', '${claims}', true)`, read())
    expect(forged.rows).toHaveLength(1)
    const system = await run(
      'set local role renum_system',
      `select 1 from public.clients where id = '${victim.client_id}'`,
    )
    expect(system.rows).toHaveLength(1)
  })

  it('reads nothing by dropping its role alone, where the login is bound by row security', async () => {
    // The embedded stack's login is its superuser.
    const { name } = inject('environment')
    expect((await run('reset role', read())).rows).toHaveLength(name === 'embedded' ? 1 : 0)
  })

  it('reads nothing with the claims of Supabase’s own roles', async () => {
    const claims = JSON.stringify({ role: 'service_role', sub: victim.id })
    const forged = await run(`select set_config('request.jwt.claims', '${claims}', true)`, read())
    expect(forged.rows).toEqual([])
  })
})
