import { connect as connectSocket, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Stack } from '../src/public.ts'
import { parse, query, startup } from '../src/wire/messages.ts'
import { connect, signUp, start, temporaryFolder } from './support.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let stack: Stack

beforeAll(async () => {
  folder = await temporaryFolder()
  stack = await start(folder.path)
})

afterAll(async () => {
  await stack.stop()
  await folder.remove()
})

test('20 sign-ups beside 200 role-switching transactions: no error, no leaked role', async () => {
  const clients = await Promise.all(Array.from({ length: 5 }, () => connect(stack.connection.db_url)))
  const seen: string[] = []
  const transactions = clients.map(async (client) => {
    for (let i = 0; i < 40; i += 1) {
      await client.query('begin')
      await client.query('set local role authenticated')
      await client.query(`select set_config('request.jwt.claims', $1, true)`, [JSON.stringify({ sub: String(i) })])
      const inside = await client.query('select current_user as role, current_setting($1) as claims', [
        'request.jwt.claims',
      ])
      seen.push(`${inside.rows[0].role} ${inside.rows[0].claims === JSON.stringify({ sub: String(i) })}`)
      await client.query('commit')
      const outside = await client.query('select current_user as role')
      seen.push(outside.rows[0].role)
    }
  })
  const signUps = Promise.all(Array.from({ length: 20 }, () => signUp(stack.connection)))
  const people = await signUps
  await Promise.all(transactions)

  expect(new Set(people.map((person) => person.id)).size).toBe(20)
  expect(seen.filter((role) => role === 'authenticated true')).toHaveLength(200)
  expect(seen.filter((role) => role === 'postgres')).toHaveLength(200)
  await Promise.all(clients.map((client) => client.end()))
})

test('12 inserts of 3 MB beside small queries', async () => {
  const setup = await connect(stack.connection.db_url)
  await setup.query('create table big (id int primary key, body text not null)')
  const body = 'x'.repeat(3 * 1024 * 1024)
  const inserts = Array.from({ length: 12 }, async (_, id) => {
    const client = await connect(stack.connection.db_url)
    await client.query('insert into big values ($1, $2)', [id, body])
    await client.end()
  })
  for (let i = 0; i < 100; i += 1) {
    const { rows } = await setup.query('select $1::int as i', [i])
    expect(rows[0].i).toBe(i)
  }
  await Promise.all(inserts)
  const { rows } = await setup.query('select count(*)::int as n, sum(length(body))::int as bytes from big')
  expect(rows[0]).toEqual({ n: 12, bytes: 12 * body.length })
  await setup.end()
})

test('a wrong password, a wrong user and a wrong database are refused with their SQLSTATE', async () => {
  const change = (edit: (url: URL) => void) => {
    const url = new URL(stack.connection.db_url)
    edit(url)
    return url.toString()
  }
  const wrongPassword = change((url) => {
    url.password = 'wrong'
  })
  const wrongUser = change((url) => {
    url.username = 'renum'
  })
  const wrongDatabase = change((url) => {
    url.pathname = '/other'
  })
  await expect(connect(wrongPassword)).rejects.toMatchObject({ code: '28P01' })
  await expect(connect(wrongUser)).rejects.toMatchObject({ code: '28P01' })
  await expect(connect(wrongDatabase)).rejects.toMatchObject({ code: '3D000' })
})

test('a client that speaks no password at all learns nothing', async () => {
  const socket = openSocket()
  socket.write(startup('postgres', 'postgres'))
  socket.write(query('select 1'))
  const answer = await new Promise<string>((resolve) => {
    let text = ''
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
    })
    socket.on('close', () => resolve(text))
  })
  expect(answer).toContain('08P01')
})

test('a client that vanishes between Parse and Sync blocks nobody', async () => {
  const raw = await logIn()
  raw.write(parse('', 'select 1'))
  await new Promise((resolve) => setTimeout(resolve, 200))
  raw.destroy()
  await expectAnswer()
})

test('a client that vanishes after an error inside a batch blocks nobody', async () => {
  const raw = await logIn()
  raw.write(parse('', 'selec 1'))
  await new Promise((resolve) => setTimeout(resolve, 200))
  raw.destroy()
  await expectAnswer()
})

test('a client that vanishes inside a transaction is rolled back and blocks nobody', async () => {
  const setup = await connect(stack.connection.db_url)
  await setup.query('create table kept (id int)')
  const raw = await logIn()
  raw.write(query('begin'))
  raw.write(query('insert into kept values (1)'))
  await new Promise((resolve) => setTimeout(resolve, 200))
  raw.destroy()
  const { rows } = await setup.query('select count(*)::int as n from kept')
  expect(rows[0].n).toBe(0)
  await setup.end()
})

test('a client that vanishes while its statement runs blocks nobody', async () => {
  const raw = await logIn()
  raw.write(query('begin; select count(*) from generate_series(1, 3000000)'))
  await new Promise((resolve) => setTimeout(resolve, 20))
  raw.destroy()
  await expectAnswer()
})

test('what a client sets for its session is gone when it leaves', async () => {
  const first = await connect(stack.connection.db_url)
  await first.query('set role authenticated')
  await first.query({ name: 'mine', text: 'select 1' })
  await first.end()
  const second = await connect(stack.connection.db_url)
  const { rows } = await second.query('select current_user as role')
  expect(rows[0].role).toBe('postgres')
  await second.query({ name: 'mine', text: 'select 2' })
  const path = await second.query('show search_path')
  expect(path.rows[0].search_path).toBe('"$user",public,extensions')
  await second.end()
})

test('COPY FROM STDIN, which would end PGlite, is refused with an error', async () => {
  const client = await connect(stack.connection.db_url)
  await client.query('create table copied (id int)')
  for (const copy of [
    client.query('copy copied from stdin'),
    client.query({ text: 'COPY copied FROM STDIN', values: [] }),
  ]) {
    await expect(copy).rejects.toMatchObject({ code: '0A000' })
  }
  await client.end()
  await expectAnswer()
})

async function expectAnswer(): Promise<void> {
  const client = await connect(stack.connection.db_url)
  const { rows } = await client.query('select $1::text as answer', ['here'])
  expect(rows[0].answer).toBe('here')
  await client.end()
}

function openSocket(): Socket {
  const socket = connectSocket(Number(new URL(stack.connection.db_url).port), '127.0.0.1')
  socket.on('error', () => {})
  return socket
}

async function logIn(): Promise<Socket> {
  const socket = openSocket()
  socket.write(startup('postgres', 'postgres'))
  const password = Buffer.from(`p\0\0\0\0${new URL(stack.connection.db_url).password}\0`)
  password.writeInt32BE(password.length - 1, 1)
  socket.write(password)
  await new Promise<void>((resolve) => {
    socket.on('data', (bytes) => {
      if (bytes.at(-1) === 0x49) resolve()
    })
  })
  return socket
}
