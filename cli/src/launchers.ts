import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { promisify } from 'node:util'

const CHECK_MS = 500

interface ProcessInfo {
  parent: number
  command: string[]
}

/**
 * Calls back when one of the processes that this one was launched through has ended. Such are npm, its shell, and
 * `renum.mjs` on an older Node: npm passes a signal on to its shell, which ends without telling what it runs, and SIGKILL
 * is passed on by none of them. Whatever else started this process (a terminal, nohup, setsid, a service manager) may end,
 * and leaves it running.
 */
export async function watchLaunchers(onGone: () => void): Promise<void> {
  const launchers = await findLaunchers(process.ppid, inspect)
  if (launchers.length === 0) return
  const timer = setInterval(() => {
    const before = [process.pid, ...launchers]
    if (launchers.every((launcher, i) => isParent(launcher, before[i] ?? 0))) return
    clearInterval(timer)
    onGone()
  }, CHECK_MS)
  timer.unref()
}

/**
 * The ids of the processes that a command was launched through, nearest first, from its parent upwards.
 *
 * @param look what is known of a process, null where nothing is
 */
export async function findLaunchers(
  parent: number,
  look: (pid: number) => Promise<ProcessInfo | null>,
): Promise<number[]> {
  const found: number[] = []
  let pid = parent
  let info = await look(pid)
  if (info && isOlderNode(info.command)) {
    found.push(pid)
    pid = info.parent
    info = await look(pid)
  }
  if (info && isNpm(info.command)) return [...found, pid]
  if (info && isShellOfRenum(info.command)) {
    const above = await look(info.parent)
    if (above && isNpm(above.command)) return [...found, pid, info.parent]
  }
  return found
}

function isOlderNode([, script]: string[]): boolean {
  return script !== undefined && ['renum', 'renum.mjs'].includes(basename(script))
}

/** npm writes over its command line: `npm start`, `npm exec renum start` for npx. */
function isNpm([name = '', script = '']: string[]): boolean {
  return /^(npm|npx)( |$)/.test(name) || /^(npm|npx)(-cli\.js)?$/.test(basename(script))
}

/** Nothing of the shell's own outside of quotation marks, which npm puts around what it was given: no `&`, no second command. */
const plain = /^(?:'[^']*'|"[^"$`\\]*"|\\'|[^'"\\&;|()`$#\n])+$/

/** A shell that runs renum alone and waits for it. What it puts in the background is meant to outlive it. */
function isShellOfRenum([shell = '', option, ...script]: string[]): boolean {
  const line = script.join(' ')
  return (
    /^(sh|bash|dash|ash|zsh|ksh)$/.test(basename(shell)) &&
    option === '-c' &&
    plain.test(line) &&
    /^(\w+=\S* )*(exec )?(\S*\/)?renum(\.mjs)?( |$)/.test(line.replace(/['"]/g, ''))
  )
}

async function inspect(pid: number): Promise<ProcessInfo | null> {
  try {
    if (process.platform === 'linux') {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0+$/, '').split('\0')
      return { parent: parentOf(pid), command }
    }
    if (process.platform === 'win32') return null
    const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=', '-o', 'args=', '-p', String(pid)])
    const [parent = '', ...command] = stdout.trim().split(/\s+/)
    return { parent: Number(parent), command }
  } catch {
    return null
  }
}

/** Linux alone. A process' name, in brackets, may hold anything. */
function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return Number(stat.slice(stat.lastIndexOf(')') + 1).split(' ')[2])
}

/** A process gets another parent the moment that its own ends, even where nothing waits for that one. */
function isParent(pid: number, child: number): boolean {
  if (child === process.pid) return process.ppid === pid
  try {
    if (process.platform === 'linux') return parentOf(child) === pid
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
