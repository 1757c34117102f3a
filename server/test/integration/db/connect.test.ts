import { randomBytes } from 'node:crypto'
import { createServer, connect as dial } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, inject, it } from 'vitest'
import { parseConnectionUrl } from '../../../src/db/connection/connection-url.ts'
import { probeConnection } from '../../../src/db/connection/probe-connection.ts'
import { connectDatabase, type Database, openDatabase, pool } from '../../../src/db/pool.ts'
import { withTenant } from '../../../src/db/tenant.ts'
import { knowledgeBases } from '../../../src/features/knowledge-bases/knowledge-bases.repository.ts'
import { createLogger } from '../../../src/telemetry/logger.ts'
import { asAdmin, createOwner, logger, testConfig } from '../../harness/harness.ts'

const { name: environment, supabase } = inject('environment')
const options = { ...testConfig().database, waitMs: 0, connectTimeoutMs: 5_000 }
const reached = (url: string, more = {}) => probeConnection(url, { ...options, ...more }, logger)

/** A database URL with something changed. */
function url(base: string, changes: Partial<URL>, parameters: Record<string, string> = {}): string {
  const changed = Object.assign(new URL(base), changes)
  for (const [name, value] of Object.entries(parameters)) changed.searchParams.set(name, value)
  return changed.toString()
}

async function preparedStatements(database: Database): Promise<number> {
  const { rows } = await database[pool].query(
    `select count(*) as n from pg_prepared_statements where name like 'renum%'`,
  )
  return Number(rows[0].n)
}

async function readTwice(database: Database): Promise<void> {
  const owner = await createOwner()
  const list = () => withTenant(database, owner.principal, (tx) => knowledgeBases.list(tx, { limit: 1 }))
  await Promise.all([list(), list(), list(), list()])
}

describe('whose the sessions are', () => {
  it('is known of Supabase’s addresses', () => {
    const sessions = (text: string) => parseConnectionUrl(`postgresql://u:p@${text}/postgres`).sessions
    expect(sessions('aws-0-sa-east-1.pooler.supabase.com:6543')).toBe('pooled')
    expect(sessions('aws-0-sa-east-1.pooler.supabase.com:5432')).toBe('own')
    expect(sessions('db.abc.supabase.co:6543')).toBe('pooled')
    expect(sessions('db.abc.supabase.co:5432')).toBeNull()
    expect(parseConnectionUrl('postgresql://u:p@x/d?pgbouncer=true').sessions).toBe('pooled')
  })

  it('is found out by asking, and only sessions of one’s own hold named statements', async () => {
    const own = environment === 'native'
    const database = await connectDatabase(supabase.dbUrl, { ...options, poolSize: 1 }, logger)
    try {
      expect((await reached(supabase.dbUrl)).ownSessions).toBe(own)
      await readTwice(database)
      if (own) expect(await preparedStatements(database)).toBeGreaterThan(0)
      else expect(await preparedStatements(database)).toBe(0)
    } finally {
      await database.close()
    }
  })

  it('can be told: transaction names nothing anywhere', async () => {
    expect((await reached(supabase.dbUrl, { poolMode: 'transaction' })).ownSessions).toBe(false)
  })

  it.skipIf(environment === 'native')('is not believed where sessions are shared', async () => {
    const attempt = reached(supabase.dbUrl, { poolMode: 'session' })
    await expect(attempt).rejects.toMatchObject({ name: 'ConnectError', fault: 'sessions' })
  })

  it.runIf(environment === 'pgbouncer')(
    'takes a session pooler’s for its own when told so, and never by itself',
    async () => {
      const session = url(supabase.dbUrl, { pathname: '/renum_session' })
      expect((await reached(session)).ownSessions).toBe(false)
      const told = { ...options, poolMode: 'session' as const, poolSize: 2 }
      const database = await connectDatabase(session, told, logger)
      try {
        await readTwice(database)
        expect(await preparedStatements(database)).toBeGreaterThan(0)
        const owner = await createOwner()
        const failing = withTenant(database, owner.principal, (tx) => knowledgeBases.create(tx, { name: ' ' }))
        await expect(failing).rejects.toMatchObject({ code: 'invalid_input' })
        await readTwice(database)
      } finally {
        await database.close()
      }
    },
  )
})

describe.runIf(environment === 'native')('a named statement whose table changes', () => {
  it('costs a transaction and its connection, not the transactions after it', async () => {
    const table = `renum_changing_${randomBytes(4).toString('hex')}`
    await asAdmin(`create table ${table} (a int); grant select on ${table} to renum_tenant`)
    const database = openDatabase(await reached(supabase.dbUrl), { poolSize: 1, connectTimeoutMs: 5_000 }, logger)
    const owner = await createOwner()
    const read = () =>
      withTenant(database, owner.principal, (tx) =>
        tx.run({ sql: `select * from ${table}`, parameters: [], query: undefined } as never),
      )
    try {
      expect(await read()).toEqual([])
      await asAdmin(`alter table ${table} add b int`)
      await expect(read()).rejects.toMatchObject({ code: '0A000' })
      expect(await read()).toEqual([])
    } finally {
      await database.close()
      await asAdmin(`drop table ${table}`)
    }
  })
})

