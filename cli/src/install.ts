import { findStack, type StackConnection, type StackEvent, startStack } from '@renum/embedded'
import { type Config, createLogger, type Logger, migrateAll, type Settings, UnreleasedSchemaError } from '@renum/server'
import { addressesOf, findFreePort } from './addresses.ts'
import { requestStop } from './run-until-signal.ts'
import { print, say } from './terminal.ts'

export interface Install {
  config: Config
  logger: Logger
  /** Where the data are, if on this machine. */
  dataDir: string | null
  /** Whether another process runs the embedded stack: its requests share the database's one session with this command. */
  joined: boolean
  close(): Promise<void>
}

export interface InstallOptions {
  /** What the folder's owner is called where another command finds the folder taken. */
  command: string
  /** Whether to join the stack that another process runs on the folder, instead of refusing. */
  join: boolean
  /** Told about what takes a while. */
  onStep: (text: string) => void
}

/**
 * Where this command works: the configured Supabase, or the embedded stack. A stack that this call starts is brought
 * up to date here, and ends with `close`. Raises UnreleasedSchemaError for a folder of an earlier, unreleased version.
 */
export async function openInstall(given: Settings, { command, join, onStep }: InstallOptions): Promise<Install> {
  const logger = createLogger(given.logLevel)
  const settings = given.supabase ? given : await withPort(given)
  if (settings.supabase) {
    return {
      config: { ...settings, supabase: settings.supabase },
      logger,
      dataDir: null,
      joined: false,
      close: async () => {},
    }
  }
  const running = join ? await findStack(settings.dataDir) : null
  if (running) {
    const config = withStack(settings, running)
    // Its owner may be at it right now: this waits for that.
    await migrateEmbedded(config, logger)
    return { config, logger, dataDir: settings.dataDir, joined: true, close: async () => {} }
  }

  onStep(
    say(
      'Iniciando o Supabase embutido (Postgres, Auth, Storage)…',
      'Starting the embedded Supabase (Postgres, Auth, Storage)…',
    ),
  )
  const stack = await startStack({
    dataDir: settings.dataDir,
    supabasePort: settings.supabasePort,
    dbPort: settings.dbPort,
    // Links in mails are followed from elsewhere, and through the API, as everything of Auth.
    siteUrl: siteUrlOf(settings),
    trustProxy: settings.trustProxy,
    ...(settings.smtpUrl === null ? {} : { smtpUrl: settings.smtpUrl }),
    command,
    onEvent: (event) => showEvent(event, logger),
  })
  try {
    const config = withStack(settings, stack.connection)
    onStep(say('Preparando o banco de dados…', 'Preparing the database…'))
    await stack.withoutLimit(() => migrateEmbedded(config, logger))
    return { config, logger, dataDir: settings.dataDir, joined: false, close: () => stack.stop() }
  } catch (error) {
    await stack.stop()
    throw error
  }
}

/** As `migrateAll`; a refusal names the data folder, which is what to replace. */
async function migrateEmbedded(config: Config, logger: Logger): Promise<void> {
  try {
    await migrateAll(config, logger)
  } catch (error) {
    throw error instanceof UnreleasedSchemaError ? new UnreleasedSchemaError(config.dataDir) : error
  }
}

/** With the port that the API will listen on, of which mails tell: the stack that sends them starts before it. */
async function withPort(settings: Settings): Promise<Settings> {
  return settings.port === 0 ? { ...settings, port: await findFreePort(settings.host) } : settings
}

/** Where mails lead. */
function siteUrlOf({ publicUrl, host, port }: Settings): string {
  return publicUrl ?? addressesOf(host, port).at(-1) ?? `http://localhost:${port}`
}

function withStack(settings: Settings, stack: StackConnection): Config {
  return {
    ...settings,
    // The folder's own key is the oldest one: what was encrypted before ENCRYPTION_KEY was set stays readable.
    encryptionKeys: [...new Set([...settings.encryptionKeys, stack.encryption_key])],
    // One session serves them all: connections that wait for it give nobody more, and one caller a longer turn.
    database: { ...settings.database, poolSize: Math.min(settings.database.poolSize, 4) },
    supabase: {
      url: stack.supabase_url,
      throughApi: true,
      key: stack.publishable_key,
      serviceKey: stack.secret_key,
      jwtSecret: stack.jwt_secret,
      dbUrl: stack.db_url,
      dbDirectUrl: stack.db_url,
    },
  }
}

/** Without an SMTP server, a mail is for the operator to see: it may carry the link that its addressee waits for. */
function showEvent(event: StackEvent, logger: Logger): void {
  if (event.kind === 'mail') {
    const head = say(`E-mail para ${event.to}: ${event.subject}`, `Mail to ${event.to}: ${event.subject}`)
    print(process.stderr, ['', head, ...event.links.map((link) => `  ${link}`), ''].join('\n'))
  } else if (event.kind === 'terminated') {
    requestStop()
  } else if (event.kind === 'restart') {
    logger.warn({ reason: event.reason }, 'database restarted')
  } else if (event.kind === 'failed') {
    print(
      process.stderr,
      say('O banco de dados não se mantém no ar; encerrando.', 'The database does not stay up; stopping.'),
    )
    print(process.stderr, event.error.message)
    process.exit(1)
  } else {
    logger.debug(event.message)
  }
}
