// Whichever process of a command gets the signal, all of them end: npm, its shell, an older Node, the command, its children.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findLaunchers } from '../src/launchers.ts'
import { temporaryFolder } from './renum.ts'

const root = join(import.meta.dirname, '../..')
const bin = join(root, 'cli/bin/renum.mjs')

/** Every Node on the path that renum.mjs goes on from with a newer one, by its version. */
async function findOlderNodes(): Promise<[string, string][]> {
  const found = new Map<string, string>()
  for (const path of process.env.PATH?.split(delimiter) ?? []) {
    const node = join(path, 'node')
    const version = await promisify(execFile)(node, ['--version']).then(
      ({ stdout }) => stdout.trim(),
      () => '',
    )
    if (version && Number.parseInt(version.slice(1), 10) < 24) found.set(version, node)
  }
  return [...found]
}

const olderNodes = await findOlderNodes()

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let groups: ChildProcess[] = []
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(async () => {
  for (const { pid = 0 } of groups) {
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // The group has ended, as it should.
    }
  }
  groups = []
  await folder.remove()
})

/** Runs a command in a process group of its own, with nothing of this process's environment but the path. */
function run(file: string, ...args: string[]) {
  const child = spawn(file, args, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: tmpdir(),
      LANG: 'pt_BR.UTF-8',
      TMPDIR: folder.path,
      EMBEDDINGS_DOWNLOAD: '0',
      RENUM_DATA_DIR: join(folder.path, 'data'),
      PORT: '0',
      RENUM_SUPABASE_PORT: '0',
      RENUM_DB_PORT: '0',
    },
  })
  groups.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      output += data
    })
  }
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return {
    pid: child.pid ?? 0,
    exit,
    output: () => output,
    says: (text: string) => until(() => output.includes(text), `${text} of:\n${output}`),
  }
}

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 30_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`never: ${what}`)
    await sleep(50)
  }
}

interface Process {
  pid: number
  command: string
}

/** The processes of a group, oldest first. */
async function processesOf(group: number): Promise<Process[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0)
  const found: Process[] = []
  for (const pid of pids.sort((a, b) => a - b)) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    const [state, , ofGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (Number(ofGroup) === group && state !== 'Z') found.push({ pid, command: command.replaceAll('\0', ' ').trim() })
  }
  return found
}

/** What each is: of a chain this says everything. */
const kinds = (chain: Process[]) =>
  chain.map(({ command }) => /^npm \w+|^sh -c|model-child\.ts|child\.ts|renum\.mjs|renum/.exec(command)?.[0])

async function allEnd(group: number): Promise<void> {
  await until(async () => (await processesOf(group)).length === 0, 'the end of all processes')
}

const serving = 'Ctrl+C encerra.'

describe('a server', () => {
  it('ends with the npm that got the signal, and its folder is free for the next one', async () => {
    const first = run('npm', 'start')
    await first.says(serving)
    expect(kinds(await processesOf(first.pid))).toEqual(['npm start', 'sh -c', 'renum', 'child.ts', 'model-child.ts'])
    process.kill(first.pid, 'SIGTERM')
    await first.exit
    await allEnd(first.pid)
    expect(first.output()).toContain('Encerrando…')

    const second = run('npm', 'start')
    await second.says(serving)
    // And with the process of its database.
    const chain = await processesOf(second.pid)
    process.kill(chain.find(({ command }) => command.includes('/child.ts'))?.pid ?? 0, 'SIGTERM')
    expect(await second.exit).toBe(0)
    await allEnd(second.pid)
    expect(second.output()).toContain('Encerrando…')
  })

  it('outlives the shell that started it with nohup, and ends with its npm, even where that is killed', async () => {
    const shell = run('sh', '-c', 'nohup npx renum start & sleep 1')
    await shell.says(serving)
    await shell.exit
    const chain = await processesOf(shell.pid)
    expect(kinds(chain)).toEqual(['npm exec', 'sh -c', 'renum', 'child.ts', 'model-child.ts'])
    // Longer than it takes to notice that a launcher has ended.
    await sleep(1_200)
    expect(await processesOf(shell.pid)).toEqual(chain)
    process.kill(chain[0]?.pid ?? 0, 'SIGKILL')
    await allEnd(shell.pid)
    expect(shell.output()).toContain('Encerrando…')
  })
})

describe('a command that would end by itself', () => {
  const starting = 'Preparando o banco'
  const temporaryInstalls = async () => (await readdir(folder.path)).filter((name) => name.startsWith('renum-'))

  it('ends where all get the signal, as from a service manager, and leaves nothing', async () => {
    const demo = run('npm', 'run', 'demo')
    await demo.says(starting)
    // Sent, noticed and reported by the database's process: it is one request.
    process.kill(-demo.pid, 'SIGTERM')
    await demo.exit
    await allEnd(demo.pid)
    expect(await temporaryInstalls()).toEqual([])
  })

  it.each(olderNodes)('ends with the Node that started it, %s, when that is killed', async (_, node) => {
    const demo = run(node, bin, 'demo')
    await demo.says(starting)
    const chain = await processesOf(demo.pid)
    expect(kinds(chain)).toEqual(['renum.mjs', 'renum.mjs', 'child.ts'])
    process.kill(demo.pid, 'SIGKILL')
    await allEnd(demo.pid)
    expect(await temporaryInstalls()).toEqual([])
  })
})

describe('what a command was launched through', () => {
  const npm = ['npm start']
  const npx = ['npm exec renum start']
  const node = ['/usr/bin/node', '/app/node_modules/.bin/renum', 'start']

  /** Of the command's parent, its parent, and so on: which of them the command ends with. */
  async function among(...commands: string[][]): Promise<number[]> {
    const look = async (pid: number) => ({ parent: pid + 1, command: commands[pid] ?? ['/sbin/init'] })
    return findLaunchers(0, look)
  }

  it('is npm, and its shell where that waits', async () => {
    expect(await among(npm)).toEqual([0])
    expect(await among(['/usr/bin/node', '/usr/lib/node_modules/npm/bin/npm-cli.js', 'start'])).toEqual([0])
    expect(await among(['sh', '-c', 'renum start'], npm)).toEqual([0, 1])
    expect(await among(['sh', '-c', "'renum' ingest 'a & b' --email a@b.example"], npx)).toEqual([0, 1])
    expect(await among(['/bin/sh', '-c', 'LANG=en PORT=0 renum start'], npm)).toEqual([0, 1])
  })

  it('is an older Node, and what that was launched through', async () => {
    expect(await among(node)).toEqual([0])
    expect(await among(node, ['sh', '-c', "'renum' start"], npx)).toEqual([0, 1, 2])
    expect(await among(node, ['-bash'])).toEqual([0])
  })

  it('is nothing where the command is to go on alone', async () => {
    expect(await among(['-bash'])).toEqual([])
    expect(await among(['bash', '-c', 'renum start'], ['sshd: ana'])).toEqual([])
    for (const script of [
      'renum start &',
      'nohup renum start',
      'renum start & echo $!',
      'setsid renum start',
      '(renum start)',
    ]) {
      expect(await among(['sh', '-c', script], npm), script).toEqual([])
    }
    expect(await among(['/usr/bin/node', '/app/supervise.js'], npm)).toEqual([])
    expect(await findLaunchers(7, async () => null)).toEqual([])
  })
})
