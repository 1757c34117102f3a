import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { type Snippet, snippetsOf, snippetsOfPage } from './read-snippets.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')

/** Which test runs the code of a text, twice as a reader would, in the order of its snippets. */
const tested: Record<string, string[]> = {
  // `npm ci` and what follows it take minutes and the network: .ci/run does it from a fresh clone, here the commands are looked up.
  'README.md': ['below', 'below', 'cli/test/readme.test.ts'],
  'README.pt-BR.md': ['below', 'below', 'cli/test/readme.test.ts'],
  'CONTRIBUTING.md': ['below'],
  'ARCHITECTURE.md': ['a drawing, nothing to run'],
  'client/README.md': ['client/test/package.test.ts', 'client/test/package.test.ts'],
  'examples/demo-sources/README.md': ['below', 'below'],
  'server/src/http/docs/page.pt.html': ['cli/test/readme.test.ts', 'cli/test/readme.test.ts'],
  'server/src/http/docs/page.en.html': ['cli/test/readme.test.ts', 'cli/test/readme.test.ts'],
}

async function snippetsIn(file: string): Promise<Snippet[]> {
  return file.endsWith('.html') ? snippetsOfPage(await readFile(join(root, file), 'utf8')) : snippetsOf(file)
}

it('every snippet of a text has a test that runs it', async () => {
  const { stdout } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md', '*.html'], {
    cwd: root,
  })
  const texts = stdout
    .trim()
    .split('\n')
    .filter((file) => !/^(server\/test|examples\/demo|docs\/decisions)\//.test(file))
  const found: Record<string, number> = {}
  for (const file of [...texts, 'examples/demo-sources/README.md']) {
    const { length } = await snippetsIn(file).catch(() => [])
    if (length > 0) found[file] = length
  }
  expect(found).toEqual(Object.fromEntries(Object.entries(tested).map(([file, by]) => [file, by.length])))
  for (const test of new Set(Object.values(tested).flat())) {
    if (test.endsWith('.ts')) expect(await readFile(join(root, test), 'utf8'), test).toMatch(/snippetsOf/)
  }
})

it.each(['README.md', 'README.pt-BR.md', 'CONTRIBUTING.md'])('%s names commands that there are', async (file) => {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const plain = (await snippetsOf(file))
    .filter(({ language }) => language === '')
    .flatMap(({ code }) => code.trim().split('\n'))
  const commands = plain.flatMap((line) => line.replace(/#.*/, '').split('&&')).map((command) => command.trim())
  expect(commands.length).toBeGreaterThan(3)
  for (const command of commands) {
    const [, script] = /^npm (?:run )?(start|test|[\w:]+)$/.exec(command) ?? []
    if (script === 'ci') expect((await stat(join(root, 'package-lock.json'))).isFile()).toBe(true)
    else if (script) expect([command, typeof scripts[script]]).toEqual([command, 'string'])
    else expect([command, (await stat(join(root, command))).mode & 0o111]).not.toEqual([command, 0])
  }
})

const sources = await snippetsOf('examples/demo-sources/README.md')
it.each(sources.map(({ code }) => [code.split(' ')[0] ?? '', code]))(
  'the sources of the demo are there for %s, which is run where it is installed, twice',
  { timeout: 120_000 },
  async (program, code) => {
    const named = [...code.matchAll(/examples\/demo-sources\/[\w.-]+/g)].map(([path]) => path)
    expect(named.length).toBe(1)
    for (const path of named) expect((await stat(join(root, path))).size).toBeGreaterThan(0)
    if (!(await run(program, ['--version']).catch(() => undefined))) return
    const folder = await mkdtemp(join(tmpdir(), 'renum-sources-'))
    try {
      const elsewhere = code.replaceAll(/examples\/demo(?=[/ ])/g, folder)
      for (let time = 0; time < 2; time++) {
        await run('sh', ['-euc', elsewhere], { cwd: root, env: { ...process.env, HOME: folder } })
        const [output = ''] = (await run('ls', [folder])).stdout.match(/.+\.pdf/) ?? []
        expect((await readFile(join(folder, output))).subarray(0, 5).toString()).toBe('%PDF-')
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
)
