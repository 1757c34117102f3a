import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caller, renum, supabaseOf, temporaryFolder } from './renum.ts'

const account = { email: 'ana@test.example', password: 'uma senha comprida' }

let data: Awaited<ReturnType<typeof temporaryFolder>>
let folder: string
let server: ReturnType<typeof renum>
let api: string
let call: ReturnType<typeof caller>

beforeAll(async () => {
  data = await temporaryFolder()
  folder = join(data.path, 'Manuais')
  const env = { RENUM_DATA_DIR: join(data.path, 'renum'), PORT: '0', RENUM_SUPABASE_PORT: '0', RENUM_DB_PORT: '0' }
  server = renum(['start'], env)
  await server.says('Renum está no ar')
  ;[api = ''] = /http:\/\/localhost:\d+/.exec(server.stdout()) ?? []
  const { data: session } = await (await supabaseOf(api)).auth.signUp(account)
  call = caller(api, session.session?.access_token ?? '')
})
afterAll(async () => {
  server.child.kill('SIGTERM')
  await server.exit
  await data.remove()
})

async function ingest(...more: string[]) {
  const running = renum([
    'ingest',
    folder,
    '--target',
    api,
    '--email',
    account.email,
    '--password-stdin',
    '--json',
    ...more,
  ])
  running.child.stdin?.end(`${account.password}\n`)
  const exit = await running.exit
  return { exit, stderr: running.stderr(), result: JSON.parse(running.stdout() || 'null') }
}

