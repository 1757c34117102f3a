import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  asAdmin,
  createMember,
  createOwner,
  startServer,
  type TestServer,
  textFile,
  waitForDocument,
} from '../../harness/harness.ts'

let server: TestServer
let owner: Awaited<ReturnType<typeof createOwner>>
let stranger: Awaited<ReturnType<typeof createOwner>>
const members: Record<string, Awaited<ReturnType<typeof createMember>>> = {}
let token: string
let base: string
let open: string
let restricted: string
let secret: string

beforeAll(async () => {
  server = await startServer()
  owner = await createOwner()
  stranger = await createOwner()
  token = owner.token
  for (const role of ['admin', 'user', 'viewer'] as const) members[role] = await createMember(owner.client_id, role)
  base = (await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })).body.id
  const path = `/v1/knowledge-bases/${base}/collections`
  open = (await server.call('POST', path, { token, body: { name: 'Aberta' } })).body.id
  restricted = (await server.call('POST', path, { token, body: { name: 'Folha', access: 'restricted' } })).body.id
  for (const [collection, name, text] of [
    [open, 'aberto.txt', 'o salário mínimo regional subiu'],
    [restricted, 'folha.txt', 'o salário da diretora é de quarenta mil reais'],
  ] as const) {
    const upload = await server.call('POST', `/v1/collections/${collection}/documents`, {
      token,
      body: textFile(name, text),
    })
    expect(await waitForDocument(server, token, upload.body.id)).toMatchObject({ status: 'ready' })
    secret = upload.body.id
  }
})
afterAll(() => server.close())

const as = (who: string) => members[who]?.token ?? ''

async function found(who: string, scope: object = {}, mode = 'hybrid'): Promise<string[]> {
  const { body } = await server.call('POST', '/v1/search', {
    token: as(who),
    body: { query: 'salário', mode, ...scope },
  })
  return body.results.map(({ document_name }: { document_name: string }) => document_name).sort()
}

async function grant(body: object) {
  const answer = await server.call('POST', `/v1/collections/${restricted}/grants`, { token, body })
  expect(answer.status).toBe(201)
  return answer.body
}

const revoke = (id: string) => server.call('DELETE', `/v1/collections/${restricted}/grants/${id}`, { token })

