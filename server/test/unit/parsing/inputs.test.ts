import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseWarningText } from '../../../src/features/documents/parse-warnings.ts'
import { detectFileType } from '../../../src/parsing/chunk-document.ts'
import { splitDocument } from '../../../src/parsing/chunking/split-document.ts'
import { readDocument } from '../../../src/parsing/readers.ts'

// Documents as people really have them: each stands for a kind of fault.

interface Expectation {
  kind: string
  /** Each matches the text of some chunk. */
  says?: string[]
  /** None matches the text of any. */
  never?: string[]
  /** A warning's code, and what its text says of its place. */
  warns?: string[]
}

const folder = new URL('../../files/inputs/', import.meta.url)
const expected: Record<string, Expectation> = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8'))

async function read(name: string) {
  const bytes = new Uint8Array(readFileSync(new URL(name, folder)))
  const options = { ocr: false, onProgress() {}, onRecognise() {}, onRecognised() {} }
  const parsed = await readDocument(bytes, detectFileType(bytes, name), options)
  const chunks = await splitDocument(parsed)
  return { chunks: chunks.map(({ content }) => content), warnings: parsed.warnings ?? [] }
}

describe('what a person sees in a document', () => {
  it('has an expectation for each file', () => {
    const files = readdirSync(folder).filter((name) => !/^(?:expected\.json|make\.py)$/.test(name))
    expect(files.sort()).toEqual(Object.keys(expected).sort())
  })

  it.each(Object.entries(expected))('is found in %s', async (name, { says = [], never = [], warns = [] }) => {
    const { chunks, warnings } = await read(name)
    for (const pattern of says) {
      const found = chunks.some((text) => new RegExp(pattern, 'u').test(text))
      if (!found) expect(chunks.join('\n\n'), pattern).toMatch(new RegExp(pattern, 'u'))
    }
    for (const pattern of never) for (const text of chunks) expect(text).not.toMatch(new RegExp(pattern, 'u'))
    expect(warnings.map(({ code }) => code).sort()).toEqual(warns.map((warn) => warn.split(' ')[0]).sort())
    for (const warn of warns) {
      const [code, ...place] = warn.split(' ')
      const warning = warnings.find((one) => one.code === code)
      expect(warning && parseWarningText(warning, 'pt')).toMatch(new RegExp(place.join(' '), 'u'))
    }
  })
})