describe('renum ingest', () => {
  it('says what is missing before anything is sent', async () => {
    const missing = await ingest()
    expect([missing.exit, missing.stderr]).toEqual([1, `A pasta ${folder} não existe.\n`])
    await mkdir(join(folder, 'rh/férias'), { recursive: true })
    const empty = await ingest()
    expect([empty.exit, empty.result]).toEqual([1, null])
    expect(empty.stderr).toBe(`Não há arquivos em ${folder}.\n`)
    await writeFile(join(folder, 'a.txt'), 'um texto')
    const clientless = await ingest()
    expect(clientless.stderr).toContain('Você ainda não faz parte de um cliente')
    const wrong = renum(['ingest', folder, '--target', api, '--email', account.email, '--password-stdin'])
    wrong.child.stdin?.end('outra')
    expect(await wrong.exit).toBe(1)
    expect(wrong.stderr()).toContain('Não foi possível entrar: e-mail ou senha errados.')
    const nowhere = renum(['ingest', folder, '--target', 'http://127.0.0.1:1', '--email', 'a@b', '--password-stdin'])
    expect(await nowhere.exit).toBe(1)
    expect(nowhere.stderr()).toContain('Não há um Renum em http://127.0.0.1:1')
  })

  it('makes the account and the client of who has none, once, and then finds them', async () => {
    const bruno = { email: 'bruno@test.example', password: 'outra senha comprida' }
    const once = async (...more: string[]) => {
      const asked = ['ingest', folder, '--target', api, '--email', bruno.email, '--password-stdin', '--json', ...more]
      const running = renum(asked)
      running.child.stdin?.end(bruno.password)
      return { exit: await running.exit, stderr: running.stderr(), result: JSON.parse(running.stdout() || 'null') }
    }
    expect((await once()).stderr).toContain('--sign-up')
    const nobody = await once('--sign-up')
    expect([nobody.exit, nobody.stderr]).toEqual([1, expect.stringContaining('Crie o seu: --client NOME')])
    const first = await once('--sign-up', '--client', 'Padaria')
    expect([first.exit, first.result]).toMatchObject([0, { files: 1, new: 1 }])
    expect(first.stderr).toContain('Cliente criado: Padaria')
    const second = await once('--sign-up', '--client', 'Padaria')
    expect([second.exit, second.result]).toMatchObject([0, { unchanged: 1 }])
    expect(second.stderr).not.toContain('Cliente criado')
    expect(second.result.knowledge_base_id).toBe(first.result.knowledge_base_id)
    const slip = await once('--client', 'Padariaa')
    expect([slip.exit, slip.stderr]).toEqual([
      1,
      expect.stringContaining('Você não faz parte de Padariaa, e sim de: Padaria'),
    ])
  })

  it('makes a folder tree into collections, and goes on where it stopped', async () => {
    await call('POST', '/v1/clients', { name: 'Aurora' })
    await writeFile(join(folder, 'rh/faltas.md'), '# Faltas\n\nAvise o gestor até as nove horas.')
    await writeFile(join(folder, 'rh/férias/regras.txt'), 'As férias são de trinta dias.')
    await writeFile(join(folder, 'rh/quebrado.pdf'), '%PDF-1.7 nada')
    await writeFile(join(folder, 'rh/foto.raw'), new Uint8Array([1, 2, 3]))
    await writeFile(join(folder, '.oculto'), 'x')
    await symlink('/etc/passwd', join(folder, 'atalho.txt'))

    const first = await ingest()
    expect(first.exit).toBe(1)
    expect(first.result).toMatchObject({ files: 5, new: 3, changed: 0, unchanged: 0, failed: 2 })
    expect(first.result.collections_created).toEqual(['/', 'rh', 'rh/férias'])
    const failures: { file: string; reason: string }[] = first.result.failures
    expect(failures.map(({ file }) => file).sort()).toEqual([join('rh', 'foto.raw'), join('rh', 'quebrado.pdf')])
    const { data: bases } = await call('GET', '/v1/knowledge-bases')
    expect(bases.map(({ name }: { name: string }) => name)).toEqual(['Manuais'])
    const { data: collections } = await call('GET', `/v1/knowledge-bases/${bases[0].id}/collections`)
    expect(collections.map(({ name }: { name: string }) => name).sort()).toEqual(['/', 'rh', 'rh/férias'])
    const found = await call('POST', '/v1/search', { query: 'quantos dias de férias' })
    expect(found.results[0].document_name).toBe('regras.txt')

    await rm(join(folder, 'rh/quebrado.pdf'))
    await rm(join(folder, 'rh/foto.raw'))
    await writeFile(join(folder, 'rh/férias/regras.txt'), 'As férias são de quarenta dias.')
    await writeFile(join(folder, 'b.txt'), 'outro texto')
    const second = await ingest()
    expect(second.exit, second.stderr).toBe(0)
    expect(second.result).toMatchObject({ files: 4, new: 1, changed: 1, unchanged: 2, failed: 0, failures: [] })
    const again = await call('POST', '/v1/search', { query: 'quantos dias de férias' })
    expect(again.results[0].content).toContain('quarenta')
    expect(again.results[0].version).toBe(2)
    expect((await ingest()).result).toMatchObject({ files: 4, new: 0, changed: 0, unchanged: 4 })
  })

  it('has collections go over to the model of the install, each by name, where they have another', async () => {
    const running = renum(['change-model', '--target', api, '--email', account.email, '--password-stdin', '--json'])
    running.child.stdin?.end(account.password)
    expect(await running.exit, running.stderr()).toBe(0)
    const { collections } = JSON.parse(running.stdout())
    expect(collections.map(({ name }: { name: string }) => name).sort()).toEqual(['/', 'rh', 'rh/férias'])
    const { embeddings } = await call('GET', '/v1/config')
    for (const { embedding_model, next_embedding_model, embedding } of collections) {
      expect([embedding_model, next_embedding_model]).toEqual([embeddings.model, null])
      expect(embedding.total).toBeGreaterThan(0)
    }
    const restored = renum([
      ...['change-model', '--target', api, '--email', account.email, '--password-stdin', '--restore'],
      ...['--collection', collections[0].id],
    ])
    restored.child.stdin?.end(account.password)
    expect(await restored.exit).toBe(1)
    expect(restored.stderr()).toContain('Não há modelo anterior a que voltar')
  })
})