describe('a restricted collection', () => {
  it('is there for owners and admins, and not there for anybody else', async () => {
    expect(await found('admin')).toEqual(['aberto.txt', 'folha.txt'])
    for (const who of ['user', 'viewer']) {
      const call = (method: string, path: string, body?: unknown) =>
        server.call(method, path, { token: as(who), ...(body === undefined ? {} : { body }) })
      for (const mode of ['hybrid', 'semantic', 'full_text']) {
        expect(await found(who, {}, mode), mode).toEqual(['aberto.txt'])
        expect(await found(who, { knowledge_base_id: base }, mode), mode).toEqual(['aberto.txt'])
      }
      const listed = await call('GET', `/v1/knowledge-bases/${base}/collections`)
      expect(listed.body.data.map(({ id }: { id: string }) => id)).toEqual([open])
      const chunks = await server.call('GET', `/v1/documents/${secret}/chunks`, { token })
      for (const [method, path, body] of [
        ['GET', `/v1/collections/${restricted}`],
        ['GET', `/v1/collections/${restricted}/documents`],
        ['GET', `/v1/collections/${restricted}/grants`],
        ['GET', `/v1/documents/${secret}`],
        ['GET', `/v1/documents/${secret}/chunks`],
        ['GET', `/v1/documents/${secret}/versions`],
        ['GET', `/v1/documents/${secret}/file`],
        ['POST', `/v1/search`, { query: 'a', collection_ids: [restricted] }],
      ] as const) {
        const { status, body: problem } = await call(method, path, body)
        expect([path, status, problem.code]).toEqual([path, 404, 'not_found'])
      }
      for (const [method, path, body] of [
        ['PATCH', `/v1/collections/${restricted}`, { name: 'x' }],
        ['POST', `/v1/collections/${restricted}/documents`, { name: 'a', text: 'a' }],
        ['PATCH', `/v1/documents/${secret}`, { name: 'x' }],
        ['PATCH', `/v1/chunks/${chunks.body.data[0].id}`, { content: 'x' }],
        ['DELETE', `/v1/documents/${secret}`],
        ['DELETE', `/v1/collections/${restricted}`],
        ['POST', `/v1/documents/${secret}/reprocess`],
      ] as const) {
        const { status } = await call(method, path, body)
        expect([path, status]).toEqual([path, who === 'viewer' && status === 403 ? 403 : 404])
      }
    }
  })

  it('opens to a person with a grant, at once, and closes at once', async () => {
    const { id } = await grant({ user_id: members.user?.id })
    expect(await found('user')).toEqual(['aberto.txt', 'folha.txt'])
    expect(await found('viewer')).toEqual(['aberto.txt'])
    const renamed = await server.call('PATCH', `/v1/documents/${secret}`, {
      token: as('user'),
      body: { name: 'folha.txt' },
    })
    expect(renamed.status).toBe(200)
    expect((await revoke(id)).status).toBe(204)
    expect(await found('user')).toEqual(['aberto.txt'])
    expect((await revoke(id)).status).toBe(404)
  })

  it('opens to a role and to those above it', async () => {
    const users = await grant({ role: 'user' })
    expect(await found('user')).toEqual(['aberto.txt', 'folha.txt'])
    expect(await found('viewer')).toEqual(['aberto.txt'])
    await revoke(users.id)
    const viewers = await grant({ role: 'viewer' })
    expect(await found('user')).toEqual(['aberto.txt', 'folha.txt'])
    expect(await found('viewer')).toEqual(['aberto.txt', 'folha.txt'])
    await revoke(viewers.id)
  })

  it('is restricted, opened and granted by admins alone', async () => {
    const { id } = await grant({ user_id: members.user?.id })
    const user = as('user')
    for (const [method, path, body] of [
      ['PATCH', `/v1/collections/${restricted}`, { access: 'open' }],
      ['PATCH', `/v1/collections/${open}`, { access: 'restricted' }],
      ['POST', `/v1/knowledge-bases/${base}/collections`, { name: 'x', access: 'restricted' }],
      ['POST', `/v1/collections/${restricted}/grants`, { role: 'viewer' }],
      ['DELETE', `/v1/collections/${restricted}/grants/${id}`, undefined],
    ] as const) {
      const { status, body: problem } = await server.call(method, path, { token: user, body })
      expect([method, path, status, problem.code]).toEqual([method, path, 403, 'forbidden'])
    }
    const twice = await server.call('POST', `/v1/collections/${restricted}/grants`, {
      token,
      body: { user_id: members.user?.id },
    })
    expect([twice.status, twice.body.code]).toEqual([409, 'conflict'])
    for (const body of [{}, { role: 'admin' }, { role: 'user', user_id: owner.id }, { user_id: 'x' }]) {
      const answer = await server.call('POST', `/v1/collections/${restricted}/grants`, { token, body })
      expect([answer.status, answer.body.code]).toEqual([400, 'invalid_input'])
    }
    const outside = await server.call('POST', `/v1/collections/${restricted}/grants`, {
      token,
      body: { user_id: stranger.id },
    })
    expect([outside.status, outside.body.code, outside.body.field]).toEqual([404, 'not_found', 'user_id'])
    await revoke(id)
  })

  it('takes no document from somebody who may not see it, and is not deleted by them from above', async () => {
    const [document] = (await server.call('GET', `/v1/collections/${open}/documents`, { token })).body.data
    const moved = await server.call('PATCH', `/v1/documents/${document.id}`, {
      token: as('user'),
      body: { collection_id: restricted },
    })
    expect([moved.status, moved.body.code, moved.body.field]).toEqual([404, 'not_found', 'collection_id'])
    const removed = await server.call('DELETE', `/v1/knowledge-bases/${base}`, { token: as('user') })
    expect([removed.status, removed.body.code]).toEqual([403, 'forbidden'])
    expect((await server.call('GET', `/v1/documents/${secret}`, { token })).status).toBe(200)
  })

  it('a grant goes with the membership that it was given to', async () => {
    const leaving = await createMember(owner.client_id, 'user')
    const { id } = await grant({ user_id: leaving.id })
    await asAdmin('delete from client_members where user_id = $1', [leaving.id])
    expect((await revoke(id)).status).toBe(404)
  })
})
