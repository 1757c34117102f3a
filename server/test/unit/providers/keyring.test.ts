import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { decrypt, generateKey, readKey } from '../../../src/providers/encryption/fernet.ts'
import { createKeyring, type Keyring, keyId, SecretError } from '../../../src/providers/encryption/keyring.ts'

const owner = () => ({ client_id: randomUUID(), id: randomUUID() })
function ring(...keys: string[]): Keyring {
  const made = createKeyring(keys)
  if (!made) throw new Error('no keyring')
  return made
}
function reason(body: () => unknown) {
  try {
    body()
  } catch (error) {
    return error instanceof SecretError ? error.reason : error
  }
  return 'opened'
}

describe('a keyring', () => {
  it('seals with the newest key, opens with any, and says which one', () => {
    const [old, fresh] = [generateKey(), generateKey()]
    const row = owner()
    const before = ring(old).seal(row, 'sk-segredo')
    expect(before.key_id).toBe(keyId(old))
    const both = ring(fresh, old)
    expect(both.open(row, before.token)).toBe('sk-segredo')
    expect(both.seal(row, 'x').key_id).toBe(keyId(fresh))
    expect(reason(() => ring(fresh).open(row, before.token))).toBe('unreadable')
  })

  it('rotates without changing the value or the time', () => {
    const [old, fresh] = [generateKey(), generateKey()]
    const row = owner()
    const before = ring(old).seal(row, 'sk-segredo')
    const after = ring(fresh, old).rotate(row, before.token)
    expect(after.key_id).toBe(keyId(fresh))
    expect(ring(fresh).open(row, after.token)).toBe('sk-segredo')
    const time = (text: string, token: string) => decrypt(readKey(text) as never, token).at
    expect(time(fresh, after.token)).toBe(time(old, before.token))
  })

  it('refuses a value of another row, and does not rotate it', () => {
    const key = generateKey()
    const row = owner()
    const { token } = ring(key).seal(row, 'sk-segredo')
    for (const other of [
      { ...row, id: randomUUID() },
      { ...row, client_id: randomUUID() },
      { ...row, kind: 'webhook' as const },
    ]) {
      expect(reason(() => ring(key).open(other, token))).toBe('swapped')
      expect(reason(() => ring(generateKey(), key).rotate(other, token))).toBe('swapped')
    }
  })

  it('tells texts apart without giving them away, each key in its own way', () => {
    const [key, other] = [generateKey(), generateKey()]
    expect(ring(key).digest('a')).toMatch(/^[0-9a-f]{64}$/)
    expect(ring(key, other).digest('a')).toBe(ring(key).digest('a'))
    expect(new Set([ring(key).digest('a'), ring(key).digest('b'), ring(other).digest('a')]).size).toBe(3)
  })

  it('is none without keys, and none with a key that is none', () => {
    expect(createKeyring([])).toBeNull()
    expect(createKeyring([generateKey(), 'short'])).toBeNull()
  })
})
