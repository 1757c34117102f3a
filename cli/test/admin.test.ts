import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caller, freePort, renum, supabaseOf, temporaryFolder } from './renum.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let running: ReturnType<typeof renum>
let env: Record<string, string>
let ask: ReturnType<typeof caller>
let client_id: string

beforeAll(async () => {
  folder = await temporaryFolder()
  env = {
    RENUM_DATA_DIR: join(folder.path, 'data'),
    PORT: String(await freePort()),
    RENUM_SUPABASE_PORT: String(await freePort()),
    RENUM_DB_PORT: String(await freePort()),
    EMBEDDINGS_PROVIDER: 'lexical',
  }
  running = renum(['start'], env)
  const api = `http://localhost:${env.PORT}`
  await running.says(api)
  const supabase = await supabaseOf(api)
  const { data } = await supabase.auth.signUp({ email: 'ana@test.example', password: 'uma-senha-longa' })
  ask = caller(api, data.session?.access_token ?? '')
  client_id = (await ask('POST', '/v1/clients', { name: 'Aurora' })).id
}, 120_000)
afterAll(async () => {
  running.child.kill('SIGTERM')
  await running.exit
  await folder.remove()
})

async function admin(...args: string[]) {
  const { exit, stdout, stderr } = renum(['admin', ...args], env)
  return { code: await exit, out: stdout(), err: stderr() }
}

it.each([['admin', 'clients', 'list'], ['doctor'], ['keys', 'rotate']])(
  'renum %s makes no install where there is none, and says where it looked',
  async (...args) => {
    const nothing = await temporaryFolder()
    const { exit, stdout, stderr } = renum(args, { RENUM_DATA_DIR: join(nothing.path, 'data') })
    expect([await exit, stdout(), stderr()]).toEqual([1, '', expect.stringContaining(join(nothing.path, 'data'))])
    expect(await readdir(nothing.path)).toEqual([])
    await nothing.remove()
  },
)

describe('renum admin', () => {
  it('lists clients with what they use, and sets what they may', { timeout: 120_000 }, async () => {
    const { code, out, err } = await admin('clients', 'list')
    expect(code, err).toBe(0)
    expect(out).toMatch(/nome +id +estado/)
    expect(out).toMatch(new RegExp(`Aurora +${client_id} +ativo +1 +0 +0 B`))
    const { out: json } = await admin('clients', 'quota', client_id, '--documents', '3', '--bytes', '2MB', '--json')
    expect(JSON.parse(json)).toMatchObject({ id: client_id, max_documents: 3, max_bytes: 2 * 1024 * 1024 })
    expect(await ask('GET', '/v1/usage')).toMatchObject({ max_documents: 3, max_bytes: 2 * 1024 * 1024 })
    for (const wrong of [[], ['--documents', 'x'], ['--bytes', '2 maçãs']]) {
      expect(await admin('clients', 'quota', client_id, ...wrong)).toMatchObject({ code: 1, out: '' })
    }
  })

  it('sets what new clients may, and shows it', { timeout: 120_000 }, async () => {
    expect((await admin('clients', 'quota', '--default')).out).toContain('documentos sem limite')
    const given = ['--documents', '4', '--bytes', '3MB', '--owned', '5']
    const { out, err } = await admin('clients', 'quota', '--default', ...given, '--json')
    const limits = { max_documents: 4, max_bytes: 3 * 1024 * 1024, max_owned_clients: 5 }
    expect(JSON.parse(out), err).toEqual(limits)
    expect((await admin('clients', 'list')).out).toContain('documentos 4, espaço 3,0 MB; clientes por pessoa 5')
    expect(JSON.parse((await admin('clients', 'list', '--json')).out)).toMatchObject({ default_quota: limits })
    for (const wrong of [[], [client_id, '--default'], [client_id, '--owned', '3'], ['--default', '--owned', '0']]) {
      expect(await admin('clients', 'quota', ...wrong)).toMatchObject({ code: 1, out: '' })
    }
  })

  it('suspends and resumes; an unknown client is said to be unknown', { timeout: 120_000 }, async () => {
    expect((await admin('clients', 'suspend', client_id)).out).toContain('suspenso')
    expect(await ask('GET', '/v1/usage')).toMatchObject({ code: 'client_suspended' })
    expect((await admin('clients', 'resume', client_id)).out).toContain('ativo')
    const unknown = await admin('clients', 'suspend', crypto.randomUUID())
    expect(unknown).toMatchObject({ code: 1, out: '' })
    expect(unknown.err).toMatch(/^Não há cliente com o id [0-9a-f-]{36}\. Veja `renum admin clients list`\.\n$/)
    const odd = await admin('clients', 'quota', 'xyz', '--documents', '3')
    expect(odd).toMatchObject({ code: 1, out: '' })
    expect(odd.err).toBe('xyz não é o id de um cliente. Veja `renum admin clients list`.\n')
    const nobody = await admin('erase', 'person', 'ninguem@test.example', '--yes')
    expect(nobody).toMatchObject({ code: 1, out: '' })
    expect(nobody.err).toMatch(/^Não há pessoa com o e-mail ou id ninguem@test\.example\./)
  })

  it('sets who may sign up, and shows it', { timeout: 120_000 }, async () => {
    expect(JSON.parse((await admin('sign-up', 'invite', '--json')).out)).toEqual({ sign_up: 'invite' })
    expect(await ask('POST', '/v1/clients', { name: 'Outro' })).toMatchObject({ code: 'sign_up_closed' })
    expect((await admin('sign-up', 'open')).out).toContain('open: qualquer pessoa')
    expect(await admin('sign-up', 'talvez')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Não existe talvez'),
    })
  })

  it('exports, and erases only when it is sure', { timeout: 240_000 }, async () => {
    const to = join(folder.path, 'aurora')
    const exported = await admin('export', 'client', client_id, '--to', to)
    expect(exported.code, exported.err).toBe(0)
    expect(JSON.parse(await readFile(join(to, 'client.json'), 'utf8'))).toMatchObject([{ name: 'Aurora' }])
    expect(await readdir(to)).toContain('manifest.json')
    expect(await admin('export', 'client', client_id, '--to', to)).toMatchObject({ code: 1 })

    const sole = await admin('erase', 'person', 'ana@test.example', '--yes')
    expect(sole).toMatchObject({ code: 1, err: expect.stringContaining('única proprietária de: Aurora; dê') })
    expect(sole.err).not.toContain('would have')
    const unsure = await admin('erase', 'client', client_id)
    expect(unsure).toMatchObject({
      code: 1,
      out: expect.stringContaining('Nada foi apagado'),
      err: expect.stringContaining('--yes'),
    })
    expect(await ask('GET', '/v1/usage')).toMatchObject({ documents: 0 })

    expect((await admin('erase', 'client', client_id, '--yes')).out).toBe('  Apagado: 0 documentos, 0 arquivos.\n')
    expect((await admin('erase', 'person', 'ana@test.example', '--yes')).code).toBe(0)
    const { out: log } = await admin('log', '--json')
    expect(log).not.toContain('ana@')
    expect(JSON.parse(log).entries.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining([
        'client.suspended',
        'install.sign_up_set',
        'client.exported',
        'client.erased',
        'person.erased',
      ]),
    )
  })
})
