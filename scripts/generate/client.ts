import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { apiDescription, readSettings } from '../../server/src/public.ts'

/** The description of the API, and the client's types made from it; nothing is started. */
export async function clientFiles(root: string): Promise<[string, string][]> {
  const description = `${JSON.stringify(apiDescription(readSettings({}, { logLevel: 'silent' })), null, 2)}\n`
  const folder = await mkdtemp(join(tmpdir(), 'renum-client-'))
  try {
    const file = join(folder, 'openapi.json')
    await writeFile(file, description)
    const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'client/scripts/schema.ts'), file])
    return [
      ['client/openapi.json', description],
      ['client/src/schema.ts', stdout],
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}
