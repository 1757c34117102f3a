import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { availableParallelism, hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi } from '../../../src/start/api.ts'
import { endsAfter, form, sendForm } from '../../harness/form-on-the-wire.ts'
import {
  createMember,
  createOwner,
  logger,
  startServer,
  type TestServer,
  testConfig,
  textFile,
  waitForDocument,
} from '../../harness/harness.ts'
import { zip } from '../../harness/make-zip.ts'

let server: TestServer
let owner: Awaited<ReturnType<typeof createOwner>>
let imports: string
let documents: string
beforeAll(async () => {
  server = await startServer()
  owner = await createOwner()
  const { token } = owner
  const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'Base' } })
  const collections = `/v1/knowledge-bases/${base.body.id}/collections`
  const collection = await server.call('POST', collections, { token, body: { name: 'Coleção' } })
  documents = `/v1/collections/${collection.body.id}/documents`
  imports = `${documents}/import`
})
afterAll(() => server.close())

const send = (name: string, bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  server.call('POST', imports, { token: owner.token, body: textFile(name, bytes), headers })
const names = async () =>
  (await server.call('GET', documents, { token: owner.token })).body.data.map(({ name }: { name: string }) => name)

describe('a zip of documents', () => {
  it('becomes a document of each of its files, with its path, and says what became none', async () => {
    const bytes = new Uint8Array(await readFile(new URL('../../files/pasta.zip', import.meta.url)))
    const { status, body } = await send('pasta.zip', bytes)
    expect(status).toBe(202)
    expect(body.data.map(({ name }: { name: string }) => name)).toEqual([
      'frota/manual.docx',
      'clientes.csv',
      'frota/avisos/férias.txt',
    ])
    expect(body.skipped).toEqual([
      { path: 'programa.exe', error_code: 'unsupported_file_type', error_message: expect.stringContaining('.docx') },
    ])
    for (const { id } of body.data) {
      expect(await waitForDocument(server, owner.token, id)).toMatchObject({ status: 'ready', source_type: 'file' })
    }
    const query = { query: 'segunda quinzena de dezembro', mode: 'full_text' }
    const { body: found } = await server.call('POST', '/v1/search', { token: owner.token, body: query })
    expect(found.results[0].citation.document_name).toBe('frota/avisos/férias.txt')
  })

  it('may be called anything: its own name is kept nowhere', async () => {
    for (const name of ['   ', `${'a'.repeat(501)}.zip`, 'a\tb.zip']) {
      const { status, body } = await send(
        name,
        zip([{ name: `de ${name.length}.txt`, content: `Um texto de ${name.length}.` }]),
      )
      expect([status, body.skipped], JSON.stringify(name)).toEqual([202, []])
    }
  })

  it('is taken in once under one key', async () => {
    const bytes = zip([
      { name: 'uma/vez.txt', content: 'Só uma vez.' },
      { name: 'duas.txt', content: 'E esta.' },
    ])
    const first = await send('a.zip', bytes, { 'Idempotency-Key': 'importar-1' })
    const again = await send('a.zip', bytes, { 'Idempotency-Key': 'importar-1' })
    expect(first.body.data).toHaveLength(2)
    expect(again.body.data.map(({ id }: { id: string }) => id)).toEqual(
      first.body.data.map(({ id }: { id: string }) => id),
    )
    expect((await names()).filter((name: string) => name === 'uma/vez.txt')).toHaveLength(1)
    const other = zip([{ name: 'uma/vez.txt', content: 'Outra coisa.' }])
    expect(await send('a.zip', other, { 'Idempotency-Key': 'importar-1' })).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    })
  })

  it('leads nowhere but below itself, and one file does not keep the others out', async () => {
    const megabyte = deflateRawSync(Buffer.alloc(1024 * 1024, 'a'), { finishFlush: 2 })
    const nothing = Buffer.concat([...Array.from({ length: 500 }, () => megabyte), Buffer.from([3, 0])])
    const { status, body } = await send(
      'hostil.zip',
      zip([
        { name: '../../etc/senha.txt', content: 'um' },
        { name: '/raiz.txt', content: 'dois' },
        { name: 'C:\\Windows\\tres.txt', content: 'três' },
        { name: 'dentro.zip', content: zip([{ name: 'a.txt', content: 'a' }]) },
        { name: 'nulo\0.txt', content: 'x' },
        { name: 'vazio.txt', content: '' },
        { name: 'nada.txt', packed: nothing, size: 500 * 1024 * 1024 },
        { name: 'mentira.txt', packed: deflateRawSync(Buffer.from('muito mais do que se diz')), size: 3 },
        { name: '.oculto/a.txt', content: 'x' },
        { name: `${'pasta/'.repeat(200)}a.txt`, content: 'x' },
        { name: 'bom.txt', content: 'No fim, uma boa.' },
      ]),
    )
    expect(status).toBe(202)
    expect(body.data.map(({ name }: { name: string }) => name)).toEqual([
      'etc/senha.txt',
      'raiz.txt',
      'Windows/tres.txt',
      'nulo.txt',
      'bom.txt',
    ])
    expect(
      body.skipped.map(({ path, error_code }: Record<string, string>) => [path?.slice(0, 12), error_code]),
    ).toEqual([
      ['dentro.zip', 'archive_in_archive'],
      ['vazio.txt', 'empty_file'],
      ['nada.txt', 'file_too_large'],
      ['mentira.txt', 'broken_file'],
      ['pasta/pasta/', 'invalid_input'],
    ])
  })

  it('is refused as a whole where it is none, or too much', async () => {
    const docx = new Uint8Array(await readFile(new URL('../../files/manual.docx', import.meta.url)))
    const many = zip(Array.from({ length: 1_001 }, (_, i) => ({ name: `${i}.txt`, content: 'x' })))
    const refused: [Uint8Array<ArrayBuffer>, number, string][] = [
      [new Uint8Array(Buffer.from('olá')), 415, 'not_an_archive'],
      [docx, 415, 'not_an_archive'],
      [zip([]), 422, 'empty_file'],
      [many, 422, 'too_many_entries'],
      [zip([{ name: 'a.txt', content: 'a' }]).slice(0, 40), 422, 'broken_file'],
    ]
    for (const [bytes, status, code] of refused) {
      expect(await send('a.zip', bytes), code).toMatchObject({ status, body: { code } })
    }
    const body = textFile('a.zip', zip([{ name: 'a.txt', content: 'a' }]))
    const asDocument = await server.call('POST', documents, { token: owner.token, body })
    expect(asDocument).toMatchObject({ status: 415, body: { code: 'archive_not_document' } })
    expect(asDocument.body.title).toContain('documents/import')
  })

  it('is not for viewers, nor for another client', async () => {
    const bytes = zip([{ name: 'a.txt', content: 'a' }])
    const viewer = await createMember(owner.client_id, 'viewer')
    const stranger = await createOwner()
    for (const [{ token }, status] of [
      [viewer, 403],
      [stranger, 404],
    ] as const) {
      expect((await server.call('POST', imports, { token, body: textFile('a.zip', bytes) })).status).toBe(status)
    }
  })
})

