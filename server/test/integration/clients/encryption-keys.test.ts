import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/pool.ts'
import { type TenantTx, withTenant } from '../../../src/db/tenant.ts'
import { examine } from '../../../src/doctor/doctor.ts'
import { createCredential, useCredential } from '../../../src/features/credentials/credentials.ts'
import { checkKeys, forgetKey } from '../../../src/features/encryption-keys/encryption-keys.ts'
import { rotate } from '../../../src/features/encryption-keys/rotate.ts'
import { createEndpoint, rotateSecret } from '../../../src/features/webhooks/webhooks.ts'
import type { Keyring } from '../../../src/providers/encryption/keyring.ts'
import { asAdmin, createOwner, logger, openTestDatabase, startServer, testConfig } from '../../harness/harness.ts'
import { forgetEverything, newKey, registeredKeys, ringOf } from '../../harness/keys.ts'

let database: Database
beforeAll(() => {
  database = openTestDatabase()
})
beforeEach(forgetEverything)
afterAll(async () => {
  await forgetEverything()
  await database.close()
})

type Person = Awaited<ReturnType<typeof createOwner>>

const given = {
  name: 'C',
  service_name: 'c',
  credential_type: 'openai_compatible',
  settings: { base_url: 'https://service.invalid' },
  value: 'um-segredo-1234',
} as const

async function keep(owner: Person, keyring: Keyring): Promise<string> {
  const { row } = await withTenant(database, owner.principal, (tx) => createCredential(tx, keyring, given, undefined))
  return row.id
}

const check = async (...keys: { key: string }[]) => {
  const faults = await checkKeys(database, keys.length > 0 ? ringOf(...keys) : null)
  const text = JSON.stringify(faults)
  for (const { key } of keys) expect(text).not.toContain(key.slice(0, 20))
  return faults.map(({ en }) => en)
}

describe('the keys of a process that starts', () => {
  it('become known the first time, and are known from then on', async () => {
    const [key] = [newKey()]
    expect(await check()).toEqual([])
    expect(await registeredKeys()).toEqual([])
    expect(await check(key)).toEqual([])
    expect(await check(key)).toEqual([])
    expect(await registeredKeys()).toEqual([key.id])
  })

  it('are refused where they are others than the database was written with', async () => {
    const [first, other] = [newKey(), newKey()]
    await check(first)
    expect(await check(other)).toEqual([expect.stringMatching(`key ${first.id} is missing.*has ${other.id}`)])
    expect(await registeredKeys()).toEqual([first.id])
  })

  it('take over only from whoever has the one before', async () => {
    const [first, second, third] = [newKey(), newKey(), newKey()]
    await check(first)
    expect(await check(second, first)).toEqual([])
    expect(await registeredKeys()).toEqual([first.id, second.id])
    expect(await check(third, first)).toEqual([expect.stringContaining(`key ${second.id} is missing`)])
    // Ready for the next one, which nothing is under yet.
    expect(await check(second, third, first)).toEqual([])
    expect(await registeredKeys()).toEqual([first.id, second.id])
  })

  it('are refused where one is missing that something is under, also with none at all', async () => {
    const [first, second] = [newKey(), newKey()]
    await check(first)
    await keep(await createOwner(), ringOf(first))
    await check(second, first)
    expect(await check(second)).toEqual([expect.stringContaining(`key ${first.id} is missing`)])
    expect(await check()).toEqual([expect.stringMatching(`key ${first.id} is missing.*is not set`)])
    await expect(startServer({ encryptionKeys: [second.key] })).rejects.toMatchObject({ name: 'PreflightError' })
  })

  it('are refused where the canary does not open', async () => {
    const [first, second] = [newKey(), newKey()]
    await check(first)
    await check(second, first)
    await asAdmin(`update private.encryption_keys set canary =
      (select canary from private.encryption_keys where key_id = '${second.id}') where key_id = '${first.id}'`)
    expect(await check(second, first)).toEqual([expect.stringContaining(`key ${first.id} does not open`)])
  })

  it('of several that start at once, make one install', async () => {
    const [first, second] = [newKey(), newKey()]
    const all = await Promise.all([first, second, first, second].map((key) => check(key)))
    expect(await registeredKeys()).toHaveLength(1)
    expect(all.filter((faults) => faults.length === 0)).toHaveLength(2)
  })

  it('may be given up: the install starts, and what was under the key is entered again', async () => {
    const [lost, fresh] = [newKey(), newKey()]
    const owner = await createOwner()
    await check(lost)
    const id = await keep(owner, ringOf(lost))
    expect(await forgetKey(database, '12345678')).toBeUndefined()
    expect(await forgetKey(database, lost.id)).toBe(1)
    expect(await check(fresh)).toEqual([])
    const services = { database, keyring: ringOf(fresh) }
    await expect(useCredential(services, owner.principal, id, 'models')).rejects.toMatchObject({
      code: 'credential_unreadable',
    })
    // Found again, after all: everything is as it was.
    expect(await check(fresh, lost)).toEqual([])
    const found = await useCredential({ database, keyring: ringOf(fresh, lost) }, owner.principal, id, 'models')
    expect(found.secret.reveal()).toBe(given.value)
  })
})

