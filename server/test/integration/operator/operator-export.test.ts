import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leftOut, readAsJob, readAsOperator } from '../../../src/features/operator/export.repository.ts'
import { exportClient, exportPerson } from '../../../src/features/operator/operator.ts'
import { addressOf } from '../../harness/company.ts'
import { asAdmin, createKey, createOwner, createUser } from '../../harness/harness.ts'
import { ask, database, invite, last, server, startInstall, withDocument } from '../../harness/operated-install.ts'

startInstall()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'renum-operator-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('an export', () => {
  const read = async (to: string, file: string) => JSON.parse(await readFile(join(to, file), 'utf8'))

  it('of a client has every table but what is left out, and its files, and no secret', async () => {
    const { owner, client_id, document } = await withDocument()
    const key = await createKey(owner, ['read'])
    const { body: invitation } = await ask(owner, 'POST', '/v1/invitations', { email: 'i@test.example', role: 'user' })
    const secret = 'sk-um-segredo-que-ninguem-le'
    const settings = { base_url: 'https://service.invalid/v1' }
    const credential = { name: 'N', service_name: 'n', credential_type: 'openai_compatible', settings, value: secret }
    expect((await ask(owner, 'POST', '/v1/credentials', credential)).status).toBe(201)
    const hook = { url: 'https://hooks.invalid/', events: ['document.ready'] }
    const { body: endpoint } = await ask(owner, 'POST', '/v1/webhook-endpoints', hook)
    const question = { document_id: document.id, question: 'Quantos dias?', passage: '30 dias' }
    expect((await ask(owner, 'POST', '/v1/test-questions', question)).status).toBe(201)
    const stranger = await withDocument()

    const to = join(folder, 'client')
    const manifest = await exportClient(server.services, client_id, to)
    expect(await read(to, 'manifest.json')).toEqual(manifest)
    expect(manifest.files).toMatchObject({ count: 1, missing: 0, bytes: 17 })
    const [file] = await read(to, 'files.json')
    expect(file).toMatchObject({ document_id: document.id, version_number: 1, sha256: document.content_hash })
    expect(await readFile(join(to, file.file), 'utf8')).toBe('Férias: 30 dias.')
    for (const { file: name, sha256, rows } of manifest.tables) {
      expect(
        createHash('sha256')
          .update(await readFile(join(to, name)))
          .digest('hex'),
      ).toBe(sha256)
      expect([name, (await read(to, name)).length]).toEqual([name, rows])
    }
    expect(await read(to, 'chunks.json')).toMatchObject([{ content: 'Férias: 30 dias.', document_id: document.id }])
    expect(await read(to, 'members.json')).toHaveLength(4)
    expect(await read(to, 'test-questions.json')).toMatchObject([question])
    const everything = (
      await Promise.all(manifest.tables.map(({ file: name }) => readFile(join(to, name), 'utf8')))
    ).join()
    const [sealed] = await asAdmin('select encrypted_value from api_credentials where client_id = $1', [client_id])
    for (const hidden of [
      secret,
      sealed?.encrypted_value,
      key.token,
      key.key_hash,
      invitation.token,
      endpoint.secret,
    ]) {
      expect(hidden?.length).toBeGreaterThan(8)
      expect(everything).not.toContain(hidden)
    }
    expect(everything).not.toContain(stranger.client_id)
    expect(await last('client.exported')).toMatchObject({ subject_id: client_id })

    await expect(exportClient(server.services, client_id, to)).rejects.toMatchObject({ code: 'folder_taken' })
  })

  it('knows every table of a client', async () => {
    const tables = await asAdmin<{ name: string }>(
      `select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
        where a.attname = 'client_id' and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and not c.relispartition and c.relname <> 'users' order by 1`,
    )
    const known = [...readAsJob, ...readAsOperator].map(({ from }) => /public[.](\w+)/.exec(from)?.[1])
    expect(tables.map(({ name }) => name)).toEqual([...known.filter((name) => name !== 'clients'), ...leftOut].sort())
  })

  it('that fails leaves nothing behind', async () => {
    const { client_id } = await withDocument()
    const storage = { ...server.services.storage, open: () => Promise.reject(new Error('cut off')) }
    const to = join(folder, 'failed', 'client')
    await expect(exportClient({ database: database(), storage }, client_id, to)).rejects.toThrow('cut off')
    expect(await readdir(join(folder, 'failed'))).toEqual([])
    await expect(exportClient(server.services, crypto.randomUUID(), to)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('of a person names what is the client’s, has nobody else’s address, and what the logs say of them', async () => {
    const { owner, admin, client_id } = await withDocument()
    const [guest, other, path] = [await createUser(), await createOwner(), '/v1/knowledge-bases']
    await invite(admin, guest)
    await invite(other, admin, 'viewer')
    const settings = { base_url: 'https://service.invalid/v1' }
    const credential = { name: 'N', service_name: 'n', credential_type: 'openai_compatible', settings, value: 'sk-N' }
    expect((await ask(admin, 'POST', '/v1/credentials', credential)).status).toBe(201)
    const hook = { url: 'https://hooks.invalid/', events: ['document.ready'] }
    expect((await ask(admin, 'POST', '/v1/webhook-endpoints', hook)).status).toBe(201)
    const { body: base } = await ask(owner, 'POST', path, { name: 'B' })
    const { body: collection } = await ask(owner, 'POST', `${path}/${base.id}/collections`, { name: 'C' })
    const grants = `/v1/collections/${collection.id}/grants`
    for (const { id: user_id } of [admin, owner])
      expect((await ask(owner, 'POST', grants, { user_id })).status).toBe(201)
    await ask(owner, 'PATCH', `/v1/members/${admin.id}`, { role: 'viewer' })
    await asAdmin(`update audit_log set ip = '10.0.0.8' where user_id = $1`, [owner.id])

    const to = join(folder, 'admin')
    const { tables } = await exportPerson(server.services, admin.id, to)
    const did = await read(to, 'audit-log.json')
    expect(did.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['invitation.created', 'credential.created', 'webhook_endpoint.created']),
    )
    for (const entry of did) expect(entry).not.toHaveProperty('details')
    const about: { action: string; details: object }[] = await read(to, 'audit-log-about.json')
    expect(about.map(({ action }) => action).sort()).toEqual(['grant.created', 'member.created', 'member.updated'])
    expect(about.find(({ action }) => action === 'member.updated')).toMatchObject({
      client_id,
      details: { email: addressOf(admin), role: { from: 'admin', to: 'viewer' } },
    })
    expect(await read(to, 'invitations-received.json')).toMatchObject([
      { client_id: other.client_id, email: addressOf(admin), role: 'viewer', accepted_at: null },
    ])
    const everything = (await Promise.all(tables.map(({ file }) => readFile(join(to, file), 'utf8')))).join()
    for (const theirs of [addressOf(guest), addressOf(owner), 'service.invalid', 'hooks.invalid', '10.0.0.8']) {
      expect(everything).not.toContain(theirs)
    }
  })

  it('of a person has what they did, in all their clients', async () => {
    const { user, document, client_id } = await withDocument()
    const asked = { document_id: document.id, question: 'Quantos dias?' }
    const { body: question } = await ask(user, 'POST', '/v1/test-questions', asked)
    const other = await createOwner()
    await asAdmin(`insert into client_members (client_id, user_id, role) values ($1, $2, 'viewer')`, [
      other.client_id,
      user.id,
    ])
    const to = join(folder, 'person')
    await exportPerson(server.services, addressOf(user).toUpperCase(), to)
    expect(await read(to, 'person.json')).toMatchObject([{ id: user.id, email: addressOf(user) }])
    expect(await read(to, 'memberships.json')).toHaveLength(2)
    expect(await read(to, 'documents.json')).toMatchObject([{ client_id, id: document.id, name: 'a.txt' }])
    expect(await read(to, 'test-questions.json')).toEqual([
      { client_id, id: question.id, document_id: document.id, source: 'manual', created_at: expect.any(String) },
    ])
    expect(await last('person.exported')).toMatchObject({ subject_id: user.id, details: {} })
    await expect(exportPerson(server.services, 'ninguem@test.example', `${to}2`)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
