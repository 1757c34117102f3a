import { createHash, randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { endsAfter, form, sendForm } from '../../harness/form-on-the-wire.ts'
import { createMember, startServer, waitForDocument } from '../../harness/harness.ts'
import { documents, megabyte, owner, send, server, startCollection, storedFiles } from '../../harness/stored-files.ts'

startCollection()

/** As many as the processors bear: access/authorize.ts. */
const uploadsOfCaller = availableParallelism() >= 4 ? 4 : 2

describe('an upload', () => {
  it('is the same whether the fields come before the file or after it', async () => {
    const file = { name: 'file', filename: 'férias.md', body: '# Férias\n\nTrinta dias.' }
    const language = { name: 'language', body: 'es' }
    for (const parts of [
      [language, file],
      [file, language],
    ]) {
      const { status, body } = await send(form(...parts, { name: 'allow_duplicate', body: 'true' }))
      expect([status, body.name, body.language, body.file_type]).toEqual([202, 'férias.md', 'es', 'text/markdown'])
    }
  })

  it('of several megabytes arrives as it was sent, under its own hash', async () => {
    const bytes = Buffer.alloc(5 * megabyte + 12_345, 'O prazo é de trinta dias.\n')
    const { status, body } = await send(form({ name: 'file', filename: 'grande.txt', body: bytes }))
    const content_hash = createHash('sha256').update(bytes).digest('hex')
    expect([status, body.file_size, body.content_hash]).toEqual([202, bytes.length, content_hash])
    await server.call('POST', `/v1/documents/${body.id}/cancel`, { token: owner.token })
    const answer = await server.raw('GET', `/v1/documents/${body.id}/file`, owner.token)
    expect(answer.headers.get('content-length')).toBe(String(bytes.length))
    expect(
      createHash('sha256')
        .update(Buffer.from(await answer.arrayBuffer()))
        .digest('hex'),
    ).toBe(content_hash)
    await server.call('DELETE', `/v1/documents/${body.id}`, { token: owner.token })
  })

  it('leaves no file where a field is wrong, the file too large, cut off, or not a document', async () => {
    const before = await storedFiles()
    const small = await startServer({ maxFileBytes: 2 * megabyte })
    const large = Buffer.alloc(3 * megabyte, 'a ')
    const file = { name: 'file', filename: 'a.txt', body: large.subarray(0, 1.5 * megabyte) }
    try {
      const cases: [Buffer, number, string, string | undefined][] = [
        [form(file, { name: 'language', body: 'klingon' }), 400, 'invalid_input', 'language'],
        [form(file, { name: 'langauge', body: 'pt' }), 400, 'invalid_input', 'langauge'],
        [form({ name: 'language', body: 'pt' }), 400, 'invalid_input', 'file'],
        [form({ name: 'file', body: 'no file' }), 400, 'invalid_input', 'file'],
        [form(file, file), 400, 'invalid_input', 'file'],
        [form({ ...file, name: 'arquivo' }), 400, 'invalid_input', 'file'],
        [form({ ...file, body: large }), 413, 'file_too_large', 'file'],
        [form(file).subarray(0, -100), 400, 'invalid_form', undefined],
        [form({ ...file, body: '' }), 422, 'empty_file', 'file'],
        [form({ ...file, filename: 'a.pdf' }), 415, 'wrong_extension', 'file'],
      ]
      for (const [body, status, code, field] of cases) {
        const response = await sendForm(small, documents, owner.token, body)
        const answer = (await response.json()) as { code: string; field?: string }
        expect([response.status, answer.code, answer.field], `${code} ${field}`).toEqual([status, code, field])
      }
    } finally {
      await small.close()
    }
    expect((await storedFiles()).filter((path) => !before.includes(path))).toEqual([])
  })

  it('that breaks off in the middle leaves nothing', async () => {
    const before = await storedFiles()
    const whole = form({ name: 'file', filename: 'a.txt', body: Buffer.alloc(3 * megabyte, 'a ') })
    async function* half() {
      yield whole.subarray(0, 2 * megabyte)
      throw new Error('the line is cut')
    }
    const { status } = await send(ReadableStream.from(half()))
    expect(status).toBe(400)
    expect((await storedFiles()).filter((path) => !before.includes(path))).toEqual([])
  })

  it('is one of four of a client at once, and of a few of a person', async () => {
    const file = { name: 'file', filename: 'a.txt', body: Buffer.alloc(2 * megabyte, 'a ') }
    const whole = form(file, { name: 'allow_duplicate', body: 'true' })
    const colleague = await createMember(owner.client_id, 'user')
    const { promise: others, resolve } = Promise.withResolvers<void>()
    const start = async (token: string) => {
      const response = await sendForm(server, documents, token, endsAfter(whole, others))
      return {
        status: response.status,
        wait: response.headers.get('Retry-After'),
        body: (await response.json()) as { id: string; code?: string },
      }
    }
    // One more of a person waits; the first of somebody else of the client has no place left to wait for.
    const more = Array.from({ length: 4 / uploadsOfCaller - 1 }, () => createMember(owner.client_id, 'user'))
    const people = [owner, ...(await Promise.all(more))]
    const five = [...people.flatMap(({ token }) => Array(uploadsOfCaller).fill(token)), owner.token].map(start)
    await sleep(500)
    const refused = await start(colleague.token)
    expect([refused.status, refused.body.code, refused.wait]).toEqual([429, 'rate_limited', '5'])
    resolve()
    for (const { status, body } of await Promise.all(five)) {
      expect(status).toBe(202)
      await server.call('DELETE', `/v1/documents/${body.id}`, { token: owner.token })
    }
  })

  it('that trickles is ended, and one that is merely slow is not', async () => {
    const real = performance.now.bind(performance)
    let passed = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => real() + passed)
    async function* every(seconds: number, size: number) {
      const whole = form({ name: 'file', filename: 'a.txt', body: Buffer.alloc(8 * size, 'a ') })
      for (let from = 0; from < whole.length; from += size) {
        // Until what was sent before has been read.
        await sleep(10)
        passed += seconds * 1000
        yield whole.subarray(from, from + size)
      }
    }
    try {
      const trickled = await send(ReadableStream.from(every(25, 1024)))
      expect([trickled.status, trickled.body.code]).toEqual([504, 'timed_out'])
      const slow = await send(ReadableStream.from(every(25, 25 * 33 * 1024)))
      expect(slow.status).toBe(202)
      await server.call('DELETE', `/v1/documents/${slow.body.id}`, { token: owner.token })
    } finally {
      clock.mockRestore()
    }
  })

  it('of somebody who may not, or into nowhere, is not read', async () => {
    const viewer = await createMember(owner.client_id, 'viewer')
    let read = 0
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          read++
          controller.enqueue(form({ name: 'file', filename: 'a.txt', body: 'a'.repeat(65_536) }))
        },
      })
    expect((await send(endless(), documents, viewer.token)).status).toBe(403)
    expect((await send(endless(), `/v1/collections/${randomUUID()}/documents`)).status).toBe(404)
    expect(read).toBeLessThan(10)
  })

  it('knows a large office file by its first parts', async () => {
    const parts = ['[Content_Types].xml', 'xl/workbook.xml'].map((name) => {
      const header = Buffer.alloc(30)
      header.write('PK\u0003\u0004', 'latin1')
      header.writeUInt16LE(name.length, 26)
      return Buffer.concat([header, Buffer.from(name)])
    })
    const bytes = Buffer.concat([...parts, Buffer.alloc(2 * megabyte)])
    const { status, body } = await send(form({ name: 'file', filename: 'planilha.xlsx', body: bytes }))
    expect([status, body.file_type]).toEqual([202, expect.stringContaining('spreadsheetml')])
    const ended = await waitForDocument(server, owner.token, body.id)
    expect([ended.status, ended.error_code]).toEqual(['failed', 'broken_file'])
  })
})
