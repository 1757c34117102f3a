import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Stack } from '../src/public.ts'
import { connect, signUp, start, supabase, temporaryFolder } from './support.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let stack: Stack
beforeAll(async () => {
  folder = await temporaryFolder()
  stack = await start(folder.path)
  const client = await connect(stack.connection.db_url)
  await client.query(`insert into storage.buckets (id, name, public) values ('documents', 'documents', false)`)
  await client.end()
})
afterAll(async () => {
  await stack.stop()
  await folder.remove()
})

const megabyte = Buffer.alloc(1024 * 1024, 'a')

/** Sends a body of up to 200 MB in pieces without saying its length, as long as nothing answers. */
function pour(
  path: string,
  headers: Record<string, string>,
  method = 'POST',
): Promise<{ status: number; sent: number }> {
  return new Promise((resolve) => {
    let sent = 0
    let status = 0
    const ended = () => resolve({ status, sent })
    const asked = request(stack.connection.supabase_url + path, { method, headers }, (response) => {
      status = response.statusCode ?? 0
      response.resume()
      asked.destroy()
    })
    asked.on('error', () => {}).on('close', ended)
    const more = () => {
      while (status === 0 && sent < 200 && !asked.destroyed) {
        sent += 1
        if (!asked.write(megabyte)) return void asked.once('drain', more)
      }
      if (!asked.destroyed && sent >= 200) asked.end()
    }
    more()
  })
}

/** The most memory, in MB, that the database's process takes while `work` runs, above what it took before. */
async function growth(work: () => Promise<void>): Promise<number> {
  const { child_pid } = JSON.parse(readFileSync(join(folder.path, 'owner.json'), 'utf8'))
  const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child_pid}/status`, 'utf8'))?.[1]) / 1024
  const before = resident()
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, resident())
  }, 20)
  await work().finally(() => clearInterval(timer))
  return most - before
}

test('of a body nobody may send nothing is kept, on every path', async () => {
  const form = { 'content-type': 'multipart/form-data; boundary=B' }
  const json = { 'content-type': 'application/json' }
  const { publishable_key: apikey } = stack.connection
  const forged = { authorization: `Bearer ${apikey}.e30.AAAA` }
  const grown = await growth(async () => {
    for (const [path, headers, expected] of [
      ['/storage/v1/object/documents/x', form, 401],
      ['/storage/v1/object/documents/x', { ...form, ...forged }, 400],
      ['/storage/v1/object/documents/x', { ...form, apikey }, 413],
      ['/storage/v1/object/sign/documents/x', json, 401],
      ['/storage/v1/object/sign/documents/x', { ...json, apikey }, 413],
      ['/storage/v1/object/upload/sign/documents/x', { ...json, apikey }, 413],
      ['/storage/v1/object/list/documents', { ...json, apikey }, 413],
      ['/storage/v1/bucket', { ...json, apikey }, 403],
      ['/rest/v1/anything', json, 401],
      ['/rest/v1/anything', { ...json, apikey }, 413],
      ['/rest/v1/rpc/anything', { 'content-type': 'text/csv', apikey }, 413],
      ['/auth/v1/signup', json, 401],
      ['/auth/v1/signup', { ...json, apikey }, 413],
      ['/auth/v1/callback', { 'content-type': 'application/x-www-form-urlencoded', apikey }, 413],
      ['/graphql/v1', { ...json, apikey }, 404],
      ['/', json, 404],
    ] as const) {
      const { status, sent } = await pour(path, headers)
      expect([path, status]).toEqual([path, expected])
      expect(sent).toBeLessThan(200)
    }
    const put = await pour('/storage/v1/object/upload/sign/documents/x?token=a.b.c', form, 'PUT')
    expect(put.status).toBe(400)
  })
  expect(grown).toBeLessThan(150)
})

test('what is below the limits arrives, and a person’s file is bounded as well', async () => {
  const secret = supabase(stack.connection, stack.connection.secret_key).storage.from('documents')
  const large = new Uint8Array(20 * 1024 * 1024)
  expect((await secret.upload('large.bin', large)).error).toBeNull()
  expect((await secret.download('large.bin')).data?.size).toBe(large.length)
  const { token } = await signUp(stack.connection)
  const headers = { apikey: stack.connection.publishable_key, authorization: `Bearer ${token}` }
  const form = { ...headers, 'content-type': 'multipart/form-data; boundary=B' }
  expect((await pour('/storage/v1/object/documents/mine', form)).status).toBe(413)
  // Row security refuses it before its first byte is read.
  expect((await pour('/storage/v1/object/documents/mine', headers)).status).toBe(400)
})

test('a body that trickles is not waited for', async () => {
  const headers = { apikey: stack.connection.publishable_key, 'content-type': 'application/json' }
  const status = await new Promise<number>((resolve, reject) => {
    const asked = request(
      `${stack.connection.supabase_url}/auth/v1/signup`,
      { method: 'POST', headers },
      (response) => {
        clearInterval(timer)
        response.resume()
        resolve(response.statusCode ?? 0)
      },
    )
    asked.on('error', reject)
    const timer = setInterval(() => asked.write(' '), 500)
  })
  expect(status).toBe(408)
}, 30_000)

test('HEAD opens no file that nobody reads', async () => {
  const secret = supabase(stack.connection, stack.connection.secret_key).storage.from('documents')
  expect((await secret.upload('head.bin', new Uint8Array(8_000_000))).error).toBeNull()
  const { data } = await secret.createSignedUrl('head.bin', 60)
  const { child_pid } = JSON.parse(readFileSync(join(folder.path, 'owner.json'), 'utf8'))
  const { readdirSync, readlinkSync } = await import('node:fs')
  const open = () =>
    readdirSync(`/proc/${child_pid}/fd`).filter((name) => {
      try {
        return readlinkSync(`/proc/${child_pid}/fd/${name}`).includes('/storage/')
      } catch {
        return false
      }
    }).length
  const length = (await fetch(data?.signedUrl ?? '', { method: 'HEAD' })).headers.get('content-length')
  expect(length).toBe('8000000')
  for (let i = 0; i < 30; i++) expect((await fetch(data?.signedUrl ?? '', { method: 'HEAD' })).status).toBe(200)
  await expect.poll(open, { timeout: 2_000 }).toBe(0)
})
