// `npm run check`: what can be judged without running the product. One line per check; the output of those that fail.
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

const root = join(import.meta.dirname, '..')

const checks = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'types of the web app', command: ['tsc', '--noEmit', '-p', 'web'] },
  { name: 'lint and format', command: ['biome', 'check', '.'] },
  { name: 'imports', command: ['node', 'scripts/check-imports.ts'] },
  { name: 'texts and colours of the web app', command: ['node', 'web/test/checks/main.ts'] },
  { name: 'dead code', command: ['knip'] },
  { name: 'weight of packages', command: ['node', 'scripts/check-weight.ts'] },
  { name: 'generated files', command: ['node', 'scripts/generate.ts', '--check'] },
] as const satisfies { name: string; command: [string, ...string[]] }[]

/** Runs a command with the packages' own binaries first in the path. */
function run([file, ...args]: readonly [string, ...string[]]): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const PATH = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
    const child = spawn(file, args, {
      cwd: root,
      env: { ...process.env, PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const output: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => output.push(data))
    child.on('error', (error) => resolve({ ok: false, output: `${error.message}\n` }))
    child.on('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(output).toString() }))
  })
}

for (const { name, command } of checks) {
  const began = performance.now()
  const { ok, output } = await run(command)
  process.stdout.write(`${ok ? '✓' : '✗'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)\n`)
  if (ok) continue
  process.exitCode = 1
  process.stdout.write(output.endsWith('\n') ? output : `${output}\n`)
}
