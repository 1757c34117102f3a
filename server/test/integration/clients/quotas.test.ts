import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { queries } from '../../../src/db/query-builder.ts'
import { withTenant } from '../../../src/db/tenant.ts'
import { asking } from '../../harness/company.ts'
import { sendForm } from '../../harness/form-on-the-wire.ts'
import {
  asAdmin,
  createKey,
  createMember,
  createOwner,
  startServer,
  type TestServer,
  textFile,
  waitForDocument,
} from '../../harness/harness.ts'
import { zip } from '../../harness/make-zip.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const { ask } = asking(() => server)
type Owner = Awaited<ReturnType<typeof createOwner>>

async function withCollection(limits: { documents?: number; bytes?: number } = {}) {
  const owner = await createOwner()
  const { body: base } = await ask(owner, 'POST', '/v1/knowledge-bases', { name: 'B' })
  const { body: collection } = await ask(owner, 'POST', `/v1/knowledge-bases/${base.id}/collections`, { name: 'C' })
  await asAdmin('update client_usage set max_documents = $2, max_bytes = $3 where client_id = $1', [
    owner.client_id,
    limits.documents ?? null,
    limits.bytes ?? null,
  ])
  return { owner, base_id: base.id as string, path: `/v1/collections/${collection.id}/documents` }
}

const upload = ({ token }: Owner, path: string, text: string, headers: Record<string, string> = {}) =>
  server.call('POST', path, { token, body: textFile('a.txt', text), headers })

async function usageOf(owner: Owner) {
  const { body } = await ask(owner, 'GET', '/v1/usage')
  return { documents: body.documents, bytes: body.bytes }
}

const filesOf = async (owner: Owner) =>
  (await asAdmin('select from storage.objects where name like $1', [`${owner.client_id}/%`])).length

describe('what a client uses', () => {
  it('is counted: documents, and the bytes of every version once', async () => {
    const { owner, path, base_id } = await withCollection()
    const admin = await createMember(owner.client_id, 'admin')
    expect((await ask(admin, 'GET', '/v1/usage')).body).toEqual({
      documents: 0,
      bytes: 0,
      max_documents: null,
      max_bytes: null,
    })
    const { body: first } = await upload(owner, path, 'dez bytes!')
    await upload(owner, path, 'vinte bytes, ou mais')
    expect(await usageOf(owner)).toEqual({ documents: 2, bytes: 30 })

    await waitForDocument(server, owner.token, first.id)
    const version = await upload(owner, `/v1/documents/${first.id}/versions`, 'cinco')
    expect(version.status, JSON.stringify(version.body)).toBe(202)
    await waitForDocument(server, owner.token, first.id)
    // The file is the one that is there already.
    expect((await ask(owner, 'POST', `/v1/documents/${first.id}/versions/1/restore`)).status).toBe(202)
    expect(await usageOf(owner)).toEqual({ documents: 2, bytes: 35 })

    await ask(owner, 'DELETE', `/v1/documents/${first.id}`)
    expect(await usageOf(owner)).toEqual({ documents: 1, bytes: 20 })
    await ask(owner, 'DELETE', `/v1/knowledge-bases/${base_id}`)
    expect(await usageOf(owner)).toEqual({ documents: 0, bytes: 0 })
  })

  it('is what counting anew finds', async () => {
    const { owner, path } = await withCollection()
    await upload(owner, path, 'dez bytes!')
    await asAdmin('update client_usage set documents = 7, bytes = 7 where client_id = $1', [owner.client_id])
    await asAdmin('select private.recount_usage()')
    expect(await usageOf(owner)).toEqual({ documents: 1, bytes: 10 })
  })
})

describe('totals', () => {
  it('are for whoever sees everything: not for other members, nor for keys of some collections', async () => {
    const { owner, path } = await withCollection({ documents: 1 })
    await upload(owner, path, 'dez bytes!')
    const [user, viewer] = await Promise.all(
      (['user', 'viewer'] as const).map((role) => createMember(owner.client_id, role)),
    )
    const limited = await createKey(owner, ['read', 'write'], { collection_ids: [path.split('/')[3] ?? ''] })
    for (const who of [user, viewer, limited]) {
      expect(await ask(who as Owner, 'GET', '/v1/usage')).toMatchObject({
        status: 403,
        code: who === limited ? 'key_limited' : 'forbidden',
      })
      const query = sql`select 1 from client_usage`.compile(queries)
      expect(await withTenant(server.services.database, (who as Owner).principal, (tx) => tx.run(query))).toEqual([])
    }
    for (const who of [owner, await createKey(owner, ['read'])]) {
      expect((await ask(who, 'GET', '/v1/usage')).body).toMatchObject({ documents: 1, bytes: 10, max_documents: 1 })
    }
    // Who adds is told that it does not fit, and no number.
    for (const who of [user, limited]) {
      const { body } = await ask(who as Owner, 'POST', path, { name: 'N', text: 'dois' })
      expect(body).toMatchObject({ code: 'quota_exceeded', title: expect.not.stringMatching(/[0-9] de/) })
    }
    await asAdmin('update client_usage set max_documents = null, max_bytes = 15 where client_id = $1', [
      owner.client_id,
    ])
    expect((await ask(user as Owner, 'POST', path, { name: 'N', text: 'mais que cinco' })).code).toBe('quota_exceeded')
    expect((await ask(user as Owner, 'POST', path, { name: 'N', text: 'cinco' })).status).toBe(202)
  })
})

