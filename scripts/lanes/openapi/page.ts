// Opens the reference page in Chromium: says how many operations it shows; ends with 1 and says what is wrong, where one
// is missing, a request leaves for another host, or the page's own security policy stops something of it.
//   page.ts <url> <chromium> <folder>
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const [url = '', chromium = '', folder = ''] = process.argv.slice(2)

interface Description {
  paths: Record<string, Record<string, { operationId: string; tags: string[] }>>
}
interface NetLog {
  events: { params?: { url?: string; initiator?: string } }[]
}

const { stdout: dom, stderr } = await promisify(execFile)(
  chromium,
  [
    '--headless=new',
    // As root Chromium starts only so; it opens nothing but our own page.
    '--no-sandbox',
    '--disable-gpu',
    `--user-data-dir=${folder}`,
    ...['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    '--enable-logging=stderr',
    `--log-net-log=${join(folder, 'net.json')}`,
    '--virtual-time-budget=20000',
    '--dump-dom',
    `${url}/docs`,
  ],
  { timeout: 60_000, maxBuffer: 64 * 1024 * 1024 },
)

const { paths }: Description = JSON.parse(await (await fetch(`${url}/openapi.json`)).text())
const operations = Object.values(paths).flatMap((item) => Object.values(item))
const missing = operations.filter(
  ({ tags, operationId }) => !dom.includes(`id="operations-${tags[0]?.replaceAll(' ', '_')}-${operationId}"`),
)
const { events }: NetLog = JSON.parse(await readFile(join(folder, 'net.json'), 'utf8'))
// Chromium asks for things of its own too: those are of no page.
const { origin } = new URL(url)
const asked = events.flatMap(({ params }) => (params?.initiator === origin && params.url ? [params.url] : []))
const foreign = asked.filter((address) => /^(http|ws)s?:/.test(address) && new URL(address).origin !== origin)
const refused = stderr.split('\n').filter((line) => /Content Security Policy|CONSOLE.*(Error|Refused)/.test(line))

const wrong = [
  ...missing.map(({ operationId }) => `does not show ${operationId}`),
  ...[...new Set(foreign)].map((address) => `asks ${address}`),
  ...refused,
  ...(asked.includes(`${url}/openapi.json`) ? [] : ['does not ask for the description']),
]
process.stdout.write(wrong.length > 0 ? wrong.join('; ') : `page shows ${operations.length} operations`)
process.exitCode = wrong.length > 0 ? 1 : 0
