import { afterAll, beforeAll } from 'vitest'
import { listEntries } from '../../src/features/operator/operator.ts'
import { asking, company } from './company.ts'
import { startServer, type TestServer, textFile, waitForDocument } from './harness.ts'

/** An install, its operator, and people of its clients. */
export let server: TestServer

/** In each test file: loaded once, this module serves all of them. */
export function startInstall() {
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.close())
}

export const { ask, invite, accept } = asking(() => server)
export const database = () => server.services.database
export const last = async (action: string) => (await listEntries(database())).find((entry) => entry.action === action)

export async function withDocument() {
  const people = await company()
  const { body: base } = await ask(people.owner, 'POST', '/v1/knowledge-bases', { name: 'B' })
  const { body: collection } = await ask(people.owner, 'POST', `/v1/knowledge-bases/${base.id}/collections`, {
    name: 'C',
  })
  const path = `/v1/collections/${collection.id}/documents`
  const { body: document } = await server.call('POST', path, {
    token: people.user.token,
    body: textFile('a.txt', 'Férias: 30 dias.'),
  })
  await waitForDocument(server, people.owner.token, document.id)
  return { ...people, client_id: people.owner.client_id, path, document }
}
