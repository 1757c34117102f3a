// Who may import whom, over all rooms: the rules of .dependency-cruiser.mjs and those that only a text can show.
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { cruise, type IModule } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'

const root = join(import.meta.dirname, '..')
const rooms = ['server', 'embedded', 'client', 'cli', 'web', 'acceptance', 'bench', 'examples', 'scripts']

interface Violation {
  rule: string
  why: string
  where: string
}

interface TextRule {
  rule: string
  why: string
  pattern: RegExp
  /** The files that the rule judges. */
  applies: (file: string) => boolean
}

const isTest = (file: string) => /(^|\/)test\/|\.test\.tsx?$/.test(file)

const textRules: TextRule[] = [
  {
    rule: 'environment-in-config',
    why: 'process.env is read only by server/src/config.ts and handed on as an object.',
    pattern: /\bprocess\s*\??\.\s*env\b|\bprocess\s*\[|\}\s*=\s*process\b|['"](node:)?process['"]/,
    applies: (file) => file !== 'server/src/config.ts' && !file.startsWith('scripts/') && !isTest(file),
  },
  {
    rule: 'types-unbroken',
    why: 'No cast to any and no silenced compiler: name the type.',
    // Prose goes on with a word (“the same as any other”); code does not.
    pattern: /\bas\s+any\b(?!\s+(?!as\b)\w)|@ts-(?:ignore|expect-error|nocheck)\b/,
    applies: () => true,
  },
  {
    rule: 'connections-in-db',
    why: 'The real pool and the connection under a transaction never leave db/: code that holds one is bound to no tenant.',
    pattern:
      /\bimport\s*(?:type\s*)?\{[^}]*\b(?:pool|takeConnection)\b[^}]*\}\s*from\s*['"][^'"]*\/db\/|\bimport\s*\*[^'"]*['"][^'"]*\/db\//,
    applies: (file) => file.startsWith('server/src/') && !file.startsWith('server/src/db/') && !isTest(file),
  },
  {
    rule: 'kysely-driver-in-db',
    why: 'Outside db/ Kysely only builds queries; what runs them is a transaction of db/.',
    pattern: /\bnew\s+Kysely\b|\b\w+Dialect\b/,
    applies: (file) => file.startsWith('server/src/') && !file.startsWith('server/src/db/') && !isTest(file),
  },
]

async function sourceFiles(): Promise<string[]> {
  const found: string[] = []
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.name === 'node_modules' || entry.name === 'dist') continue
      const path = join(folder, entry.name)
      if (entry.isDirectory()) await visit(path)
      else if (/\.(tsx?|mts|mjs)$/.test(entry.name)) found.push(relative(root, path))
    }
  }
  for (const room of rooms) if (existsSync(join(root, room))) await visit(join(root, room))
  return found.sort()
}

async function importViolations(files: string[]): Promise<{ violations: Violation[]; modules: Map<string, IModule> }> {
  const options = await extractOptions(join(root, '.dependency-cruiser.mjs'))
  const { output } = await cruise(files, { ...options, baseDir: root })
  if (typeof output === 'string') throw new Error('dependency-cruiser gave a report instead of its result')
  const why = new Map(options.ruleSet?.forbidden?.map(({ name, comment }) => [name, comment]))
  const violations = output.summary.violations.map(({ rule, from, to, cycle }) => ({
    rule: rule.name,
    why: why.get(rule.name) ?? '',
    where: cycle ? [from, ...cycle.map(({ name }) => name)].join(' → ') : `${from} → ${to}`,
  }))
  return { violations, modules: new Map(output.modules.map((module) => [module.source, module])) }
}

function textViolations(file: string, text: string): Violation[] {
  return textRules
    .filter(({ applies, pattern }) => applies(file) && pattern.test(text))
    .map(({ rule, why, pattern }) => {
      const line = text.slice(0, pattern.exec(text)?.index).split('\n').length
      return { rule, why, where: `${file}:${line}` }
    })
}

/** The imports that stand in the text: an edge that the parser did not see would escape every rule. */
function writtenImports(text: string): string[] {
  const statement = /^(?:import|export|\})(?:[^'"\n]*\bfrom)?\s*['"]([^'"]+)['"]/gm
  const call = /\bimport\(\s*['"`]([^'"`$]+)['"`]/g
  return [...text.matchAll(statement), ...text.matchAll(call)].flatMap(([, specifier]) => specifier ?? [])
}

function unseenImports(file: string, text: string, module: IModule): Violation[] {
  const seen = new Set(module.dependencies.map((dependency) => dependency.module))
  return writtenImports(text)
    .filter((specifier) => !specifier.startsWith('node:') && !seen.has(specifier))
    .map((specifier) => ({
      rule: 'every-import-seen',
      why: 'The parser does not see this import, so that no rule judges it: write it as a statement (`import type …`).',
      where: `${file} → ${specifier}`,
    }))
}

const files = await sourceFiles()
const { violations, modules } = await importViolations(files)
for (const file of files) {
  const text = await readFile(join(root, file), 'utf8')
  violations.push(...textViolations(file, text))
  const module = modules.get(file)
  if (module && !isTest(file)) violations.push(...unseenImports(file, text, module))
  if (!module) {
    violations.push({
      rule: 'every-file-read',
      why: 'dependency-cruiser did not read these source files (a parser that does not know their syntax reads none, and passes).',
      where: file,
    })
  }
}

for (const [rule, found] of Map.groupBy(violations, ({ rule }) => rule)) {
  process.stdout.write(`${rule}: ${found[0]?.why}\n${found.map(({ where }) => `  ${where}\n`).join('')}`)
}
process.stdout.write(
  violations.length === 0
    ? `imports: ${files.length} files keep the rules\n`
    : `imports: ${violations.length} violations in ${files.length} files\n`,
)
process.exitCode = violations.length === 0 ? 0 : 1
