// Makes the generated files: from the migrations the row types and the schema's dump, from the intended policies their
// test in SQL, from the routes the description of the API and the client's types. `--check` only says whether they are
// fresh.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { clientFiles } from './generate/client.ts'
import { databaseFiles } from './generate/database.ts'
import { policyTests } from './generate/policies.ts'

const root = join(import.meta.dirname, '..')

let stale = 0
for (const [file, text] of [...(await databaseFiles(root)), ...policyTests(), ...(await clientFiles(root))]) {
  const path = join(root, file)
  const current = await readFile(path, 'utf8').catch(() => '')
  if (current === text) continue
  if (process.argv.includes('--check')) {
    stale++
    process.stderr.write(`${file} is not what it is made from: run npm run generate\n`)
  } else {
    await writeFile(path, text)
    process.stdout.write(`${file} written\n`)
  }
}
process.exitCode = stale > 0 ? 1 : 0
