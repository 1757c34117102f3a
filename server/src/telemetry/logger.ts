import { type Logger, pino } from 'pino'

export type { Logger }

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'

/** JSON lines on standard error: standard output belongs to what a command answers. */
export function createLogger(level: LogLevel): Logger {
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
    pino.destination({ fd: 2, sync: true }),
  )
}
