import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { decrypt, encrypt, generateKey, InvalidToken, readKey } from '../../../src/providers/encryption/fernet.ts'

/** github.com/fernet/spec: generate.json, verify.json, invalid.json at 8a21920. */
const secret = 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4='
const valid = {
  token: 'gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==',
  at: seconds('1985-10-26T01:20:00-07:00'),
  message: 'hello',
}
const invalid = {
  'incorrect mac':
    'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykQUFBQUFBQUFBQQ==',
  'too short': 'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPA==',
  'invalid base64':
    '%%%%%%%%%%%%%AECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q==',
  'payload size not multiple of block size':
    'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPOm73QeoCk9uGib28Xe5vz6oxq5nmxbx_v7mrfyudzUm',
  'payload padding error':
    'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0ODz4LEpdELGQAad7aNEHbf-JkLPIpuiYRLQ3RtXatOYREu2FWke6CnJNYIbkuKNqOhw==',
  'far-future TS (unacceptable clock skew)':
    'gAAAAAAdwStRAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAnja1xKYyhd-Y6mSkTOyTGJmw2Xc2a6kBd-iX9b_qXQcw==',
  'expired TTL': 'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q==',
  'incorrect IV (causes padding error)':
    'gAAAAAAdwJ6xBQECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAkLhFLHpGtDBRLRTZeUfWgHSv49TF2AUEZ1TIvcZjK1zQ==',
  'trailing characters after b64 padding': `${valid.token}trailingdata`,
  'invalid characters in b64':
    '*gAAAAAAdwJ6wAAECAwQFBgcI!CQoLDA0ODy021?cpGVWKZ_eEwC@GM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==',
  'invalid non-urlsafe characters in b64':
    'gAAAAAAdwJ6wAAEC/AwQFBgcICQoLDA0ODy+021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==',
}

function seconds(time: string): number {
  return Date.parse(time) / 1000
}

function key(text = secret) {
  const read = readKey(text)
  if (!read) throw new Error('no key')
  return read
}

describe('Fernet', () => {
  it('generates the official token', () => {
    const iv = Buffer.from(Array.from({ length: 16 }, (_, i) => i))
    expect(encrypt(key(), Buffer.from(valid.message), valid.at, iv)).toBe(valid.token)
  })

  it('verifies the official token', () => {
    const { message, at } = decrypt(key(), valid.token, { ttl: 60, now: valid.at + 1 })
    expect([message.toString(), at]).toEqual([valid.message, valid.at])
  })

  it.each(Object.entries(invalid))('refuses the official invalid token: %s', (name, token) => {
    const now = seconds(name === 'expired TTL' ? '1985-10-26T01:21:31-07:00' : '1985-10-26T01:20:01-07:00')
    expect(() => decrypt(key(), token, { ttl: 60, now })).toThrow(InvalidToken)
    // Of these two the age is the only fault.
    const aged = name.startsWith('far-future') || name === 'expired TTL'
    if (aged) expect(decrypt(key(), token).message).toHaveLength(0)
    else expect(() => decrypt(key(), token)).toThrow(InvalidToken)
  })

  it('refuses every flipped bit, every other version and every other spelling of a token', () => {
    const bytes = Buffer.from(valid.token, 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes)
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
      const text = flipped.toString('base64url').padEnd(valid.token.length, '=')
      expect(() => decrypt(key(), text)).toThrow(InvalidToken)
    }
    const spellings = [
      `${valid.token}\n`,
      ` ${valid.token}`,
      valid.token.slice(0, -2),
      valid.token.replace('A==', 'B=='),
    ]
    for (const text of [...spellings, '', '=', '====']) expect(() => decrypt(key(), text)).toThrow(InvalidToken)
  })

  it('takes messages of any length, and makes each token once', () => {
    const own = key(generateKey())
    for (const length of [0, 1, 15, 16, 17, 4096]) {
      const message = Buffer.alloc(length, 7)
      const tokens = [encrypt(own, message), encrypt(own, message)]
      expect(new Set(tokens).size).toBe(2)
      for (const token of tokens) expect(decrypt(own, token).message.equals(message)).toBe(true)
    }
    expect(() => decrypt(key(generateKey()), valid.token)).toThrow(InvalidToken)
  })

  it('reads a key of 32 bytes in base64url with its padding, and nothing else', () => {
    const spellings = ['', 'short', secret.slice(0, -1), `${secret}=`, secret.replace('_', '/'), `${secret}\n`]
    expect(spellings.map(readKey)).toEqual(spellings.map(() => null))
    // The last character carries two bits that belong to no byte.
    expect(readKey(secret.replace('4=', '5='))).toBeNull()
  })
})

/** One that has the module: Debian's package is for Debian's Python, whichever comes first in the path. */
const python = ['python3', '/usr/bin/python3'].find(
  (file) => spawnSync(file, ['-c', 'import cryptography']).status === 0,
)
const missing = python === undefined && !process.env.CI
if (missing) {
  process.stderr.write(
    "!!! the interchange with Python does NOT run: python3 has no module 'cryptography' (Debian: python3-cryptography)\n",
  )
}

function runPython(program: string, input: object): unknown {
  if (python === undefined) throw new Error("python3 has no module 'cryptography' (Debian: python3-cryptography)")
  const { status, stdout, stderr } = spawnSync(python, ['-c', program], {
    input: JSON.stringify(input),
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

describe.skipIf(missing)("interchange with Python's cryptography", () => {
  const messages = ['', 'olá', 'x'.repeat(16), 'ação '.repeat(1000)]
  const keys = [generateKey(), generateKey()]
  const [newest = '', older = ''] = keys

  it('opens what Python sealed, also with MultiFernet', () => {
    const program = `
import json, sys
from cryptography.fernet import Fernet, MultiFernet
given = json.load(sys.stdin)
multi = MultiFernet([Fernet(key) for key in given['keys']])
print(json.dumps([multi.encrypt(message.encode()).decode() for message in given['messages']]))`
    const tokens = runPython(program, { keys, messages }) as string[]
    expect(tokens.map((token) => decrypt(key(newest), token).message.toString())).toEqual(messages)
  })

  it('seals what Python opens, and keeps the time of a token as its rotate does', () => {
    const program = `
import json, sys
from cryptography.fernet import Fernet, MultiFernet
given = json.load(sys.stdin)
multi = MultiFernet([Fernet(key) for key in given['keys']])
rotated = [multi.rotate(token.encode()) for token in given['tokens']]
print(json.dumps({
  'messages': [multi.decrypt(token.encode(), ttl=60).decode() for token in given['tokens']],
  'times': [Fernet(given['keys'][0]).extract_timestamp(token) for token in rotated],
  'rotated': [token.decode() for token in rotated],
}))`
    const at = Math.floor(Date.now() / 1000) - 20
    const tokens = messages.map((message) => encrypt(key(older), Buffer.from(message), at))
    const answer = runPython(program, { keys, tokens }) as { messages: string[]; times: number[]; rotated: string[] }
    expect(answer.messages).toEqual(messages)
    expect(answer.times).toEqual(messages.map(() => at))
    expect(answer.rotated.map((token) => decrypt(key(newest), token).at)).toEqual(messages.map(() => at))
  })
})
