import { cp, mkdir, mkdtemp, readdir, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const packages = ['server', 'embedded', 'client', 'cli', 'web', 'sentence-model']
const rest = ['scripts', 'supabase', 'examples', '.dependency-cruiser.mjs', 'package.json']

/** The tree in a temporary folder, without what npm installed: packages are linked, our own are the copy's. */
export async function copyTree(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'renum-tree-'))
  for (const name of [...packages, ...rest]) {
    await cp(join(root, name), join(copy, name), {
      recursive: true,
      filter: (source) => !/\/(node_modules|dist)$/.test(source),
    })
  }
  const modules = join(copy, 'node_modules')
  await mkdir(join(modules, '@renum'), { recursive: true })
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name !== '@renum') await symlink(join(root, 'node_modules', name), join(modules, name))
  }
  for (const name of packages) {
    await symlink(join(copy, name), join(modules, '@renum', name))
    const own = join(root, name, 'node_modules')
    if ((await readdir(own).catch(() => [])).length > 0) await symlink(own, join(copy, name, 'node_modules'))
  }
  return copy
}
