import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { detectFileType } from '../../../src/parsing/chunk-document.ts'
import { splitDocument } from '../../../src/parsing/chunking/split-document.ts'
import { readDocument } from '../../../src/parsing/readers.ts'

// Pages as people really have them: each file stands for a kind of fault.

interface Expectation {
  kind: string
  /** Recognised where it is an image. */
  ocr?: true
  /** Each matches the text of some chunk; ^ and $ are those of a line. */
  says?: string[]
  /** Each is said by the document, and once. */
  once?: string[]
  /** None matches the text of any chunk. */
  never?: string[]
  /** The code that it fails with. */
  fails?: string
}

const folder = new URL('../../files/inputs-pdf/', import.meta.url)
const expected: Record<string, Expectation> = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8'))

async function read(name: string, ocr: boolean) {
  const bytes = new Uint8Array(readFileSync(new URL(name, folder)))
  const options = { ocr, onProgress() {}, onRecognise() {}, onRecognised() {} }
  const parsed = await readDocument(bytes, detectFileType(bytes, name), options)
  return { text: parsed.text, chunks: (await splitDocument(parsed)).map(({ content }) => content) }
}

describe('what a person sees on a page', () => {
  it('has an expectation for each file', () => {
    const files = readdirSync(folder).filter((name) => !['expected.json', 'make.py'].includes(name))
    expect(files.sort()).toEqual(Object.keys(expected).sort())
  })

  it.each(Object.entries(expected))('is found in %s', async (name, { ocr = false, says, once, never, fails }) => {
    const reading = read(name, ocr)
    if (fails) return expect(reading).rejects.toMatchObject({ code: fails })
    const { text, chunks } = await reading
    for (const pattern of says ?? []) {
      const expression = new RegExp(pattern, 'mu')
      if (!chunks.some((chunk) => expression.test(chunk))) expect(text, pattern).toMatch(expression)
    }
    for (const part of once ?? []) expect(text.split(part), part).toHaveLength(2)
    for (const pattern of never ?? []) expect(text).not.toMatch(new RegExp(pattern, 'mu'))
  })
})
