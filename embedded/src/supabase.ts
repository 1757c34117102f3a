import { App, setExperimental } from '@supabase/lite'
import { createPostgresConnection, type PostgresConnection } from '@supabase/lite/postgres'
import { accountsOf } from './auth/accounts.ts'
import { createCodeTries } from './auth/code-tries.ts'
import { authRulesSql } from './auth/rules-sql.ts'
import { bootstrapSql, storageGrantsSql } from './bootstrap-sql.ts'
import { listen } from './http/listen.ts'
import { filterRequests } from './http/request-filter.ts'
import { createMailer, inLanguage } from './mail/mailer.ts'
import { FileStorage } from './storage/file-storage.ts'
import type { MailEvent } from './types.ts'

export interface SupabaseOptions {
  /** Postgres that carries the `auth` and `storage` schemas; they are created if missing. */
  dbUrl: string
  /** Port on 127.0.0.1; 0 takes a free one. */
  port: number
  siteUrl: string
  /** Folder of Storage's files. */
  storageDir: string
  publishableKey: string
  secretKey: string
  jwtSecret: string
  /** Without it mails go to `onMail` and new accounts need no confirmation. */
  smtpUrl?: string | undefined
  onMail?: (mail: MailEvent) => void
  /** How many proxies of ours stand in front, whose X-Forwarded-For is believed; none unless it is said. */
  trustProxy?: number | undefined
}

export interface ServedSupabase {
  url: string
  port: number
  publishable_key: string
  secret_key: string
  jwt_secret: string
  stop(): Promise<void>
}

/** Serves Supabase's Auth, Storage and Data API (supabase-js's side of a project) over any Postgres. */
export async function serveSupabase(options: SupabaseOptions): Promise<ServedSupabase> {
  const connection = connectTo(options.dbUrl)
  let url = ''
  try {
    const app = createApp(connection, options)
    const codes = createCodeTries(connection, options.jwtSecret)
    app._mailer = createMailer({
      smtpUrl: options.smtpUrl,
      siteUrl: options.siteUrl,
      jwtSecret: options.jwtSecret,
      onMail: options.onMail ?? (() => {}),
      onCode: (address) => codes.begin(address),
    })
    await connection.driver.unsafe(bootstrapSql).simple()
    await app.ensureSystemSchema()
    await connection.driver.unsafe(storageGrantsSql).simple()
    await connection.driver.unsafe(authRulesSql).simple()
    const handler = filterRequests(app, {
      publishableKey: options.publishableKey,
      secretKey: options.secretKey,
      jwtSecret: options.jwtSecret,
      issuer: () => `${url}/auth/v1`,
      trustProxy: options.trustProxy ?? 0,
      accounts: accountsOf(connection),
      codes,
      inLanguage,
    })
    const server = await listen(handler, options.port)
    url = `http://127.0.0.1:${server.port}`
    return {
      url,
      port: server.port,
      publishable_key: options.publishableKey,
      secret_key: options.secretKey,
      jwt_secret: options.jwtSecret,
      async stop() {
        await server.close()
        await connection.close()
      },
    }
  } catch (error) {
    await connection.close()
    throw error
  }
}

function connectTo(url: string): PostgresConnection {
  const connection = createPostgresConnection({
    url,
    postgresOptions: { prepare: false, max: 4, onnotice() {} },
  })
  // Its first request with a role would otherwise GRANT ALL on every table of every schema that has row security,
  // now and by default, to anon and authenticated. Told that this is done, it leaves the grants to the migrations.
  Object.assign(connection, { rlsState: 'active' })
  return connection
}

function createApp(connection: PostgresConnection, options: SupabaseOptions): App {
  setExperimental('storage', true)
  const app = new App({
    connection,
    auth: {
      enabled: true,
      jwt_secret: options.jwtSecret,
      publishable_key: options.publishableKey,
      secret_key: options.secretKey,
      site_url: options.siteUrl,
      additional_redirect_urls: [new URL('/**', options.siteUrl).toString()],
      minimum_password_length: 8,
      // With both mailboxes asked, 0.10 changes the address when the old one confirms it, and never asks the new one.
      email: { enable_confirmations: options.smtpUrl !== undefined, double_confirm_changes: false },
    },
    storage: { enabled: true },
    studio: { enabled: false },
    db: { migrations: { enabled: false } },
    options: {
      server: { admin: false, disableStudio: true },
    },
  })
  app._storageAdapter = new FileStorage(options.storageDir)
  return app as unknown as App
}
