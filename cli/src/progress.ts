import { printable } from '@renum/server'
import { print } from './terminal.ts'

export interface Progress {
  /** So many more are done, one unless it is said; `note` says which. */
  advance(note?: string, count?: number): void
  /** Takes the bar away. */
  end(): void
}

const width = 24

/**
 * Shows how far something is. On a terminal a bar that moves, with the time that is left; elsewhere, as in a log, a line
 * at every tenth.
 *
 * @param total of what is counted, at least 1
 */
export function startProgress(stream: NodeJS.WriteStream, title: string, total: number): Progress {
  const started = performance.now()
  let done = 0
  const draw = (note = '') => {
    const filled = Math.round((width * done) / total)
    const left = done > 0 ? Math.ceil((((performance.now() - started) / done) * (total - done)) / 1000) : 0
    const counts = `${done}/${total}${done < total && left > 0 ? `  ~${left} s` : ''}`
    const line = printable(`  ${title}  ${'█'.repeat(filled)}${'░'.repeat(width - filled)}  ${counts}  ${note}`)
    stream.write(`\r\u001b[K${line.slice(0, (stream.columns ?? 80) - 1)}`)
  }
  if (stream.isTTY) draw()
  return {
    advance(note, count = 1) {
      const before = Math.floor((done * 10) / total)
      done += count
      if (stream.isTTY) draw(note)
      else if (Math.floor((done * 10) / total) > before) print(stream, `  ${title}  ${done}/${total}`)
    },
    end() {
      if (stream.isTTY) stream.write('\r\u001b[K')
    },
  }
}
