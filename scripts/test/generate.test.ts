// A generated file that is not what it is made from is found, whichever side was changed. That they are fresh, `npm run check` says.
import { execFile } from 'node:child_process'
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyTree } from './copy-tree.ts'

let tree: string
beforeAll(async () => {
  tree = await copyTree()
})
afterAll(() => rm(tree, { recursive: true }))

const generate = (...args: string[]) =>
  new Promise<{ code: number; output: string }>((resolve) => {
    const script = join(tree, 'scripts/generate.ts')
    execFile(process.execPath, [script, ...args], { cwd: tree }, (error, stdout, stderr) =>
      resolve({ code: error ? 1 : 0, output: stdout + stderr }),
    )
  })

const stale = (...files: string[]) => ({
  code: 1,
  output: files.map((file) => `${file} is not what it is made from: run npm run generate\n`).join(''),
})

describe('the generated files', () => {
  it('are found stale after a change of a route, a migration, an intended policy, or of themselves', async () => {
    const route = join(tree, 'server/src/http/routes/knowledge/search.ts')
    const text = await readFile(route, 'utf8')
    await writeFile(route, text.replace(/operationId: '\w+'/, "operationId: 'planted'"))
    await appendFile(join(tree, 'server/src/db/types.ts'), '// planted\n')
    const migrations = join(tree, 'supabase/migrations')
    const last = (await readdir(migrations)).sort().at(-1) ?? ''
    await appendFile(join(migrations, last), "comment on table documents is 'planted';\n")
    const intended = join(tree, 'supabase/tests/intended.ts')
    await writeFile(intended, (await readFile(intended, 'utf8')).replace("delete: ['owner']", "delete: ['admin']"))
    const files = [
      'server/src/db/types.ts',
      'supabase/schema.sql',
      'supabase/tests/policies.test.sql',
      'client/openapi.json',
      'client/src/schema.ts',
    ]
    expect(await generate('--check')).toEqual(stale(...files))
    await generate()
    expect(await readFile(join(tree, 'client/src/schema.ts'), 'utf8')).toContain('planted')
  })
})
