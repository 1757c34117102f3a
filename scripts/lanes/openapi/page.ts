// Opens the reference page in Chromium, in both languages: says how many operations and webhooks it shows; ends with 1 and
// says what is wrong, where one is missing or has no summary in that language, a request leaves for another host, or the page's own security policy stops something of it.
//   page.ts <url> <chromium> <folder>
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const [url = '', chromium = '', folder = ''] = process.argv.slice(2)

interface Description {
  paths: Record<string, Record<string, { operationId: string; tags: string[]; summary: string }>>
  webhooks: Record<string, { post: { summary: string } }>
}
interface NetLog {
  events: { params?: { url?: string; initiator?: string } }[]
}

/** What is wrong with the page in a language. */
async function look(language: 'pt' | 'en') {
  const profile = join(folder, language)
  const { stdout: dom, stderr } = await promisify(execFile)(
    chromium,
    [
      '--headless=new',
      // As root Chromium starts only so; it opens nothing but our own page.
      '--no-sandbox',
      '--disable-gpu',
      `--user-data-dir=${profile}`,
      `--accept-lang=${language === 'pt' ? 'pt-BR' : 'en-US'}`,
      ...['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
      '--enable-logging=stderr',
      `--log-net-log=${join(profile, 'net.json')}`,
      '--virtual-time-budget=20000',
      '--dump-dom',
      `${url}/docs`,
    ],
    { timeout: 60_000, maxBuffer: 64 * 1024 * 1024 },
  )
  const description = `${url}/openapi.json?lang=${language}`
  const { paths, webhooks }: Description = JSON.parse(await (await fetch(description)).text())
  const operations = Object.values(paths).flatMap((item) => Object.values(item))
  const shown = (text: string) => dom.includes(text.replaceAll('&', '&amp;'))
  const idOf = ({ tags, operationId }: (typeof operations)[number]) => `${tags[0]?.replaceAll(' ', '_')}-${operationId}`
  const missing = operations.filter((one) => !dom.includes(`id="operations-${idOf(one)}"`) || !shown(one.summary))
  const messages = Object.entries(webhooks)
  const unsaid = messages.filter(([type, { post }]) => !dom.includes(`data-path="${type}"`) || !shown(post.summary))
  const { events }: NetLog = JSON.parse(await readFile(join(profile, 'net.json'), 'utf8'))
  // Chromium asks for things of its own too: those are of no page.
  const { origin } = new URL(url)
  const asked = events.flatMap(({ params }) => (params?.initiator === origin && params.url ? [params.url] : []))
  const foreign = asked.filter((address) => /^(http|ws)s?:/.test(address) && new URL(address).origin !== origin)
  const refused = stderr.split('\n').filter((line) => /Content Security Policy|CONSOLE.*(Error|Refused)/.test(line))
  const wrong = [
    ...missing.map(({ operationId }) => `does not show ${operationId}, or not its summary`),
    ...unsaid.map(([type]) => `does not show the message ${type}, or not its summary`),
    ...[...new Set(foreign)].map((address) => `asks ${address}`),
    ...refused,
    ...(asked.includes(description) ? [] : ['does not ask for the description']),
    ...(shown(language === 'pt' ? 'Como obter um token' : 'How to get a token')
      ? []
      : ['does not say how to get a token']),
  ]
  return { wrong: wrong.map((text) => `${language}: ${text}`), counted: [operations.length, messages.length] }
}

const [pt, en] = [await look('pt'), await look('en')]
const wrong = [...pt.wrong, ...en.wrong]
const [operations, messages] = pt.counted
const right = `page shows ${operations} operations and ${messages} webhooks in both languages`
process.stdout.write(wrong.length > 0 ? wrong.join('; ') : right)
process.exitCode = wrong.length > 0 ? 1 : 0
