// Adds to package-lock.json the optional packages of other platforms that a package names and the lock does not hold.
// A registry that carries only this platform's packages makes `npm install` leave them out, and `npm ci` then refuses
// the lock ("Missing: … from lock file"). Run it after every change of dependencies.
import { readFileSync, writeFileSync } from 'node:fs'

interface Package {
  version?: string
  dev?: boolean
  engines?: object
  optionalDependencies?: Record<string, string>
}

const file = 'package-lock.json'
const systems = ['darwin', 'win32', 'linux', 'android', 'freebsd', 'openharmony', 'sunos', 'aix', 'netbsd', 'openbsd']
const processors = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32']

const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, object> }

/** What npm writes of a platform's package, from its name: `…-linux-x64-musl`. */
function platformOf(name: string) {
  const words = (name.split('/').at(-1) ?? '').split(/[-_]/)
  const os = systems.find((system) => words.includes(system))
  const cpu = processors.find((processor) => words.includes(processor)) ?? (words.includes('armv7') ? 'arm' : undefined)
  if (!os || !cpu) return undefined
  const libc =
    os !== 'linux' ? [] : words.includes('musl') ? ['musl'] : words.some((w) => w.startsWith('gnu')) ? ['glibc'] : []
  return { cpu: [cpu], os: [os], ...(libc.length > 0 ? { libc } : {}) }
}

const added: string[] = []
for (const [path, { optionalDependencies = {}, dev, engines }] of Object.entries(lock.packages) as [
  string,
  Package,
][]) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (lock.packages[`${path}/node_modules/${name}`] || lock.packages[`node_modules/${name}`]) continue
    const platform = platformOf(name)
    if (!platform || !/^\d+\.\d+\.\d+/.test(version)) continue
    lock.packages[`node_modules/${name}`] = {
      version,
      ...platform,
      optional: true,
      ...(dev ? { dev } : {}),
      ...(engines ? { engines } : {}),
    }
    added.push(name)
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a === '' ? -1 : b === '' ? 1 : a.localeCompare(b, 'en'))),
)
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${added.length} packages of other platforms added\n`)
