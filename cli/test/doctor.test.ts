import { describe, expect, it } from 'vitest'
import { renum, temporaryFolder } from './renum.ts'

interface Check {
  check: string
  status: string
  text: string
}

describe('renum doctor', () => {
  it('looks at every part of an install that works', async () => {
    const folder = await temporaryFolder()
    const env = { RENUM_DATA_DIR: folder.path, RENUM_SUPABASE_PORT: '0', RENUM_DB_PORT: '0' }
    expect(await renum(['migrate'], env).exit).toBe(0)
    const { exit, stdout, stderr } = renum(['doctor', '--json'], { ...env, EMBEDDINGS_PROVIDER: 'lexical' })
    expect(await exit, stderr()).toBe(0)
    const { ok, checks } = JSON.parse(stdout()) as { ok: boolean; checks: Check[] }
    expect(ok).toBe(true)
    expect(checks.filter(({ status }) => status !== 'ok')).toEqual([])
    expect(checks.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['connection', 'migrations', 'roles', 'queue', 'auth', 'storage', 'embeddings']),
    )
    const said = (name: string) => checks.find(({ check }) => check === name)?.text
    expect(said('configuration')).toMatch(/, até \d+ conexões, \d+ s para conectar$/)
    expect(said('roles')).toMatch(/^o login \S+ ignora a row level security; as transações rodam/)
    await folder.remove()
  })

  it('says of each part that does not answer that it does not, without the password, and ends with 1', async () => {
    const { exit, stdout } = renum(['doctor'], {
      SUPABASE_URL: 'http://127.0.0.1:1',
      SUPABASE_KEY: 'k',
      SUPABASE_SERVICE_KEY: 's',
      SUPABASE_DB_URL: 'postgresql://u:segredo@127.0.0.1:1/x',
    })
    expect(await exit).toBe(1)
    expect(stdout()).toMatch(/✗ conexão .*ECONNREFUSED/)
    expect(stdout()).toMatch(/✗ arquivos/)
    expect(stdout()).toMatch(/✓ configuração/)
    expect(stdout()).not.toContain('segredo@')
  })
})
