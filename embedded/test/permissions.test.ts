import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { start, temporaryFolder } from './support.ts'

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)

/** Starts a stack on a folder that was open to everybody, and tells the modes of what is in it. */
async function modesAfterStart(prepare: (path: string) => Promise<void>): Promise<Record<string, string>> {
  const folder = await temporaryFolder()
  try {
    await chmod(folder.path, 0o755)
    for (const name of ['owner.lock', 'lock.sqlite']) await writeFile(join(folder.path, name), '', { mode: 0o644 })
    for (const name of ['storage', 'run']) await mkdir(join(folder.path, name), { mode: 0o755 })
    await prepare(folder.path)
    const stack = await start(folder.path)
    const names = await readdir(folder.path)
    const modes = await Promise.all(names.map(async (name) => [name, await modeOf(join(folder.path, name))]))
    const result = { '.': await modeOf(folder.path), ...Object.fromEntries(modes) }
    await stack.stop()
    return result
  } finally {
    await folder.remove()
  }
}

test('a data folder that was open is closed, its lock files too', async () => {
  const { '.': own, ...modes } = await modesAfterStart(async () => {})
  expect(own).toBe('700')
  expect(modes).toMatchObject({ 'owner.lock': '600', 'lock.sqlite': '600', storage: '700', run: '700', db: '700' })
  for (const [name, mode] of Object.entries(modes)) expect([name, mode.slice(1)]).toEqual([name, '00'])
})

test('one that holds other things stays open, and what is ours in it does not', async () => {
  const { '.': own, ...modes } = await modesAfterStart(async (path) => {
    await writeFile(join(path, 'notes.txt'), '', { mode: 0o644 })
  })
  expect(own).toBe('755')
  expect(modes).toMatchObject({ 'notes.txt': '644', 'owner.lock': '600', 'lock.sqlite': '600', storage: '700' })
})
