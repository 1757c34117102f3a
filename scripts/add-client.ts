// Installs @renum/client where npm was called, from this clone: npm run add-client --prefix ../renum
import { execFile, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'client/dist')
const to = process.env.INIT_CWD ?? process.cwd()
if (relative(root, resolve(to)) === '') {
  process.stderr.write(
    'Chame de dentro do seu projeto / call it from within your project: npm run add-client --prefix ../renum\n',
  )
  process.exit(64)
}
const { npm_execpath: npm, npm_node_execpath: node } = process.env
if (!npm || !node) throw new Error('npm run add-client, and not by itself')
await import('../client/scripts/build.ts')
const { version } = JSON.parse(await readFile(join(dist, 'package.json'), 'utf8'))
// By the Node that npm was called with: what an install of npm is told, as which certificates to trust, stands beside that one.
await promisify(execFile)(node, [npm, 'pack', '--silent', '--pack-destination', dist], { cwd: dist })
const archive = join(dist, `renum-client-${version}.tgz`)
// What npm was told about this clone is not meant for that project.
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^npm_(config_((local_|global_)?prefix|globalconfig)|package|lifecycle)/i.test(name),
  ),
)
spawn(node, [npm, 'install', archive], { cwd: to, env, stdio: 'inherit' }).on('exit', (code) => {
  process.exitCode = code ?? 1
})
