import { expect, it } from 'vitest'
import { readInChild } from '../../../src/parsing/child-process/parse-in-child.ts'

const page = new TextEncoder().encode('<html><body><p>Um texto.</p></body></html>')
const task = { type: 'text/html', ocr: false } as const

it('ends what says nothing for too long', async () => {
  // Nothing starts within a millisecond.
  const reading = readInChild(page, task, {}, 1)
  await expect(reading).rejects.toThrow(expect.objectContaining({ code: 'document_too_complex' }))
})

it('ends with what is raised when it begins to split', async () => {
  const reason = new Error('the claim is lost')
  await expect(readInChild(page, task, { onSplit: () => Promise.reject(reason) })).rejects.toBe(reason)
})

it('gives the chunks and the beginning of the text', async () => {
  const { chunks, beginning } = await readInChild(page, task, {})
  expect(chunks).toEqual([{ content: 'Um texto.', location: { start: 0, end: 9 } }])
  expect(beginning).toBe('Um texto.')
})
