import { once } from 'node:events'
import { createConnection, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { refuseCopy } from '../src/wire/copy-refusal.ts'
import { openLoginProxy } from '../src/wire/login-proxy.ts'
import { MessageReader } from '../src/wire/message-reader.ts'
import { parse, query, sync } from '../src/wire/messages.ts'
import { SessionState } from '../src/wire/session-state.ts'
import { connect, temporaryFolder } from './support.ts'

test('messages come out whole, however the bytes arrive', () => {
  const sent = [query('select 1'), parse('', `select '${'x'.repeat(5000)}'`), sync, query('')]
  const bytes = Buffer.concat(sent)
  for (const size of [1, 3, 7, 1000, bytes.length]) {
    const reader = new MessageReader()
    const received: Buffer[] = []
    for (let at = 0; at < bytes.length; at += size) {
      reader.push(bytes.subarray(at, at + size))
      for (let message = reader.take(); message; message = reader.take()) received.push(message)
    }
    expect(Buffer.concat(received).equals(bytes)).toBe(true)
    expect(received.map((message) => message.length)).toEqual(sent.map((message) => message.length))
  }
})

test('a message that claims an impossible length is an error', () => {
  const reader = new MessageReader()
  reader.push(Buffer.from([0x51, 0x7f, 0xff, 0xff, 0xff]))
  expect(() => reader.take()).toThrow(RangeError)
})

test('whoever has not said the password is not listened to at length, and takes no place', async () => {
  const folder = await temporaryFolder()
  const inner = createServer((socket) => socket.resume()).listen(join(folder.path, 'inner.sock'))
  await once(inner, 'listening')
  const gate = await openLoginProxy({
    port: 0,
    credentials: { user: 'postgres', password: 'right', database: 'postgres' },
    socketPath: join(folder.path, 'inner.sock'),
    greeting: Buffer.concat([Buffer.from('R\0\0\0\u0008\0\0\0\0'), ready('I')]),
    maxConnections: 2,
    idleInTransactionMs: 10_000,
  })
  const long = createConnection(gate.port, '127.0.0.1')
  long.write(Buffer.from([0x0b, 0xeb, 0xc2, 0x00, 0, 3, 0, 0]))
  const [answer] = await once(long, 'data')
  expect(String(answer)).toContain('08P01')
  const silent = Array.from({ length: 150 }, () => createConnection(gate.port, '127.0.0.1').on('error', () => {}))
  await Promise.all(silent.map((socket) => once(socket, 'connect')))
  await connect(`postgresql://postgres:right@127.0.0.1:${gate.port}/postgres`)
  for (const socket of [long, ...silent]) socket.destroy()
  await gate.close()
  inner.close()
  await folder.remove()
})

test('a client that sits idle inside a transaction is told so, rolled back and disconnected', async () => {
  const folder = await temporaryFolder()
  const socketPath = join(folder.path, 'inner.sock')
  const said: string[] = []
  const inner = createServer((socket) => {
    const reader = new MessageReader()
    socket.on('data', (bytes) => {
      reader.push(bytes)
      for (let message = reader.take(); message; message = reader.take()) {
        const text = message.toString('latin1', 5).replace(/\0$/, '')
        said.push(text)
        const done = Buffer.from('C\0\0\0\u0007OK\0')
        socket.write(Buffer.concat([done, ready(text === 'begin' ? 'T' : 'I')]))
      }
    })
  }).listen(socketPath)
  await once(inner, 'listening')
  const gate = await openLoginProxy({
    port: 0,
    credentials: { user: 'postgres', password: 'right', database: 'postgres' },
    socketPath,
    greeting: Buffer.concat([Buffer.from('R\0\0\0\u0008\0\0\0\0'), ready('I')]),
    maxConnections: 1,
    idleInTransactionMs: 200,
  })
  const url = `postgresql://postgres:right@127.0.0.1:${gate.port}/postgres`
  const client = await connect(url)
  const refused = connect(url)
  await expect(refused).rejects.toMatchObject({ code: '53300' })
  const ended = new Promise<unknown>((resolve) => {
    client.once('error', resolve)
  })
  await client.query('begin')
  expect(await ended).toMatchObject({ code: '25P03' })
  await expect.poll(() => said).toEqual(['begin', '', 'rollback', 'discard all'])
  await gate.close()
  await new Promise((resolve) => inner.close(resolve))
  await folder.remove()
})

function ready(status: string): Buffer {
  return Buffer.from(`Z\0\0\0\u0005${status}`)
}

test('a client holds the session from Parse to Sync and inside a transaction', () => {
  const state = new SessionState()
  expect(state.holdsSession).toBe(false)
  state.sent(parse('', 'select 1'))
  expect(state.holdsSessionIdly).toBe(true)
  state.sent(sync)
  expect(state.settled).toBe(false)
  state.received(ready('I'))
  expect(state.holdsSession).toBe(false)
  state.sent(query('begin'))
  state.received(ready('T'))
  expect(state.holdsSessionIdly).toBe(true)
  state.sent(query('commit'))
  expect(state.holdsSessionIdly).toBe(false)
  state.received(ready('I'))
  expect(state.holdsSession).toBe(false)
})

test('only COPY FROM STDIN is replaced', () => {
  for (const sql of [
    'copy t from stdin',
    'COPY t (a, b)\n FROM STDIN with csv',
    'begin; copy t from stdin',
    'copy/**/t/* x */from -- y\n stdin',
  ]) {
    expect(refuseCopy(query(sql)).equals(query(sql))).toBe(false)
    expect(refuseCopy(parse('s', sql)).equals(parse('s', sql))).toBe(false)
  }
  for (const sql of [
    'copy t to stdout',
    `select 'copy t from stdin'`,
    'select copy from stdin_log',
    'insert into copy select 1',
  ]) {
    expect(refuseCopy(query(sql)).equals(query(sql))).toBe(true)
  }
})
