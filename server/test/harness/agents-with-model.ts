import { afterAll, beforeAll, expect } from 'vitest'
import { asking, company, type Member } from './company.ts'
import { startServer, type TestServer, textFile, waitForDocument } from './harness.ts'
import { type ModelReply, startModelService } from './model-service.ts'

/** A server with a company, its documents, and a model that a credential of its opens. */
export let server: TestServer
export let people: Record<'owner' | 'admin' | 'user' | 'viewer', Member>
export let model: Awaited<ReturnType<typeof startModelService>>
let credential_id: string
export const { ask } = asking(() => server)

export const question = 'Quantos dias de férias cada pessoa tem por ano?'
export const answer = 'Cada pessoa tem trinta dias de férias por ano. [1]'
/** One whose price is known. */
export const priced = () => ({ provider: 'openai', name: 'gpt-4o-mini', credential_id })

/** In each test file: loaded once, this module serves all of them. */
export function startAgentsWithModel(documents: Record<string, string> = {}) {
  beforeAll(async () => {
    model = await startModelService(() => ({ text: answer }))
    server = await startServer({ fetchAllow: ['127.0.0.1'] })
    people = await company()
    const base = await ask(people.owner, 'POST', '/v1/knowledge-bases', { name: 'B' })
    const { body } = await ask(people.owner, 'POST', `/v1/knowledge-bases/${base.body.id}/collections`, { name: 'C' })
    const all = { 'ferias.md': '# Férias\n\nCada pessoa tem trinta dias de férias por ano.', ...documents }
    for (const [name, text] of Object.entries(all)) {
      const created = await server.call('POST', `/v1/collections/${body.id}/documents`, {
        token: people.owner.token,
        body: textFile(name, text),
      })
      await waitForDocument(server, people.owner.token, created.body.id)
    }
    credential_id = await createCredential('sk-do-cliente', model.url)
  })
  afterAll(async () => {
    await server?.close()
    await model?.close()
  })
}

export async function createCredential(value: string, base_url: string, more: object = {}): Promise<string> {
  const { body } = await ask(people.admin, 'POST', '/v1/credentials', {
    name: 'Serviço',
    service_name: 'double',
    credential_type: 'openai_compatible',
    settings: { base_url },
    value,
    ...more,
  })
  return body.id
}

export async function publish(configuration: object = {}): Promise<string> {
  const { body } = await ask(people.admin, 'POST', '/v1/agents', {
    name: 'RH',
    configuration: {
      language: 'pt',
      model: { provider: 'openai_compatible', name: 'double', credential_id },
      ...configuration,
    },
  })
  expect(await ask(people.admin, 'POST', `/v1/agents/${body.id}/publish`, {})).toMatchObject({ status: 200 })
  return body.id
}

export const run = async (id: string, asked = question, more: object = {}) =>
  (await ask(people.user, 'POST', `/v1/agents/${id}/executions`, { question: asked, ...more })).body

/** What the model says, one reply after another; the last goes on. */
export const says = (...replies: ModelReply[]) => {
  model.reply = (_, number) => replies[Math.min(number, replies.length) - 1] as ModelReply
}
