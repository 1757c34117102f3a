import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atOnce, createAuthorizer } from '../../../src/access/authorize.ts'
import type { Principal } from '../../../src/db/tenant.ts'
import { createKey, createMember, createOwner, logger, startServer, type TestServer } from '../../harness/harness.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

/** Requests as the server lets them in, which stay until they are told to end. */
function openDoor() {
  const { database, rateLimits } = server.services
  const authorizer = createAuthorizer({ database, rateLimits, logger })
  const inside: (() => void)[] = []
  const operation = 'listKnowledgeBases'
  return {
    /** Whether a request of this principal gets in without waiting for another to end. */
    async comesIn(principal: Principal): Promise<boolean> {
      const authorized = await authorizer.authorize(principal, operation, () => {}, 'read')
      const entered = authorizer.enter(authorized, operation, new AbortController().signal).then((leave) => {
        inside.push(leave)
        return true
      })
      return Promise.race([entered, sleep(200, false)])
    },
    empty: () => {
      for (const leave of inside.splice(0)) leave()
    },
  }
}

const naming = (principal: Principal, client_id: string): Principal => ({ ...principal, acting: { client_id } })
const personOf = ({ id }: { id: string }): Principal => ({ kind: 'user', user_id: id })

const { caller, client } = atOnce.other

describe('requests under way', () => {
  it('take no place of a client that they name and do not belong to', async () => {
    const victim = await createOwner()
    expect((await server.call('GET', '/v1/knowledge-bases', { token: victim.token })).status).toBe(200)
    const strangers = await Promise.all(Array.from({ length: 4 }, createOwner))
    const keys = await Promise.all(strangers.map((stranger) => createKey(stranger, ['read'])))
    const door = openDoor()
    const flood = [...strangers.map(personOf), ...keys.map(({ principal }) => principal as Principal)]
    const entered: boolean[] = []
    for (const stranger of flood) {
      for (let request = 0; request < caller; request++) {
        entered.push(await door.comesIn(naming(stranger, victim.client_id)).catch(() => false))
      }
    }
    // More than a client has at once: they are counted by who sends them.
    expect(entered.filter(Boolean).length).toBeGreaterThan(client)
    for (const named of [personOf(victim), naming(personOf(victim), victim.client_id)]) {
      expect(await door.comesIn(named)).toBe(true)
    }
    door.empty()
  })

  it('are so many of a person and three times that of a client, whichever way the client is named', async () => {
    const owner = await createOwner()
    const colleagues = await Promise.all(Array.from({ length: 3 }, () => createMember(owner.client_id, 'user')))
    const everybody = [owner, ...colleagues]
    const door = openDoor()
    for (const { token } of everybody) {
      // As the database found them before: a first request is nobody's.
      for (const headers of [{}, { 'Renum-Client': owner.client_id }]) {
        expect((await server.call('GET', '/v1/knowledge-bases', { token, headers })).status).toBe(200)
      }
    }
    const entered: boolean[] = []
    for (const [index, person] of everybody.entries()) {
      const principal = index % 2 === 0 ? personOf(person) : naming(personOf(person), owner.client_id)
      for (let request = 0; request <= caller; request++) entered.push(await door.comesIn(principal))
    }
    const [yes, no] = [Array(caller).fill(true), [false]]
    expect(client).toBe(3 * caller)
    expect(entered).toEqual([...yes, ...no, ...yes, ...no, ...yes, ...no, ...Array(caller + 1).fill(false)])
    door.empty()
  })

  it('of an execution are among the searches of who runs it', async () => {
    const { database, rateLimits } = server.services
    const authorizer = createAuthorizer({ database, rateLimits, logger })
    const principal = await authorizer.authorize(personOf(await createOwner()), 'search', () => {}, 'search')
    const { signal } = new AbortController()
    const all = Array.from({ length: atOnce.search.caller }, () => authorizer.enter(principal, 'search', signal))
    const [leave] = await Promise.all(all)
    const another = authorizer.enterSearch(principal, signal)
    expect(await Promise.race([another.then(() => true), sleep(200, false)])).toBe(false)
    leave?.()
    ;(await another)()
  })

  it('keep their place a little longer than they take: others come in between', async () => {
    const { database, rateLimits } = server.services
    const authorizer = createAuthorizer({ database, rateLimits, logger })
    const principal = await authorizer.authorize(personOf(await createOwner()), 'watchCollection', () => {}, 'read')
    const { signal } = new AbortController()
    const leave = await authorizer.enter(principal, 'watchCollection', signal)
    const left = performance.now()
    leave()
    ;(await authorizer.enter(principal, 'watchCollection', signal))()
    expect(performance.now() - left).toBeGreaterThan(40)
  })
})
