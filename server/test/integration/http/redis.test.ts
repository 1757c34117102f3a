import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@redis/client'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createRateLimits, type RateLimits } from '../../../src/providers/rate-limits/rate-limits.ts'
import { openRedis } from '../../../src/providers/redis/redis.ts'

/** Limits over a real Redis, of this test's own: scripts/lanes/redis.sh sees to it that there is one. */

const there = spawnSync('redis-server', ['--version']).status === 0
if (!there && process.env.RENUM_TEST_REDIS) throw new Error('redis-server is not installed')

const quotas = { read: 5, write: 5, search: 5, upload: 5, guess: 5 }
let folder: string
let port: number
let redis: ChildProcess | undefined
let warnings: string[] = []
const logger = pino({ level: 'info' }, { write: (line: string) => void warnings.push(JSON.parse(line).msg) })
const opened: { close(): void }[] = []
const open = () => {
  const redis = openRedis(`redis://127.0.0.1:${port}/0`, logger)
  opened.push(redis)
  return createRateLimits(quotas, redis.client)
}

async function start() {
  redis = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder], {
    stdio: 'ignore',
  })
  const client = createClient({ url: `redis://127.0.0.1:${port}`, socket: { reconnectStrategy: 50 } })
  client.on('error', () => {})
  await client.connect()
  client.destroy()
}
async function stop(signal: NodeJS.Signals = 'SIGKILL') {
  const ended = new Promise((resolve) => redis?.once('exit', resolve))
  redis?.kill(signal)
  await ended
  redis = undefined
}
/** Counts until the answer comes from Redis: then two processes count together. */
async function joined(...all: RateLimits[]) {
  await expect
    .poll(
      async () => {
        const id = crypto.randomUUID()
        const counts = []
        for (const limits of all) counts.push((await limits.count('read', 'caller', id))?.remaining)
        return counts
      },
      { timeout: 20_000 },
    )
    .toEqual(all.map((_, i) => quotas.read - 1 - i))
}

describe.skipIf(!there)('limits in Redis', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'renum-redis-'))
    port = await new Promise((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port } = server.address() as { port: number }
        server.close(() => resolve(port))
      })
    })
    await start()
  })
  afterEach(async () => {
    for (const connection of opened.splice(0)) connection.close()
    warnings = []
  })
  afterAll(async () => {
    if (redis) await stop()
    if (folder) await rm(folder, { recursive: true })
  })

  it('are counted by all processes together, and begin anew with time', async () => {
    const [one, two] = [open(), open()]
    await joined(one, two)
    const counts = []
    for (const limits of [one, two, one, two, one, two, one]) {
      counts.push(await limits.count('search', 'caller', 'somebody'))
    }
    expect(counts.map((count) => count?.remaining)).toEqual([4, 3, 2, 1, 0, 0, 0])
    expect(counts.map((count) => count?.exceeded)).toEqual([false, false, false, false, false, true, true])
    expect(await one.count('search', 'caller', 'somebody else')).toMatchObject({ remaining: 4 })
    expect(await one.count('search', 'client', 'somebody')).toMatchObject({ quota: 50, remaining: 49 })
    const client = createClient({ url: `redis://127.0.0.1:${port}` })
    await client.connect()
    const keys = await client.keys('renum:limit:*')
    const lives = await Promise.all(keys.map((key) => client.ttl(key)))
    client.destroy()
    expect(keys.length).toBeGreaterThan(2)
    expect(lives.every((seconds) => seconds > 0 && seconds <= 60)).toBe(true)
  })

  it('go on in each process while Redis is gone, with one warning, and come together again', async () => {
    const [one, two] = [open(), open()]
    await joined(one, two)
    await stop()
    await expect.poll(() => warnings.filter((text) => /does not answer/.test(text)).length).toBe(2)
    const counts = []
    for (let i = 0; i < 7; i++) counts.push((await one.count('write', 'caller', 'x'))?.exceeded)
    expect(counts).toEqual([false, false, false, false, false, true, true])
    expect(await two.count('write', 'caller', 'x')).toMatchObject({ remaining: 4 })
    await start()
    await joined(one, two)
    expect(warnings.filter((text) => /does not answer/.test(text))).toHaveLength(2)
    expect(warnings.filter((text) => /answers again/.test(text))).toHaveLength(2)
  })

  it('wait for no Redis that hangs', async () => {
    const limits = open()
    await joined(limits)
    redis?.kill('SIGSTOP')
    try {
      expect(await limits.count('upload', 'caller', 'y')).toMatchObject({ remaining: 4, exceeded: false })
      expect(await limits.count('upload', 'caller', 'y')).toMatchObject({ remaining: 3 })
      await expect.poll(() => warnings.join(), { timeout: 20_000 }).toMatch(/does not answer/)
    } finally {
      redis?.kill('SIGCONT')
    }
    await joined(limits)
  })

  it('need no Redis to begin with', async () => {
    await stop()
    const limits = open()
    expect(await limits.count('read', 'caller', 'z')).toMatchObject({ remaining: 4 })
    await start()
    await joined(limits)
  })
})
