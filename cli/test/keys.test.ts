import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { caller, renum, supabaseOf, temporaryFolder } from './renum.ts'

const folder = await temporaryFolder()
const env = { RENUM_DATA_DIR: folder.path, RENUM_SUPABASE_PORT: '0', RENUM_DB_PORT: '0', PORT: '0' }
afterAll(() => folder.remove())

async function run(args: string[], more: Record<string, string> = {}) {
  const { exit, stdout, stderr } = renum(['keys', ...args], { ...env, EMBEDDINGS_PROVIDER: 'lexical', ...more })
  return { code: await exit, out: stdout(), err: stderr() }
}

const generate = async () => (await run(['generate'])).out.trim()

async function whileRunning<T>(more: Record<string, string>, body: (api: string) => Promise<T>): Promise<T> {
  const { child, exit, says, stdout } = renum([], { ...env, EMBEDDINGS_PROVIDER: 'lexical', ...more })
  await says(/Renum está no ar: (\S+)/)
  try {
    return await body(/Renum está no ar: (\S+)/.exec(stdout())?.[1] ?? '')
  } finally {
    child.kill('SIGTERM')
    await exit
  }
}

describe('renum keys', () => {
  it('generate prints a key and nothing else, and beside it what to do', async () => {
    const [one, other] = [await run(['generate']), await run(['generate'])]
    expect(one.out).toMatch(/^[\w-]{43}=\n$/)
    expect(other.out).not.toBe(one.out)
    expect(one.err).toContain('ENCRYPTION_KEY=')
    expect(one.err).not.toContain(one.out.trim())
  })

  it('rotate replaces the key that the embedded stack made, while Renum runs', async () => {
    const email = `${crypto.randomUUID()}@test.example`
    const password = crypto.randomUUID()
    const value = 'sk-um-segredo-1234'
    // With no variable at all: the first start makes a key, which only this user may read.
    const before = await whileRunning({}, async (api) => {
      const { data } = await (await supabaseOf(api)).auth.signUp({ email, password })
      const call = caller(api, data.session?.access_token ?? '')
      await call('POST', '/v1/clients', { name: 'Aurora' })
      const settings = { base_url: 'https://service.invalid' }
      const given = { name: 'S', service_name: 's', credential_type: 'openai_compatible', settings, value }
      return call('POST', '/v1/credentials', given)
    })
    expect(before).toMatchObject({ state: 'ok', last_four: '1234' })
    const file = join(folder.path, 'secrets.json')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(JSON.parse(await readFile(file, 'utf8')).encryption_key).toMatch(/^[\w-]{43}=$/)

    const key = await generate()
    await whileRunning({ ENCRYPTION_KEY: key }, async (api) => {
      const rotated = await run(['rotate', '--json'], { ENCRYPTION_KEY: key })
      expect(rotated.code, rotated.err).toBe(0)
      const { key_id, ...rotation } = JSON.parse(rotated.out)
      expect(rotation).toMatchObject({ ok: true, rotated: 1, unreadable: [], retired: [before.key_id], left: 0 })
      const { data } = await (await supabaseOf(api)).auth.signInWithPassword({ email, password })
      const call = caller(api, data.session?.access_token ?? '')
      expect(await call('GET', `/v1/credentials/${before.id}`)).toMatchObject({ state: 'ok', key_id })
      // It opens, and goes out: to nobody, as there is no such service.
      expect(await call('POST', `/v1/credentials/${before.id}/test`)).toMatchObject({ ok: false, status: null })
      const again = await run(['rotate'], { ENCRYPTION_KEY: key })
      expect([again.code, again.out]).toEqual([0, expect.stringContaining(`0 valores sob a chave ${key_id}`)])
    })

    const refused = await run(['rotate'], { ENCRYPTION_KEY: await generate() })
    expect(refused.code).toBe(1)
    expect(refused.err).toMatch(/falta a chave [0-9a-f]{8}/)
    expect(refused.err).not.toContain(key)
  })
})
