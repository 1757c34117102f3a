import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { withTenant } from '../../../src/db/tenant.ts'
import { invite } from '../../../src/features/invitations/invitations.ts'
import {
  asAdmin,
  createMember,
  createOwner,
  openTestDatabase,
  startServer,
  type TestServer,
  textFile,
  waitForDocument,
} from '../../harness/harness.ts'

let server: TestServer
let token: string
let base: string
beforeAll(async () => {
  server = await startServer()
  token = (await createOwner()).token
  base = (await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })).body.id
})
afterAll(() => server.close())

async function createDocument() {
  const path = `/v1/knowledge-bases/${base}/collections`
  const collection = (await server.call('POST', path, { token, body: { name: 'C' } })).body.id
  const upload = await server.call('POST', `/v1/collections/${collection}/documents`, {
    token,
    body: textFile('a.txt', 'o texto de antes'),
  })
  await waitForDocument(server, token, upload.body.id)
  return { collection, id: upload.body.id as string }
}

/** Holds a document's row while two requests come for it, one after the other. */
async function whileHeld<T>(id: string, strength: string, first: () => Promise<T>, second: () => Promise<T>) {
  const client = new pg.Client({ connectionString: inject('environment').adminUrl })
  await client.connect()
  await client.query('begin')
  await client.query(`select from documents where id = $1 for ${strength}`, [id])
  const waiting = async (n: number) => {
    const blocked = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
    for (let i = 0; (await asAdmin(blocked)).length < n && i < 100; i++) await new Promise((go) => setTimeout(go, 50))
  }
  const one = first()
  await waiting(1)
  const two = second()
  await waiting(2)
  await client.query('commit')
  await client.end()
  return Promise.all([one, two])
}

// Two open transactions at once need a Postgres with more than one session.
describe.skipIf(inject('environment').name === 'embedded')('two at once', () => {
  it('a reprocessing repeats the version that came before it, not the one that it first saw', async () => {
    const { id } = await createDocument()
    const path = `/v1/documents/${id}`
    await whileHeld(
      id,
      'update',
      () => server.call('POST', `${path}/versions`, { token, body: { text: 'o texto de depois' } }),
      () => server.call('POST', `${path}/reprocess`, { token }),
    )
    await waitForDocument(server, token, id)
    const file = await server.raw('GET', `${path}/file`, token)
    expect(await file.text()).toBe('o texto de depois')
  })

  it.each(['collection', 'knowledge base'])('a new version leaves no file behind when its %s goes', async (what) => {
    const { id, collection } = await createDocument()
    const path = what === 'collection' ? `/v1/collections/${collection}` : `/v1/knowledge-bases/${base}`
    await whileHeld(
      id,
      'key share',
      () => server.call('DELETE', path, { token }),
      () => server.call('POST', `/v1/documents/${id}/versions`, { token, body: { text: 'confidencial' } }),
    )
    const left = () => asAdmin('select name from storage.objects where name like $1', [`%/${id}/%`])
    for (let i = 0; (await left()).length > 0 && i < 100; i++) await new Promise((go) => setTimeout(go, 100))
    expect(await left()).toEqual([])
  })

  it('two invitations to one address leave the second open, and end the first', async () => {
    const owner = await createOwner()
    const admin = await createMember(owner.client_id, 'admin')
    const asked = { email: `${crypto.randomUUID()}@test.example`, expires_in_days: 7 }
    const { promise: sent, resolve: send } = Promise.withResolvers<void>()
    const { promise: invited, resolve: done } = Promise.withResolvers<void>()
    // Of two processes, which know nothing of each other.
    const [here, there] = [openTestDatabase(1), openTestDatabase(1)]
    try {
      const first = withTenant(here, { kind: 'user', user_id: owner.id }, async (tx) => {
        await invite(tx, { ...asked, role: 'admin' }, undefined)
        done()
        await sent
      })
      await invited
      const second = withTenant(there, { kind: 'user', user_id: admin.id }, (tx) =>
        invite(tx, { ...asked, email: asked.email.toUpperCase(), role: 'viewer' }, undefined),
      )
      await Promise.race([second, new Promise((go) => setTimeout(go, 300))])
      send()
      await Promise.all([first, second])
    } finally {
      await Promise.all([here.close(), there.close()])
    }
    const open = 'select role from invitations where client_id = $1 and revoked_at is null'
    expect(await asAdmin(open, [owner.client_id])).toEqual([{ role: 'viewer' }])
  })
})
