import { type Logger, pino } from 'pino'
import { printable } from './printable.ts'

export type { Logger }

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'

/** JSON lines on standard error: standard output belongs to what a command answers. */
export function createLogger(level: LogLevel): Logger {
  const standardError = pino.destination({ fd: 2, sync: true })
  return pino(
    {
      level,
      base: {},
      redact: [
        'authorization',
        'headers.authorization',
        'headers.apikey',
        '*.password',
        '*.token',
        '*.connectionString',
      ],
    },
    // JSON leaves the controls above U+007F as they are.
    { write: (line: string) => standardError.write(printable(line)) },
  )
}
