// Every text is there in both languages, is used, and takes the same values in each.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import en from '../../src/messages/en.json' with { type: 'json' }
import pt from '../../src/messages/pt-BR.json' with { type: 'json' }

type Texts = Record<string, Record<string, string>>

function flat(texts: Texts): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([space, messages]) =>
      Object.entries(messages).map(([key, text]) => [`${space}.${key}`, text] as const),
    ),
  )
}
const [ptTexts, enTexts] = [flat(pt), flat(en)]
/** The names of the values that a text takes. */
const valuesOf = (text: string) =>
  [...new Set([...text.matchAll(/(?<!(?:=\d+|one|other) )\{(\w+)\s*[,}]/g)].map(([, name]) => name))].sort()

describe('the texts', () => {
  it('are the same in both languages, and none is empty', () => {
    expect([...enTexts.keys()].sort()).toEqual([...ptTexts.keys()].sort())
    for (const [key, text] of [...ptTexts, ...enTexts]) expect([key, text.trim()]).not.toEqual([key, ''])
  })

  it.each([...ptTexts.keys()])('%s takes the same values in both, and reads with them', (key) => {
    const [a, b] = [ptTexts.get(key) ?? '', enTexts.get(key) ?? '']
    expect(valuesOf(b)).toEqual(valuesOf(a))
    for (const [locale, messages] of [
      ['pt-BR', pt],
      ['en', en],
    ] as const) {
      const t = createTranslator({
        locale,
        messages: messages as Texts,
        onError: (error) => {
          throw error
        },
      })
      const values = Object.fromEntries(valuesOf(a).map((name) => [name, 2]))
      const said = t.markup(key as never, { ...values, mark: (chunks: string) => chunks })
      expect(said).not.toContain('{')
    }
  })

  it('that the code asks for are there, and no others', async () => {
    const folder = join(import.meta.dirname, '../../src')
    const entries = await readdir(folder, { recursive: true })
    const files = await Promise.all(
      entries.filter((name) => /\.tsx?$/.test(name)).map((name) => readFile(join(folder, name), 'utf8')),
    )
    const code = files.join('\n')
    // Keys that end in what is only known then: `status_${status}`, or a list that names them.
    const open = [...code.matchAll(/`(\w*)\$\{[^}]+\}(\w*)`/g)].map(
      ([, before = '', after = '']) => new RegExp(`^${before}\\w+${after}$`),
    )
    // The steps are the API's own words.
    const unused = [...ptTexts.keys()].filter((key) => {
      if (key.startsWith('steps.')) return false
      const name = key.split('.')[1] ?? ''
      return !code.includes(`'${name}'`) && !open.some((pattern) => pattern.source.length > 5 && pattern.test(name))
    })
    expect(unused).toEqual([])
  })
})