/** As many as the processors bear: access/authorize.ts. */
const uploadsOfCaller = availableParallelism() >= 4 ? 4 : 2

describe('zips that come in', () => {
  const spooled = async (pid: number) =>
    (await readdir(tmpdir())).filter((name) => name.startsWith(`renum-import-${hostname()}-${pid}-`))

  it('are a few of a client at once, each in one place with all of its files', async () => {
    // Too large to be sent to Storage in one piece.
    const large = Buffer.alloc(1_200_000, 'O prazo é de trinta dias.\n')
    const file = { name: 'file', filename: 'a.zip', body: zip([{ name: 'grande.txt', content: large }]) }
    const whole = form(file, { name: 'allow_duplicate', body: 'true' })
    const { promise: others, resolve } = Promise.withResolvers<void>()
    const start = async (token: string) => {
      const response = await sendForm(server, imports, token, endsAfter(whole, others))
      const answer = (await response.json()) as { code?: string; data: { id: string; name: string }[] }
      return { status: response.status, wait: response.headers.get('Retry-After'), ...answer }
    }
    // One more of a person waits; the first of somebody else of the client has no place left to wait for.
    const more = Array.from({ length: 4 / uploadsOfCaller - 1 }, () => createMember(owner.client_id, 'user'))
    const people = [owner, ...(await Promise.all(more))]
    const five = [...people.flatMap(({ token }) => Array(uploadsOfCaller).fill(token)), owner.token].map(start)
    await expect.poll(() => spooled(process.pid)).toHaveLength(4)
    const colleague = await createMember(owner.client_id, 'user')
    const refused = await start(colleague.token)
    expect([refused.status, refused.code, refused.wait]).toEqual([429, 'rate_limited', '5'])
    resolve()
    const taken = await Promise.all(five)
    expect(taken.map(({ status }) => status)).toEqual(Array(5).fill(202))
    expect(taken.map(({ data }) => data.map(({ name }) => name))).toEqual(Array(5).fill(['grande.txt']))
    expect(await spooled(process.pid)).toEqual([])
    for (const { data } of taken) await server.call('DELETE', `/v1/documents/${data[0]?.id}`, { token: owner.token })
  })

  it('and were left by a process that was killed are removed by the next, and nobody else’s', async () => {
    const killed = spawn(process.execPath, ['-e', ''])
    await once(killed, 'exit')
    const leave = async (pid: number | undefined, before = false) => {
      const folder = await mkdtemp(join(tmpdir(), `renum-import-${hostname()}-${pid}-`))
      await writeFile(join(folder, 'file'), 'PK')
      if (before) await utimes(folder, 1, 1)
      return folder
    }
    const gone = [await leave(killed.pid), await leave(process.pid, true)]
    const living = [await leave(process.pid), await leave(process.ppid)]
    try {
      await (await startApi(testConfig(), logger)).stop()
      expect(gone.map(existsSync)).toEqual([false, false])
      expect(living.map(existsSync)).toEqual([true, true])
    } finally {
      for (const folder of [...gone, ...living]) await rm(folder, { recursive: true, force: true })
    }
  })
})