describe('a database that cannot be reached', () => {
  const fault = (text: string) => expect(reached(text)).rejects
  it('says what is wrong with the address', async () => {
    await fault(url(supabase.dbDirectUrl, { hostname: 'nobody.invalid' })).toMatchObject({
      fault: expect.stringMatching(/host|unreachable/),
    })
    await fault('postgresql://u:p@127.0.0.1:1/x').toMatchObject({
      fault: 'unreachable',
      text: { pt: expect.stringContaining('não responde (127.0.0.1:1)') },
    })
  })

  it.skipIf(environment === 'embedded')('says whether it is the password or the name of the database', async () => {
    for (const base of [supabase.dbUrl, supabase.dbDirectUrl]) {
      await fault(url(base, { password: 'wrong' })).toMatchObject({ fault: 'login' })
      await fault(url(base, { pathname: '/nowhere' })).toMatchObject({ fault: 'database' })
    }
  })

  it('never tells the password', async () => {
    const attempt = reached('postgresql://u:hunter2@127.0.0.1:1/x').catch(
      (error) => JSON.stringify(error) + error.stack,
    )
    expect(await attempt).not.toContain('hunter2')
  })

  it('is waited for, with a line for each attempt, until it is there', async () => {
    const lines: string[] = []
    const telling = { ...createLogger('silent'), warn: (_: unknown, text: string) => void lines.push(text) }
    const { hostname, port } = new URL(supabase.dbDirectUrl)
    const relay = createServer((from) => {
      const to = dial(Number(port), hostname)
      from
        .on('error', () => to.destroy())
        .pipe(to)
        .on('error', () => from.destroy())
        .pipe(from)
    })
    const free = await new Promise<number>((resolve) =>
      relay.listen(0, '127.0.0.1', () => resolve((relay.address() as { port: number }).port)),
    )
    await new Promise((resolve) => relay.close(resolve))
    const late = url(supabase.dbDirectUrl, { hostname: '127.0.0.1', port: String(free) })
    const waiting = probeConnection(late, { ...options, waitMs: 30_000 }, telling as never)
    while (lines.length < 2) await sleep(20)
    relay.listen(free, '127.0.0.1')
    await waiting
    relay.close()
    expect(lines[0]).toMatch(/^waiting for the database, \d+ s more at most$/)
  })
})

describe('sslmode', () => {
  const tls = (parameters: string) => parseConnectionUrl(`postgresql://u:p@h/d?${parameters}`).tls
  it('means what it means to libpq', () => {
    expect(tls('')).toEqual([{ rejectUnauthorized: false }, null])
    expect(tls('sslmode=disable')).toEqual([null])
    expect(tls('sslmode=allow')).toEqual([null, { rejectUnauthorized: false }])
    expect(tls('sslmode=require')).toEqual([{ rejectUnauthorized: false }])
    expect(tls('sslmode=verify-full')).toEqual([{}])
    expect(tls('sslrootcert=system')).toEqual([{}])
  })

  it('refuses what it does not know, and what would mean less than it says', () => {
    for (const parameters of [
      'sslmode=on',
      'sslmode=verify-ca',
      'sslmode=require&sslrootcert=system',
      'sslmode=verify-full&sslcrl=x',
      'sslmode=verify-full&sslrootcert=not-there.pem',
    ]) {
      expect(() => tls(parameters), parameters).toThrow(expect.objectContaining({ fault: 'sslmode' }))
    }
  })
})

const { RENUM_TEST_CA_FILE: ca = '', RENUM_TEST_OTHER_CA_FILE: otherCa = '' } = process.env

/** The lane's server has a certificate for localhost, and none for 127.0.0.1. */
describe.runIf(environment === 'native')('TLS to a Postgres that has it', () => {
  const local = (parameters: Record<string, string>, hostname = 'localhost') =>
    url(supabase.dbDirectUrl, { hostname }, parameters)
  const encrypted = async (text: string) => Boolean((await reached(text)).config.ssl)

  it('is used unless disabled', async () => {
    expect(await encrypted(local({}))).toBe(true)
    expect(await encrypted(local({ sslmode: 'require' }, '127.0.0.1'))).toBe(true)
    expect(await encrypted(local({ sslmode: 'allow' }))).toBe(false)
    expect(await encrypted(local({ sslmode: 'disable' }))).toBe(false)
  })

  it('trusts the certificate of the named authority for the named host alone', async () => {
    const full = { sslmode: 'verify-full', sslrootcert: ca }
    expect(await encrypted(local(full))).toBe(true)
    expect(await encrypted(local({ ...full, sslmode: 'verify-ca' }, '127.0.0.1'))).toBe(true)
    const refused = [
      local(full, '127.0.0.1'),
      local({ ...full, sslrootcert: otherCa }),
      local({ sslmode: 'verify-ca', sslrootcert: otherCa }),
      local({ sslmode: 'require', sslrootcert: otherCa }),
      local({ sslmode: 'verify-full' }),
    ]
    for (const text of refused) {
      await expect(reached(text), text).rejects.toMatchObject({ fault: 'certificate' })
    }
  })

  it('is what a server may insist on', async () => {
    await asAdmin(`create role renum_tls_only login password 'secret' in role renum_login`)
    const as = (sslmode: string) => url(local({ sslmode }), { username: 'renum_tls_only', password: 'secret' })
    try {
      await expect(reached(as('disable'))).rejects.toMatchObject({ fault: 'tls_required' })
      expect(await encrypted(as('require'))).toBe(true)
      expect(await encrypted(as('allow'))).toBe(true)
    } finally {
      await asAdmin('drop role renum_tls_only')
    }
  })
})
