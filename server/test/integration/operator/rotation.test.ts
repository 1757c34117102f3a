import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { Database } from '../../../src/db/pool.ts'
import { useCredential } from '../../../src/features/credentials/credentials.ts'
import { checkKeys } from '../../../src/features/encryption-keys/encryption-keys.ts'
import { asAdmin, openTestDatabase } from '../../harness/harness.ts'
import { forgetEverything, newKey, registeredKeys, ringOf } from '../../harness/keys.ts'

/** `renum keys rotate` as a process that is killed. `npm run test:rotation` is the same at full size. */
const total = Number(process.env.RENUM_TEST_ROTATION_ROWS ?? 5_000)
const bin = join(import.meta.dirname, '../../../../cli/bin/renum.mjs')
const [old, fresh] = [newKey(), newKey()]

let database: Database
beforeAll(async () => {
  database = openTestDatabase()
  await forgetEverything()
})
afterAll(async () => {
  await forgetEverything()
  await database.close()
})

interface Row {
  client_id: string
  id: string
}

/** Rows of a hundred clients, written past the triggers, which are not what is tested. */
async function seedTablesWithoutRoutes(): Promise<Row[]> {
  const clients = Array.from({ length: 100 }, () => randomUUID())
  const rows = Array.from({ length: total }, (_, i) => ({ client_id: clients[i % 100] as string, id: randomUUID() }))
  const ring = ringOf(old)
  const admin = new pg.Client({ connectionString: inject('environment').adminUrl })
  await admin.connect()
  try {
    await admin.query('set session_replication_role = replica')
    await admin.query(`insert into clients (id, name) select unnest($1::uuid[]), 'Rotation'`, [clients])
    for (let at = 0; at < rows.length; at += 5_000) {
      const part = rows.slice(at, at + 5_000)
      await admin.query(
        `insert into api_credentials (client_id, id, name, service_name, credential_type, settings, encrypted_value, key_id)
         select r.client_id, r.id, 'R', 'r', 'openai_compatible', '{"base_url": "https://service.invalid"}', r.token, $4
           from unnest($1::uuid[], $2::uuid[], $3::text[]) as r (client_id, id, token)`,
        [
          part.map(({ client_id }) => client_id),
          part.map(({ id }) => id),
          part.map((row) => ring.seal(row, `sk-${row.id}`).token),
          old.id,
        ],
      )
    }
    await admin.query('analyze api_credentials')
  } finally {
    await admin.end()
  }
  return rows
}

/** What somebody at a terminal runs, with nothing of this process's environment but the path. */
function startRotation() {
  const { supabase } = inject('environment')
  const child = spawn(process.execPath, [bin, 'keys', 'rotate', '--json'], {
    env: {
      PATH: process.env.PATH,
      SUPABASE_URL: supabase.url,
      SUPABASE_KEY: supabase.key,
      SUPABASE_SERVICE_KEY: supabase.serviceKey,
      SUPABASE_DB_URL: supabase.dbUrl,
      RENUM_DB_DIRECT_URL: supabase.dbDirectUrl,
      ENCRYPTION_KEY: `${fresh.key},${old.key}`,
    },
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (data) => {
    out += data
  })
  child.stderr.on('data', (data) => {
    err += data
  })
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return { child: child as ChildProcess, ended, out: () => out, err: () => err }
}

const countOld = async () => {
  const [row] = await asAdmin<{ rows: number }>('select count(*)::int as rows from api_credentials where key_id = $1', [
    old.id,
  ])
  return row?.rows ?? Number.NaN
}

it(`rotates ${total} credentials though it is killed halfway, while they are in use`, async () => {
  expect(await checkKeys(database, ringOf(old))).toEqual([])
  const rows = await seedTablesWithoutRoutes()

  const first = startRotation()
  const killed = new Promise<void>((resolve) => {
    // The first line comes after a tenth, the fourth after four.
    first.child.stderr?.on('data', () => {
      if (first.err().split('\n').length > 4) {
        first.child.kill('SIGKILL')
        resolve()
      }
    })
  })
  await Promise.race([killed, first.ended])
  await first.ended
  expect(first.child.signalCode, first.err()).toBe('SIGKILL')
  const left = await countOld()
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(total)
  expect(await registeredKeys()).toEqual([old.id, fresh.id])

  const second = startRotation()
  let running = true
  const services = { database, keyring: ringOf(fresh, old) }
  let used = 0
  const using = (async () => {
    while (running) {
      const { client_id, id } = rows[Math.floor(Math.random() * rows.length)] as Row
      const { secret } = await useCredential(services, { kind: 'job', client_id }, id, 'models')
      expect(secret.reveal()).toBe(`sk-${id}`)
      used++
    }
  })()
  expect(await second.ended.finally(() => (running = false)), second.err()).toBe(0)
  await using
  const rotation = JSON.parse(second.out())
  expect(rotation).toMatchObject({ ok: true, unreadable: [], left: 0, retired: [old.id] })
  expect(rotation.rotated).toBe(left)

  const ring = ringOf(fresh)
  const sealed = await asAdmin<Row & { encrypted_value: string; key_id: string }>(
    'select client_id, id, encrypted_value, key_id from api_credentials',
  )
  expect(sealed).toHaveLength(total)
  expect(sealed.filter((row) => row.key_id !== fresh.id)).toEqual([])
  expect(sealed.filter((row) => ring.open(row, row.encrypted_value) !== `sk-${row.id}`)).toEqual([])
  expect(await registeredKeys()).toEqual([fresh.id])
  process.stdout.write(
    `rotation: ${JSON.stringify({ rows: total, left_when_killed: left, rows_per_second: rotation.rows_per_second, used_meanwhile: used })}\n`,
  )
}, 600_000)
