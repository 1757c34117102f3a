import { type ChildProcess, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createOwner, testConfig } from '../../harness/harness.ts'

const megabyte = 1024 * 1024
const size = 180 * megabyte
/** What streams and their sockets may hold, and a collector that takes its time: less than the file, whatever its size. */
const allowed = 120 * megabyte

let api: ChildProcess
let address: string
let token: string
let documents: string

beforeAll(async () => {
  const config = { ...testConfig(), maxFileBytes: 200 * megabyte }
  api = fork(new URL('../../harness/api-process.ts', import.meta.url), {
    env: { ...process.env, API_CONFIG: JSON.stringify(config) },
    execArgv: ['--max-old-space-size=128'],
  })
  const [{ port }] = (await once(api, 'message')) as [{ port: number }]
  address = `http://127.0.0.1:${port}`
  token = (await createOwner()).token
  const base = await post('/v1/knowledge-bases', { name: 'Base' })
  const collection = await post(`/v1/knowledge-bases/${base.id}/collections`, { name: 'Coleção' })
  documents = `/v1/collections/${collection.id}/documents`
})
afterAll(async () => {
  api.send('stop')
  await once(api, 'exit')
})

async function post(path: string, body: object): Promise<{ id: string }> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const response = await fetch(address + path, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await response.json()) as { id: string }
}

async function peak(): Promise<number> {
  api.send('memory')
  const [answer] = (await once(api, 'message')) as [{ peak: number }]
  return answer.peak
}

/** Lines of text, made as they are asked for. */
function* lines(bytes: number): Generator<Buffer> {
  for (let made = 0; made < bytes; made += 65_536) {
    yield Buffer.alloc(Math.min(65_536, bytes - made), `Linha ${made}: o prazo é de trinta dias.\n`)
  }
}

function* form(bytes: number): Generator<Buffer> {
  yield Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="grande.txt"\r\n\r\n')
  yield* lines(bytes)
  yield Buffer.from('\r\n--x--\r\n')
}

async function upload(bytes: number) {
  const response = await fetch(address + documents, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'multipart/form-data; boundary=x' },
    body: ReadableStream.from(form(bytes)) as never,
    ...{ duplex: 'half' },
  })
  return {
    status: response.status,
    body: (await response.json()) as { id: string; content_hash: string; code?: string },
  }
}

/** Size and hash of a file, without keeping it. */
async function download(id: string) {
  const response = await fetch(`${address}/v1/documents/${id}/file`, { headers: { Authorization: `Bearer ${token}` } })
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { bytes, hash: hash.digest('hex') }
}

it('takes in and gives out a file of 180 MB without ever having it in memory', async () => {
  const warm = await upload(3 * megabyte)
  expect(warm.status).toBe(202)
  await download(warm.body.id)
  const before = await peak()
  const { status, body } = await upload(size)
  expect(status).toBe(202)
  // The workers of other tests would be at it.
  await post(`/v1/documents/${body.id}/cancel`, {})
  const taken = await peak()
  expect((taken - before) / megabyte).toBeLessThan(allowed / megabyte)
  expect(await download(body.id)).toEqual({ bytes: size, hash: body.content_hash })
  const given = await peak()
  expect((given - before) / megabyte).toBeLessThan(allowed / megabyte)
  for (const { id } of [warm.body, body]) {
    await fetch(`${address}/v1/documents/${id}`, { method: 'DELETE', headers: { Authorization: `Bearer ${token}` } })
  }
})

it('stops reading a file that goes on over the limit', async () => {
  const before = await peak()
  const over = await upload(201 * megabyte).catch((error: Error) => error)
  // Whoever is still sending may not get to read the answer.
  if (!(over instanceof Error)) expect([over.status, over.body.code]).toEqual([413, 'file_too_large'])
  expect((await peak()) - before).toBeLessThan(allowed)
})
