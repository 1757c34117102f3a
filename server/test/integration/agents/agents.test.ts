import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asking, company, type Member } from '../../harness/company.ts'
import { createKey, createOwner, startServer, type TestServer } from '../../harness/harness.ts'

let server: TestServer
let people: Record<'owner' | 'admin' | 'user' | 'viewer', Member>
let stranger: Awaited<ReturnType<typeof createOwner>>
const { ask } = asking(() => server)
beforeAll(async () => {
  server = await startServer()
  people = await company()
  stranger = await createOwner()
})
afterAll(() => server.close())

const unknown = '00000000-0000-4000-8000-000000000000'
const newAgent = async (configuration: object = {}) =>
  (await ask(people.admin, 'POST', '/v1/agents', { name: 'RH', configuration })).body

describe('agents', () => {
  it('begin with defaults, are configured by admins and read by everybody of the client', async () => {
    const created = await ask(people.admin, 'POST', '/v1/agents', { name: 'RH' })
    expect(created).toMatchObject({
      status: 201,
      body: {
        status: 'active',
        latest_version: 0,
        published_version: null,
        configuration: { model: { provider: 'extractive' }, retrieval: { top_k: 8 }, limits: { steps: 8, usd: null } },
      },
    })
    const at = `/v1/agents/${created.body.id}`
    for (const who of [people.user, people.viewer]) {
      expect(await ask(who, 'GET', at)).toMatchObject({ status: 200, body: { name: 'RH' } })
      expect(await ask(who, 'PATCH', at, { name: 'X' })).toMatchObject({ status: 403, code: 'forbidden' })
      expect(await ask(who, 'POST', '/v1/agents', { name: 'X' })).toMatchObject({ status: 403 })
    }
    expect(await ask(stranger, 'GET', at)).toMatchObject({ status: 404, code: 'not_found' })
    expect(await ask(stranger, 'POST', `${at}/publish`, {})).toMatchObject({ status: 404 })
    expect(await ask(people.admin, 'PATCH', at, { status: 'inactive' })).toMatchObject({ body: { status: 'inactive' } })
    expect((await ask(people.viewer, 'GET', '/v1/agents?status=inactive')).body.data).toHaveLength(1)
    expect(await ask(people.admin, 'DELETE', at)).toMatchObject({ status: 204 })
    expect(await ask(people.admin, 'GET', at)).toMatchObject({ status: 404 })
  })

  it('keep a draft apart from what was published, and each version as it was', async () => {
    const agent = await newAgent({ instructions: 'Um' })
    const at = `/v1/agents/${agent.id}`
    expect((await ask(people.admin, 'POST', `${at}/publish`)).body).toMatchObject({
      published_version: 1,
      latest_version: 1,
    })
    await ask(people.admin, 'PATCH', at, { configuration: { instructions: 'Dois', language: 'pt' } })
    expect((await ask(people.admin, 'POST', `${at}/publish`, {})).body.published_version).toBe(2)
    const versions = (await ask(people.viewer, 'GET', `${at}/versions`)).body.data
    expect(versions.map((v: { version_number: number }) => v.version_number)).toEqual([2, 1])
    expect(versions[1]).toMatchObject({
      created_by: people.admin.id,
      configuration: { instructions: 'Um', language: 'auto' },
    })
    const back = (await ask(people.admin, 'POST', `${at}/publish`, { version: 1 })).body
    expect(back).toMatchObject({
      published_version: 1,
      latest_version: 2,
      configuration: { instructions: 'Dois' },
    })
    expect(await ask(people.admin, 'POST', `${at}/publish`, { version: 9 })).toMatchObject({
      status: 404,
      body: { field: 'version', code: 'not_found' },
    })
    const copy = await ask(people.admin, 'POST', `${at}/duplicate`, { name: 'RH, cópia' })
    expect(copy).toMatchObject({
      status: 201,
      body: { name: 'RH, cópia', published_version: null, configuration: { instructions: 'Dois' } },
    })
  })

  it('at once by two publish two versions', async () => {
    const { id } = await newAgent()
    const both = await Promise.all([1, 2].map(() => ask(people.admin, 'POST', `/v1/agents/${id}/publish`, {})))
    expect(both.map(({ body }) => body.published_version).sort()).toEqual([1, 2])
  })

  it('refuse what no configuration has, and what is not there, and name the field', async () => {
    const bad = async (configuration: object) => ask(people.admin, 'POST', '/v1/agents', { name: 'RH', configuration })
    expect(await bad({ limits: { steps: 0 } })).toMatchObject({ status: 400, code: 'invalid_input' })
    expect(await bad({ colour: 'blue' })).toMatchObject({ status: 400, code: 'invalid_input' })
    expect(await bad({ tools: ['eval'] })).toMatchObject({ status: 400 })
    expect(await bad({ model: { provider: 'openai' } })).toMatchObject({ status: 400 })
    expect(await bad({ knowledge: { collection_ids: [unknown] } })).toMatchObject({
      status: 404,
      body: { field: 'configuration.knowledge.collection_ids' },
    })
    const model = { provider: 'openai', name: 'gpt-5-mini', credential_id: unknown }
    expect(await bad({ model })).toMatchObject({
      status: 404,
      body: { field: 'configuration.model.credential_id' },
    })
  })

  it('tell what a configuration looks like, as JSON Schema', async () => {
    const { status, body } = await ask(people.viewer, 'GET', '/v1/agent-configuration-schema')
    expect(status).toBe(200)
    expect(body.properties.limits.properties.steps).toMatchObject({ type: 'integer', default: 8, maximum: 50 })
    expect(body.additionalProperties).toBe(false)
  })

  it('are changed by keys of the scope admin, and read by keys that read', async () => {
    const { id } = await newAgent()
    const reader = await createKey(people.owner, ['read'])
    const manager = await createKey(people.owner, ['admin', 'read'])
    expect(await ask(reader, 'GET', `/v1/agents/${id}`)).toMatchObject({ status: 200 })
    expect(await ask(reader, 'PATCH', `/v1/agents/${id}`, { name: 'N' })).toMatchObject({
      status: 403,
      code: 'insufficient_scope',
    })
    expect(await ask(manager, 'PATCH', `/v1/agents/${id}`, { name: 'N' })).toMatchObject({ status: 200 })
    const log = await ask(people.owner, 'GET', `/v1/audit-log?action=agent.updated`)
    expect(log.body.data[0]).toMatchObject({ subject_id: id, details: { name: { from: 'RH', to: 'N' } } })
  })
})
