#!/usr/bin/env node
// Plain JavaScript on purpose: this runs on whatever Node the machine has, and goes on with one that runs TypeScript.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import module from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const least = 24

if (Number(process.versions.node.split('.')[0]) >= least) {
  // Compiled code is kept beside the packages, so that it goes with them, and not in a folder that others write to.
  module.enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/renum/compiled', import.meta.url)))
  await import('../src/main.ts')
} else {
  const node = findNode(dirname(fileURLToPath(import.meta.url)))
  if (node === undefined) {
    process.stderr.write(
      `Renum precisa do Node ${least} ou mais novo (este é o ${process.versions.node}). Rode npm ci na pasta do projeto, sem --ignore-scripts: ele traz o Node certo.\n` +
        `Renum needs Node ${least} or newer (this is ${process.versions.node}). Run npm ci in the project's folder, without --ignore-scripts: it brings the right Node.\n`,
    )
    process.exit(1)
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  // A signal to this process alone reaches the child through it; the end of this process the child notices by itself.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)))
}

/** The Node that the `node` package brought, from here upwards. */
function findNode(folder) {
  const manifest = join(folder, 'node_modules/node/package.json')
  if (existsSync(manifest)) {
    const { bin } = JSON.parse(readFileSync(manifest, 'utf8'))
    const file = join(dirname(manifest), typeof bin === 'string' ? bin : bin.node)
    if (existsSync(file)) return file
  }
  const above = dirname(folder)
  return above === folder ? undefined : findNode(above)
}
