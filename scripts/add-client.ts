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
const shell = process.platform === 'win32'
await import('../client/scripts/build.ts')
const { version } = JSON.parse(await readFile(join(dist, 'package.json'), 'utf8'))
await promisify(execFile)('npm', ['pack', '--silent', '--pack-destination', dist], { cwd: dist, shell })
const archive = join(dist, `renum-client-${version}.tgz`)
// What npm was told about this clone is not meant for that project.
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(config_(local_)?prefix|package|lifecycle)/i.test(name)),
)
spawn('npm', ['install', archive], { cwd: to, env, shell, stdio: 'inherit' }).on('exit', (code) => {
  process.exitCode = code ?? 1
})
