import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { snippetsOf } from '../../scripts/test/read-snippets.ts'
import { createOwner } from './person.ts'

const run = promisify(execFile)
const client = join(import.meta.dirname, '..')

/** Written as somebody does who has installed the package: JavaScript, with nothing else but fetch. */
const program = `
import { createRenum, RenumError, unwrap } from '@renum/client'

const [url] = process.argv.slice(2)
const { supabase_url, supabase_key } = await unwrap(createRenum({ url }).GET('/v1/config'))
const account = { email: crypto.randomUUID() + '@test.example', password: 'uma-senha-comprida' }
const signUp = await fetch(supabase_url + '/auth/v1/signup', {
  method: 'POST',
  headers: { apikey: supabase_key, 'Content-Type': 'application/json' },
  body: JSON.stringify(account),
})
const { access_token } = await signUp.json()

const renum = createRenum({ url, token: () => access_token })
await unwrap(renum.POST('/v1/clients', { body: { name: 'Aurora' } }))
const base = await unwrap(renum.POST('/v1/knowledge-bases', { body: { name: 'B' } }))
const params = { path: { id: base.id } }
const { id } = await unwrap(renum.POST('/v1/knowledge-bases/{id}/collections', { params, body: { name: 'C' } }))
const { File } = await import('node:buffer')
const uploaded = await renum.uploadDocument(id, new File(['Trinta dias de férias.'], 'ferias.txt'))
const { status } = await renum.waitForDocument(uploaded.id)
const names = []
for await (const { name } of renum.all('/v1/collections/{id}/documents', { params: { path: { id } } })) names.push(name)
const failed = await unwrap(renum.GET('/v1/documents/{id}', { params })).catch((error) => error)
console.log(JSON.stringify({ status, names, refused: failed instanceof RenumError && failed.code }))
`

const typedProgram = `
import { createRenum, RenumError, type Schemas, unwrap } from '@renum/client'

const renum = createRenum({ url: 'https://renum.example', token: async () => 'token' })
export const me: Schemas['Me'] = await unwrap(renum.GET('/v1/me'))
export const names: string[] = []
for await (const row of renum.all('/v1/knowledge-bases')) names.push(row.name)
const failed = (error: RenumError): boolean => error.code === 'not_found'
export const known = failed(new RenumError(new Response(), {}))
`

/** Every other Node on the path of this machine, by its version. */
async function otherNodes(): Promise<[string, string][]> {
  const found = new Map<string, string>()
  for (const folder of process.env.PATH?.split(delimiter) ?? []) {
    const version = await run(join(folder, 'node'), ['--version']).catch(() => undefined)
    if (version && version.stdout.trim() !== process.version) found.set(version.stdout.trim(), join(folder, 'node'))
  }
  return [...found]
}
const nodes: [string, string][] = [[process.version, process.execPath], ...(await otherNodes())]

async function packageOf(project: string): Promise<object> {
  return JSON.parse(await readFile(join(project, 'package.json'), 'utf8'))
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'renum-package-'))
  await run(process.execPath, [join(client, 'scripts/build.ts'), join(folder, 'dist')])
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: join(folder, 'dist') })
  const [{ filename }] = JSON.parse(stdout)
  const modules = join(folder, 'node_modules')
  const installed = join(modules, '@renum/client')
  await mkdir(installed, { recursive: true })
  await run('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', installed])
  // As npm would install them; the registry is not asked.
  for (const name of ['openapi-fetch', 'openapi-typescript-helpers']) {
    await symlink(join(createRequire(join(client, 'src/index.ts')).resolve(name), '../..'), join(modules, name))
  }
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await writeFile(join(folder, 'program.mjs'), program)
  await writeFile(join(folder, 'typed.ts'), typedProgram)
})
afterAll(() => rm(folder, { recursive: true }))

describe('the published package', () => {
  it.each(nodes)('does the main job on Node %s', async (_, node) => {
    const { stdout } = await run(node, [join(folder, 'program.mjs'), inject('api')])
    expect(JSON.parse(stdout)).toEqual({ status: 'ready', names: ['ferias.txt'], refused: 'not_found' })
  })

  it.each(['NodeNext', 'Bundler'])('brings types that a program understands with moduleResolution %s', async (kind) => {
    const compiler = createRequire(join(client, '../package.json')).resolve('typescript/package.json')
    const tsc = join(dirname(compiler), 'bin/tsc')
    const module = kind === 'Bundler' ? 'ESNext' : kind
    const options = ['--noEmit', '--strict', '--target', 'ES2022', '--module', module, '--moduleResolution', kind]
    const checked = run(process.execPath, [tsc, ...options, 'typed.ts'], { cwd: folder })
    await expect(checked.catch((error: { stdout: string }) => error)).resolves.toMatchObject({ stdout: '' })
  })

  it('is added to an empty folder beside the clone by its README’s line, whose program runs there, twice', async () => {
    const [install, snippet] = await snippetsOf('client/README.md')
    expect([install?.language, snippet?.language]).toEqual(['sh', 'ts'])
    const beside = await mkdtemp(join(tmpdir(), 'renum-project-'))
    const project = join(beside, 'project')
    try {
      await mkdir(project)
      await symlink(join(client, '..'), join(beside, 'renum'))
      const env = { ...process.env, npm_config_prefer_offline: 'true' }
      for (let time = 0; time < 2; time++) await run('sh', ['-euc', install?.code ?? ''], { cwd: project, env })
      await writeFile(join(project, 'program.mjs'), program)
      const { stdout } = await run(process.execPath, ['program.mjs', inject('api')], { cwd: project })
      expect(JSON.parse(stdout)).toMatchObject({ status: 'ready', names: ['ferias.txt'] })

      const { token, collection } = await createOwner()
      // What the README takes for granted: a session, a collection, a file, and, at its end, that somebody looks.
      const given = `
        const supabase = { auth: { getSession: async () => ({ data: { session: { access_token: '${token}' } } }) } }
        const collectionId = '${collection.id}'
        const file = new File(['Trinta dias de férias.'], 'ferias.txt')`
      const code = `${given}\n${snippet?.code.replaceAll('http://localhost:3000', inject('api'))}
        console.log(JSON.stringify({ email: me.email, bases: data?.data.length, error, key: typeof program.GET }))`
      await writeFile(join(project, 'snippet.ts'), code)
      await writeFile(join(project, 'package.json'), JSON.stringify({ type: 'module', ...(await packageOf(project)) }))
      for (let time = 0; time < 2; time++) {
        const ran = await run(process.execPath, ['snippet.ts'], { cwd: project })
        expect(ran.stdout).toMatch(/^(progress|ready) /m)
        expect(ran.stdout).toMatch(/^ferias\.txt ready$/m)
        expect(JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ bases: 1, key: 'function' })
      }
    } finally {
      await rm(beside, { recursive: true })
    }
  })

  it('carries nothing but what it needs', async () => {
    const { stdout } = await run('find', ['.', '-type', 'f'], { cwd: join(folder, 'node_modules/@renum/client') })
    const files = stdout.trim().split('\n')
    expect(files).toEqual(expect.arrayContaining(['./index.js', './index.d.ts', './package.json', './README.md']))
    expect(files.filter((file) => !/\.(js|d\.ts)$|package\.json$|README\.md$/.test(file))).toEqual([])
  })
})
