// What `npm ci` brings takes no more space than said here. The largest packages are named where it does.
//   node scripts/check-weight.ts [FOLDER [MEGABYTES]]
import { readFileSync } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

const [root = join(import.meta.dirname, '..'), limit = '830'] = process.argv.slice(2)

/** Files that are the same by hard links count once, as `du` counts them. */
const counted = new Set<string>()

/** Bytes on disk of a file, or of a folder with all that is in it; symbolic links are not followed. */
async function bytesOf(path: string): Promise<number> {
  const found = await lstat(path)
  // Windows tells no blocks.
  const own = found.blocks > 0 ? found.blocks * 512 : found.size
  if (found.isDirectory()) {
    const within = await Promise.all((await readdir(path)).map((entry) => bytesOf(join(path, entry))))
    return within.reduce((sum, each) => sum + each, own)
  }
  const key = `${found.dev}:${found.ino}`
  if (found.nlink > 1 && counted.has(key)) return 0
  counted.add(key)
  return own
}

/** Paths of a node_modules' packages; not of its hidden folders, which hold caches. */
async function packagesIn(modules: string): Promise<string[]> {
  const names = await readdir(join(root, modules)).catch(() => [])
  const paths = names.filter((name) => !name.startsWith('.')).map((name) => join(modules, name))
  const found = await Promise.all(
    paths.map(async (path) =>
      path.split(/[/\\]/).at(-1)?.startsWith('@')
        ? (await readdir(join(root, path))).map((name) => join(path, name))
        : [path],
    ),
  )
  return found.flat()
}

const { workspaces }: { workspaces: string[] } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const folders = ['', ...workspaces].map((workspace) => join(workspace, 'node_modules'))
const packages = (await Promise.all(folders.map(packagesIn))).flat()
const weights: { path: string; bytes: number }[] = []
for (const path of packages) weights.push({ path, bytes: await bytesOf(join(root, path)) })

const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20)
const total = megabytes(weights.reduce((sum, { bytes }) => sum + bytes, 0))
process.stdout.write(`${total} MB of packages, at most ${limit}\n`)
if (total > Number(limit)) {
  process.exitCode = 1
  const largest = weights.sort((a, b) => b.bytes - a.bytes).slice(0, 15)
  for (const { path, bytes } of largest) process.stdout.write(`  ${String(megabytes(bytes)).padStart(4)} MB  ${path}\n`)
  process.stdout.write(
    'Was scripts/install/trim.mjs run (npm ci without --ignore-scripts)? docs/decisions/0023-weight.md says what was left out, and how.\n',
  )
}
