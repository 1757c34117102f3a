import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A page in Chromium, used as a person uses it: by keys and clicks. */
export interface Tab {
  open(url: string): Promise<void>
  /** What an expression comes to in the page. */
  read<T>(expression: string): Promise<T>
  /** Types into what a selector finds. */
  type(selector: string, text: string): Promise<void>
  click(selector: string): Promise<void>
  /** Waits until an expression is true. Raises what the page shows, after `ms`. */
  until(expression: string, ms?: number): Promise<void>
}

/** Everything that went wrong beside the page's own words: script errors, refused resources, requests to other machines. */
export type Complaints = string[]

interface Message {
  id?: number
  sessionId?: string
  method?: string
  params?: { [name: string]: unknown }
  result?: { [name: string]: unknown }
  error?: { message: string }
}

/**
 * Runs `work` with a tab of a Chromium of its own, whose reader prefers a language.
 *
 * @returns what the browser complained about
 */
export async function inChromium(
  chromium: string,
  language: string,
  work: (tab: Tab) => Promise<void>,
): Promise<Complaints> {
  const folder = await mkdtemp(join(tmpdir(), 'renum-chromium-'))
  // As root Chromium starts only without its sandbox; it opens nothing but our own pages.
  const quiet = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync']
  const child = spawn(
    chromium,
    ['--headless=new', ...quiet, `--accept-lang=${language}`, `--user-data-dir=${folder}`, '--remote-debugging-port=0'],
    { stdio: 'ignore' },
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  try {
    const session = await connect(await addressOf(folder))
    await work(session.tab)
    return session.complaints
  } finally {
    child.kill('SIGKILL')
    await ended
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}

/** Chromium writes down where it listens. */
async function addressOf(folder: string): Promise<string> {
  for (let tries = 0; tries < 300; tries++) {
    const [port, path] = (await readFile(join(folder, 'DevToolsActivePort'), 'utf8').catch(() => '')).split('\n')
    if (port && path) return `ws://127.0.0.1:${port}${path}`
    await sleep(100)
  }
  throw new Error('Chromium does not start')
}

/** Chrome's DevTools Protocol, as far as it is needed here. */
async function connect(address: string) {
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error('Chromium does not answer')))
  })
  const complaints: Complaints = []
  const waiting = new Map<number, (message: Message) => void>()
  socket.addEventListener('message', ({ data }) => {
    const message: Message = JSON.parse(String(data))
    if (message.id !== undefined) waiting.get(message.id)?.(message)
    else complaints.push(...complaintsOf(message))
  })
  let last = 0
  let sessionId: unknown
  async function send(method: string, params: object = {}): Promise<{ [name: string]: unknown }> {
    last += 1
    const id = last
    const answer = new Promise<Message>((resolve) => waiting.set(id, resolve))
    socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }))
    const { result = {}, error } = await answer
    waiting.delete(id)
    if (error) throw new Error(`${method}: ${error.message}`)
    return result
  }
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' })
  ;({ sessionId } = await send('Target.attachToTarget', { targetId, flatten: true }))
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(`${domain}.enable`)
  return { tab: tabOf(send), complaints }
}

function tabOf(send: (method: string, params?: object) => Promise<{ [name: string]: unknown }>): Tab {
  async function read<T>(expression: string): Promise<T> {
    const answer = await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true })
    return (answer.result as { value: T }).value
  }
  async function until(expression: string, ms = 20_000): Promise<void> {
    const deadline = performance.now() + ms
    // While a page is being left there is nothing to ask.
    while (!(await read<boolean>(expression).catch(() => false))) {
      if (performance.now() > deadline) throw new Error(`${expression}: ${await read('document.body.innerText')}`)
      await sleep(100)
    }
  }
  const press = (type: string, at: object) =>
    send('Input.dispatchMouseEvent', { type, ...at, button: 'left', clickCount: 1 })
  return {
    read,
    until,
    async open(url) {
      await send('Page.navigate', { url })
      await until('document.readyState === "complete"')
    },
    async type(selector, text) {
      await read(`document.querySelector(${JSON.stringify(selector)}).focus()`)
      await send('Input.insertText', { text })
    },
    async click(selector) {
      const at = await read<{ x: number; y: number }>(`(() => {
        const element = document.querySelector(${JSON.stringify(selector)})
        element.scrollIntoView({ block: 'center' })
        const { x, y, width, height } = element.getBoundingClientRect()
        return { x: x + width / 2, y: y + height / 2 }
      })()`)
      await press('mousePressed', at)
      await press('mouseReleased', at)
    },
  }
}

function complaintsOf({ method, params = {} }: Message): string[] {
  if (method === 'Runtime.exceptionThrown') return [`script error: ${JSON.stringify(params.exceptionDetails)}`]
  if (method === 'Network.requestWillBeSent') {
    const { url = '' } = params.request as { url?: string }
    const asked = URL.parse(url)
    const here = !asked || !/^(http|ws)s?:$/.test(asked.protocol) || /^(localhost|127\.0\.0\.1)$/.test(asked.hostname)
    return here ? [] : [`asks ${url}`]
  }
  if (method !== 'Log.entryAdded') return []
  const { level, source, text } = params.entry as { level: string; source: string; text: string }
  // An answer that refuses is what a page may well get; its words are looked at.
  return level === 'error' && source !== 'network' ? [text] : []
}
