import { createMember, createOwner, type TestServer } from './harness.ts'

export type Member = Awaited<ReturnType<typeof createMember>>

/** A client with one person of each role. */
export async function company() {
  const owner = await createOwner()
  const [admin, user, viewer] = await Promise.all(
    (['admin', 'user', 'viewer'] as const).map((role) => createMember(owner.client_id, role)),
  )
  return { owner, admin, user, viewer } as Record<'owner' | 'admin' | 'user' | 'viewer', Member>
}

export const addressOf = ({ id }: { id: string }) => `${id}@test.example`

/** What people ask of a server, in the words of the tests. */
export function asking(server: () => TestServer) {
  async function ask(who: { token: string }, method: string, path: string, body?: unknown) {
    const answer = await server().call(method, path, { token: who.token, ...(body === undefined ? {} : { body }) })
    return { ...answer, code: answer.body?.code }
  }
  return {
    ask,
    invite: (who: { token: string }, whom: { id: string }, role = 'user', more: object = {}) =>
      ask(who, 'POST', '/v1/invitations', { email: addressOf(whom), role, ...more }),
    accept: (who: { token: string }, token: string) => ask(who, 'POST', '/v1/invitations/accept', { token }),
    async stateOf(who: { token: string }, id: string) {
      const { body } = await ask(who, 'GET', '/v1/invitations')
      return body.data.find((row: { id: string }) => row.id === id)?.state
    },
  }
}
