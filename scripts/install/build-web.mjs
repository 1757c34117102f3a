// Runs after `npm ci` and `npm install`, in the folder of package.json: builds the web app into web/dist, from where the
// server serves it. Plain JavaScript, for the Node that the machine has. An install without its tools (--omit=dev) has no app, and is
// told how to get it; one without this script (--ignore-scripts) builds it with `npm run build:web`.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const vite = 'node_modules/vite/bin/vite.js'
const tools = [vite, 'node_modules/react-dom/package.json', 'node_modules/@tailwindcss/vite/package.json']

if (tools.every((file) => existsSync(file))) {
  const began = performance.now()
  const code = await run(findNode(), [vite, 'build', 'web', '--logLevel', 'warn'])
  if (code === 0) {
    process.stdout.write(`web app built in ${((performance.now() - began) / 1000).toFixed(1)} s\n`)
  } else {
    // The API works without it.
    process.stderr.write('O aplicativo web não foi construído / the web app was not built: npm run build:web\n')
    if (process.argv.includes('--strict')) process.exitCode = 1
  }
} else {
  process.stderr.write(
    'O aplicativo web não foi construído, faltam as ferramentas (--omit=dev): npm ci && npm run build:web\n' +
      'The web app was not built, its tools are missing (--omit=dev): npm ci && npm run build:web\n',
  )
  if (process.argv.includes('--strict')) process.exitCode = 1
}

/** The Node that the `node` package brought, else the one that runs this. */
function findNode() {
  const manifest = 'node_modules/node/package.json'
  if (!existsSync(manifest)) return process.execPath
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'))
  const file = join(dirname(manifest), typeof bin === 'string' ? bin : bin.node)
  return existsSync(file) ? file : process.execPath
}

/** @returns {Promise<number>} its exit code */
function run(file, args) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { stdio: 'inherit' })
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