describe('a quota', () => {
  it('of documents lets no further one in, whichever way it comes, and says how much is used', async () => {
    const { owner, path } = await withCollection({ documents: 1 })
    expect((await upload(owner, path, 'um')).status).toBe(202)
    const files = await filesOf(owner)
    for (const attempt of [
      upload(owner, path, 'dois'),
      ask(owner, 'POST', path, { name: 'N', text: 'dois' }),
      ask(owner, 'POST', path, { url: 'https://example.com/' }),
    ]) {
      expect((await attempt).body).toMatchObject({
        status: 409,
        code: 'quota_exceeded',
        title: expect.stringContaining('limite de documentos'),
      })
    }
    expect(await filesOf(owner)).toBe(files)
    expect(await usageOf(owner)).toEqual({ documents: 1, bytes: 2 })
  })

  it('of bytes counts what is only known at the end, and leaves no file of what did not fit', async () => {
    const { owner, path } = await withCollection({ bytes: 10 })
    const { body: kept } = await upload(owner, path, 'oito byt')
    const before = await filesOf(owner)
    expect((await upload(owner, path, 'três')).body).toMatchObject({ code: 'quota_exceeded' })
    const version = await upload(owner, `/v1/documents/${kept.id}/versions`, 'três')
    expect(version.body).toMatchObject({ code: 'quota_exceeded' })
    expect(await filesOf(owner)).toBe(before)
    expect((await upload(owner, path, 'ab')).status).toBe(202)
    expect(await usageOf(owner)).toEqual({ documents: 2, bytes: 10 })
  })

  it('of a zip lets in as many of its files as there is room for, and says so of the others', async () => {
    const { owner, path } = await withCollection({ documents: 2 })
    const bytes = zip(['a', 'b', 'c', 'd'].map((name) => ({ name: `${name}.txt`, content: `o texto ${name}` })))
    const body = textFile('quatro.zip', bytes)
    const answer = await server.call('POST', `${path}/import`, { token: owner.token, body })
    expect(answer.body.data.map(({ name }: { name: string }) => name)).toEqual(['a.txt', 'b.txt'])
    expect(answer.body.skipped).toMatchObject([
      { path: 'c.txt', error_code: 'quota_exceeded', error_message: expect.stringContaining('limite de documentos') },
      { path: 'd.txt', error_code: 'quota_exceeded' },
    ])
    expect(await filesOf(owner)).toBe(2)
  })

  it('lets no byte of a zip in where there is no room for any of its files', async () => {
    const { owner, path } = await withCollection({ documents: 0 })
    let asked = 0
    const body = new ReadableStream({ pull: () => void asked++ }, { highWaterMark: 0 })
    const answer = await sendForm(server, `${path}/import`, owner.token, body)
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([409, 'quota_exceeded'])
    expect(asked).toBe(0)
  })

  it('answers a repeated request as the first one, though there is no room any more', async () => {
    const { owner, path } = await withCollection({ documents: 1 })
    const headers = { 'Idempotency-Key': 'once' }
    const first = await upload(owner, path, 'um', headers)
    const again = await upload(owner, path, 'um', headers)
    expect([first.status, again.status, again.body.id]).toEqual([202, 202, first.body.id])
  })

  it('answers a repeated import as the first one, though there is no room any more', async () => {
    const { owner, path } = await withCollection({ documents: 2 })
    const bytes = zip(['a', 'b', 'c'].map((name) => ({ name: `${name}.txt`, content: `o texto ${name}` })))
    const call = { token: owner.token, headers: { 'Idempotency-Key': 'once' } }
    const [first, again] = [
      await server.call('POST', `${path}/import`, { ...call, body: textFile('três.zip', bytes) }),
      await server.call('POST', `${path}/import`, { ...call, body: textFile('três.zip', bytes) }),
    ]
    expect([first.status, again.status]).toEqual([202, 202])
    const ids = ({ body }: typeof first) => body.data.map(({ id }: { id: string }) => id)
    expect(ids(first)).toHaveLength(2)
    expect(ids(again)).toEqual(ids(first))
    expect(again.body.skipped).toEqual(first.body.skipped)
    expect(await filesOf(owner)).toBe(2)
  })

  it('is not passed by many at once', async () => {
    const { owner, path } = await withCollection({ documents: 3 })
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => upload(owner, path, `texto ${i}`)))
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(3)
    expect(answers.filter(({ body }) => body.code === 'quota_exceeded')).toHaveLength(5)
    expect((await usageOf(owner)).documents).toBe(3)
    expect(await filesOf(owner)).toBe(3)
  })

  it('goes with deletions at the same time: nobody waits in a circle', async () => {
    const { owner, path } = await withCollection({ documents: 20 })
    const made = await Promise.all(Array.from({ length: 6 }, (_, i) => upload(owner, path, `texto ${i}`)))
    const answers = await Promise.all(
      made.flatMap(({ body }, i) => [
        ask(owner, 'DELETE', `/v1/documents/${body.id}`),
        upload(owner, path, `outro ${i}`),
      ]),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(6).fill(202), ...Array(6).fill(204)])
    expect((await usageOf(owner)).documents).toBe(6)
  })

  it('below what is used takes nothing away', async () => {
    const { owner, path } = await withCollection()
    const { body } = await upload(owner, path, 'um texto')
    await asAdmin('update client_usage set max_documents = 0, max_bytes = 0 where client_id = $1', [owner.client_id])
    expect((await ask(owner, 'GET', `/v1/documents/${body.id}`)).status).toBe(200)
    expect((await upload(owner, path, 'mais')).body.code).toBe('quota_exceeded')
    expect((await ask(owner, 'DELETE', `/v1/documents/${body.id}`)).status).toBe(204)
  })
})
