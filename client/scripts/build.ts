// Compiles src/ into dist/, or another folder, which is the package that is published: `npm publish ./dist`.
import { execFile } from 'node:child_process'
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

const folder = join(import.meta.dirname, '..')
const dist = resolve(process.argv[2] ?? join(folder, 'dist'))
// The repository's compiler; this package's own `typescript` is a library of openapi-typescript.
const compiler = createRequire(join(folder, '../package.json')).resolve('typescript/package.json')
const tsc = join(dirname(compiler), 'bin/tsc')

await rm(dist, { recursive: true, force: true })
await promisify(execFile)(process.execPath, [tsc, '--project', folder, '--outDir', dist]).catch(
  (error: { stdout: string }) => {
    process.stderr.write(error.stdout)
    process.exit(1)
  },
)
const { name, version, description, type, license, engines, dependencies } = JSON.parse(
  await readFile(join(folder, 'package.json'), 'utf8'),
)
const exports = { '.': { types: './index.d.ts', default: './index.js' } }
const manifest = { name, version, description, type, license, engines, sideEffects: false, exports, dependencies }
await writeFile(join(dist, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
await copyFile(join(folder, 'README.md'), join(dist, 'README.md'))
