import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { isKey, newKey, readKey } from '../../../src/features/api-keys/key.ts'

it('a key is known by its hash, and told from others by its beginning and end', () => {
  const { key, kept } = newKey()
  expect(key).toMatch(/^rnm_[0-9A-Za-z]{49}$/)
  expect(isKey(key)).toBe(true)
  expect(kept.key_hash).toBe(createHash('sha256').update(key).digest('hex'))
  expect(readKey(key)).toBe(kept.key_hash)
  expect(key.startsWith(kept.prefix) && key.endsWith(kept.last_four)).toBe(true)
  expect(kept.prefix).toHaveLength('rnm_'.length + 8)
  expect(newKey().key).not.toBe(key)
})

it('the checksum is CRC-32 of the 43 characters before it, in base 62', () => {
  const random = 'A'.repeat(43)
  expect(readKey(`rnm_${random}0DofJ8`)).toMatch(/^[0-9a-f]{64}$/)
})

it('one character more, less or other is seen without asking anybody', () => {
  const { key } = newKey()
  const other = (text: string) => (text === 'a' ? 'b' : 'a')
  const wrong = [`${key}a`, key.slice(0, -1), 'rnm_', `rnm_${'é'.repeat(49)}`]
  for (let i = 'rnm_'.length; i < key.length; i++) {
    wrong.push(`${key.slice(0, i)}${other(key[i] ?? '')}${key.slice(i + 1)}`)
  }
  for (const text of wrong)
    expect(() => readKey(text), text).toThrow(expect.objectContaining({ code: 'key_malformed' }))
})
