// Reads what the advisors said of a database with planted faults and of the real one: advisors.ts PLANTED FOUND.
// Prints the lane's sentence; says what is wrong, with exit 1, where the real one has an error or a warning, or where
// the planted ones were not found.
import { readFile } from 'node:fs/promises'

interface Finding {
  name: string
  level: 'ERROR' | 'WARN' | 'INFO'
  detail: string
}

const [planted = '', found = ''] = process.argv.slice(2)
const read = async (file: string): Promise<Finding[]> => JSON.parse(await readFile(file, 'utf8')).results

const wanted = [
  'rls_disabled_in_public',
  'auth_rls_initplan',
  'multiple_permissive_policies',
  'function_search_path_mutable',
]
const seen = new Set((await read(planted)).map(({ name }) => name))
const unseen = wanted.filter((name) => !seen.has(name))
if (unseen.length > 0) process.stderr.write(`planted, and not found: ${unseen.join(', ')}\n`)

const findings = await read(found)
const of = (asked: Finding['level']) => findings.filter(({ level }) => level === asked)
for (const { level, name, detail } of [...of('ERROR'), ...of('WARN')]) {
  process.stderr.write(`${level} ${name}: ${detail}\n`)
}
const notes = Object.entries(Object.groupBy(of('INFO'), ({ name }) => name))
for (const [name, list = []] of notes) {
  process.stderr.write(`INFO ${name}: ${list.length}\n`)
  // On a fresh database every index is unused; a leaf has what its parent has.
  if (name === 'unused_index') continue
  for (const { detail } of list) if (!/_\d\d`/.test(detail)) process.stderr.write(`  ${detail}\n`)
}
const ok = unseen.length === 0 && of('ERROR').length + of('WARN').length === 0
process.exitCode = ok ? 0 : 1
process.stdout.write(
  `passed: ${of('ERROR').length} errors, ${of('WARN').length} warnings, ${of('INFO').length} notes; ` +
    `${wanted.length} planted faults were found\n`,
)
