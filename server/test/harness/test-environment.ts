import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStack } from '@renum/embedded'
import { serveSupabase } from '@renum/embedded/supabase'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import type { SupabaseConfig } from '../../src/config.ts'
import { migrateAll } from '../../src/start/migrate.ts'
import { createLogger } from '../../src/telemetry/logger.ts'
import { hostedAuthSql } from './auth-schema.ts'

/** Where the server's tests run: one Supabase and one migrated database for all of them. */
export interface TestEnvironment {
  name: 'embedded' | 'native' | 'pgbouncer'
  supabase: SupabaseConfig
  /** A superuser, to arrange and look behind the scenes; the product never gets it. */
  adminUrl: string
}

declare module 'vitest' {
  interface ProvidedContext {
    environment: TestEnvironment
  }
}

/** Somebody with an account before Renum was installed; not on the embedded environment, which begins with Renum. */
export const earlyBird = '00000000-0000-4000-8000-000000000001'
/** The second factor that they had verified by then. */
const earlyFactor = '00000000-0000-4000-8000-000000000002'

/**
 * RENUM_TEST_ENVIRONMENT chooses: `embedded` (default), or a lane that scripts/lanes/run.sh has started, whose Postgres is
 * migrated here by an owner without SUPERUSER and BYPASSRLS.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const name = process.env.RENUM_TEST_ENVIRONMENT ?? 'embedded'
  const folder = await mkdtemp(join(tmpdir(), 'renum-test-'))
  const { environment, stop } = name === 'embedded' ? await openEmbedded(folder) : await openLane(name, folder)
  try {
    await migrateAll(
      {
        supabase: environment.supabase,
        database: { poolSize: 4, connectTimeoutMs: 10_000, waitMs: 0, poolMode: 'auto', strictLogin: false },
      },
      createLogger('error'),
    )
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('environment', environment)
  return async () => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function openEmbedded(folder: string): Promise<{ environment: TestEnvironment; stop: () => Promise<void> }> {
  const stack = await startStack({
    dataDir: folder,
    supabasePort: 0,
    dbPort: 0,
    siteUrl: 'http://localhost:3000',
    command: 'server tests',
  })
  const { supabase_url, publishable_key, secret_key, jwt_secret, db_url } = stack.connection
  return {
    environment: {
      name: 'embedded',
      supabase: {
        url: supabase_url,
        key: publishable_key,
        serviceKey: secret_key,
        jwtSecret: jwt_secret,
        dbUrl: db_url,
        dbDirectUrl: db_url,
      },
      adminUrl: db_url,
    },
    stop: () => stack.stop(),
  }
}

/**
 * The library through which this Supabase reaches its database writes to a socket that a crash of the database has taken
 * away (postgres 3.4, nextWrite), and reconnects with the next statement. Whatever else nobody catches ends the run.
 */
function surviveCrash(error: Error): void {
  if (!error.stack?.includes('/postgres/src/connection.js')) throw error
  process.stderr.write(`the database went away under Storage: ${error.message}\n`)
}

async function openLane(
  name: string,
  folder: string,
): Promise<{ environment: TestEnvironment; stop: () => Promise<void> }> {
  const { RENUM_TEST_DB_URL, RENUM_TEST_DIRECT_URL, RENUM_TEST_ADMIN_URL } = process.env
  if (
    (name !== 'native' && name !== 'pgbouncer') ||
    !RENUM_TEST_DB_URL ||
    !RENUM_TEST_DIRECT_URL ||
    !RENUM_TEST_ADMIN_URL
  ) {
    throw new Error(`the environment ${name} is not there: run its lane with scripts/lanes/run.sh`)
  }
  // The platform's part, as on hosted Supabase: Auth and Storage own their schemas, the owner of ours may hang a
  // trigger and policies there, and no more.
  const jwtSecret = crypto.randomUUID() + crypto.randomUUID()
  process.on('uncaughtException', surviveCrash)
  const served = await serveSupabase({
    dbUrl: RENUM_TEST_ADMIN_URL,
    port: 0,
    siteUrl: 'http://localhost:3000',
    storageDir: join(folder, 'storage'),
    publishableKey: 'sb_publishable_test',
    secretKey: 'sb_secret_test',
    jwtSecret,
  })
  const admin = new pg.Client({ connectionString: RENUM_TEST_ADMIN_URL })
  await admin.connect()
  await admin.query(hostedAuthSql('renum_owner'))
  await admin.query(`
    grant usage on schema storage to renum_owner with grant option;
    create role supabase_storage_admin nologin;
    alter table storage.objects owner to supabase_storage_admin;
    alter table storage.buckets owner to supabase_storage_admin;
    grant create, usage on schema storage to supabase_storage_admin;
    grant supabase_storage_admin to renum_owner;
    -- As projects made before 2026 have it: whatever is made in public is everybody's, unless somebody says no.
    alter default privileges for role renum_owner in schema public grant all on tables to anon, authenticated;
    alter default privileges for role renum_owner in schema public grant all on functions to anon, authenticated;
    insert into auth.users (id, email) values ('${earlyBird}', 'early@test.example');
    insert into auth.mfa_factors (id, user_id, factor_type, status, created_at, updated_at)
      values ('${earlyFactor}', '${earlyBird}', 'totp', 'verified', now(), now())`)
  await admin.end()
  return {
    environment: {
      name,
      supabase: {
        url: served.url,
        key: served.publishable_key,
        serviceKey: served.secret_key,
        jwtSecret,
        dbUrl: RENUM_TEST_DB_URL,
        dbDirectUrl: RENUM_TEST_DIRECT_URL,
      },
      adminUrl: RENUM_TEST_ADMIN_URL,
    },
    stop: () => served.stop(),
  }
}