describe('rotation', () => {
  it('leaves nothing under the old key, retires it, and no process writes under it any more', async () => {
    const [old, fresh] = [newKey(), newKey()]
    const owner = await createOwner()
    await check(old)
    const ids = [await keep(owner, ringOf(old)), await keep(owner, ringOf(old)), await keep(owner, ringOf(old))]
    const before = await asAdmin('select updated_at from api_credentials order by id')
    await check(fresh, old)
    const seen: number[][] = []
    const onProgress = (done: number, total: number) => void seen.push([done, total])
    const rotation = await rotate(database, ringOf(fresh, old), { batch: 2, onProgress })
    expect(rotation).toMatchObject({ key_id: fresh.id, rotated: 3, unreadable: [], retired: [old.id], left: 0 })
    expect(seen.at(-1)).toEqual([3, 3])
    expect(await registeredKeys()).toEqual([fresh.id])
    for (const id of ids) {
      const { secret } = await useCredential({ database, keyring: ringOf(fresh) }, owner.principal, id, 'models')
      expect(secret.reveal()).toBe(given.value)
    }
    // It is no change of the credential, and none of the client's.
    expect(await asAdmin('select updated_at from api_credentials order by id')).toEqual(before)
    const log = await asAdmin(`select from audit_log where client_id = $1 and action = 'credential.value_replaced'`, [
      owner.client_id,
    ])
    expect(log).toHaveLength(0)
    await expect(keep(owner, ringOf(old))).rejects.toMatchObject({ code: 'encryption_key_retired', status: 503 })
    expect(await check(old)).toContainEqual(expect.stringContaining(`key ${fresh.id} is missing`))
    // Whoever else has it may write nothing with it, also where a process still has it in front.
    expect(await check(old, fresh)).toEqual([expect.stringMatching(`key ${old.id}.* was retired on .* in front`)])
    expect(await registeredKeys()).toEqual([fresh.id])
    const again = asAdmin(`insert into private.encryption_keys (key_id, canary) values ($1, '')`, [old.id])
    await expect(again).rejects.toThrow('is retired')
    expect(await check(fresh, old)).toEqual([])
  })

  it('names what it cannot read, and goes on; the old key stays until that is entered again', async () => {
    const [old, fresh] = [newKey(), newKey()]
    const owner = await createOwner()
    await check(old)
    const keyring = ringOf(old)
    const [sound, broken, swapped] = [
      await keep(owner, keyring),
      await keep(owner, keyring),
      await keep(owner, keyring),
    ] as const
    await asAdmin(`update api_credentials set encrypted_value = 'nada' where id = $1`, [broken])
    await asAdmin(
      `update api_credentials set encrypted_value = (select encrypted_value from api_credentials where id = $2) where id = $1`,
      [swapped, sound],
    )
    await check(fresh, old)
    const rotation = await rotate(database, ringOf(fresh, old), { batch: 1 })
    expect(rotation).toMatchObject({ rotated: 1, retired: [], left: 2 })
    const reasons = Object.fromEntries(rotation.unreadable.map(({ id, reason }) => [id, reason]))
    expect(reasons).toEqual({ [broken]: 'unreadable', [swapped]: 'swapped' })
    const found = await doctorSays(fresh, old)
    expect(found).toMatchObject({ status: 'warning' })
    expect(found?.text.en).toContain(`${fresh.id}: 1, ${old.id}: 2; a rotation is unfinished (2 under old keys)`)
    expect(found?.text.en).toContain('2 need to be entered again')
    await asAdmin('delete from api_credentials where id = any ($1)', [[broken, swapped]])
    expect(await rotate(database, ringOf(fresh, old))).toMatchObject({ rotated: 0, retired: [old.id], left: 0 })
    expect(await doctorSays(fresh)).toMatchObject({ status: 'ok' })
  })

  it('covers the secrets of webhooks, also the one before', async () => {
    const [old, fresh] = [newKey(), newKey()]
    const owner = await createOwner()
    await check(old)
    const asked = { url: 'https://service.invalid', events: ['document.ready'], enabled: true }
    const make = (tx: TenantTx) => createEndpoint(tx, ringOf(old), asked, undefined)
    const { row } = await withTenant(database, owner.principal, make)
    const again = await withTenant(database, owner.principal, (tx) => rotateSecret(tx, ringOf(old), row.id))
    const read = async () => {
      const [endpoint] = await asAdmin<Record<string, string>>('select * from webhook_endpoints where id = $1', [
        row.id,
      ])
      return endpoint ?? {}
    }
    const before = await read()
    expect(JSON.stringify(before)).not.toContain('whsec_')
    await check(fresh, old)
    expect(await rotate(database, ringOf(fresh, old))).toMatchObject({ rotated: 2, retired: [old.id], left: 0 })
    const after = await read()
    const open = (token = '') => ringOf(fresh).open({ client_id: owner.client_id, id: row.id, kind: 'webhook' }, token)
    expect([open(after.secret), open(after.previous_secret)]).toEqual([again.secret, row.secret])
    expect([after.key_id, after.previous_key_id]).toEqual([fresh.id, fresh.id])
    expect(after.updated_at).toEqual(before.updated_at)
    const log = await asAdmin(`select from audit_log where client_id = $1 and action = 'webhook_endpoint.updated'`, [
      owner.client_id,
    ])
    expect(log).toHaveLength(1)
  })

  it('waits for what others hold, and two at once do each row once', async () => {
    const [old, fresh] = [newKey(), newKey()]
    const owner = await createOwner()
    await check(old)
    for (let i = 0; i < 8; i++) await keep(owner, ringOf(old))
    await check(fresh, old)
    const both = await Promise.all([1, 2].map(() => rotate(database, ringOf(fresh, old), { batch: 1 })))
    expect(both.reduce((sum, { rotated }) => sum + rotated, 0)).toBe(8)
    expect(both.map(({ left }) => left)).toEqual([0, 0])
  })

  async function doctorSays(...keys: { key: string }[]) {
    const config = { ...testConfig(), encryptionKeys: keys.map(({ key }) => key) }
    for await (const finding of examine(config, logger)) if (finding.check === 'encryption') return finding
    return undefined
  }
})
