// Every text is there in both languages, is used, and takes the same values in each; every pair of colours that meet can be told apart.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import en from '../../src/messages/en.json' with { type: 'json' }
import pt from '../../src/messages/pt-BR.json' with { type: 'json' }
import { faultsOfColours } from './colours.ts'
import { faultsOfTexts } from './texts.ts'

const folder = join(import.meta.dirname, '../../src')
const names = (await readdir(folder, { recursive: true })).filter((name) => /\.tsx?$/.test(name))
const code = (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('\n')
const css = await readFile(join(folder, 'design/tokens.css'), 'utf8')

const faults = [...faultsOfTexts({ 'pt-BR': pt, en }, code), ...faultsOfColours(css)]
for (const fault of faults) process.stdout.write(`${fault}\n`)
if (faults.length > 0) process.exitCode = 1
