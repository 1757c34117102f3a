import { createTranslator } from 'use-intl/core'
import type { Language } from '../../src/app/language.ts'

/** The texts of one language: by the part of the app, then by key. */
export type Texts = Record<string, Record<string, string>>

/** The names of the values that a text takes. */
const valuesOf = (text: string) =>
  [...new Set([...text.matchAll(/(?<!(?:=\d+|one|other) )\{(\w+)\s*[,}]/g)].map(([, name]) => name))].sort()

function flat(texts: Texts): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([space, messages]) =>
      Object.entries(messages).map(([key, text]) => [`${space}.${key}`, text] as const),
    ),
  )
}

/** What is wrong with the texts: one is there in one language alone, is empty, takes other values, does not read, or is used nowhere in the code. */
export function faultsOfTexts(languages: Record<string, Texts>, code: string): string[] {
  const faults: string[] = []
  const all = Object.entries(languages).map(([locale, messages]) => ({ locale, messages, texts: flat(messages) }))
  const keys = new Set(all.flatMap(({ texts }) => [...texts.keys()]))
  for (const { locale, messages, texts } of all) {
    const translate = createTranslator({
      locale: locale as Language,
      messages,
      onError: (error) => {
        throw error
      },
    })
    for (const key of keys) {
      const text = texts.get(key)
      if (text === undefined || text.trim() === '') {
        faults.push(`${key} has no text in ${locale}`)
        continue
      }
      const others = all.flatMap((other) => other.texts.get(key) ?? [])
      if (others.some((other) => String(valuesOf(other)) !== String(valuesOf(text)))) {
        faults.push(`${key} takes other values in ${locale}: ${valuesOf(text).join(', ') || 'none'}`)
      }
      try {
        const values = Object.fromEntries(valuesOf(text).map((name) => [name, 2]))
        const said = translate.markup(key as never, { ...values, mark: (chunks: string) => chunks } as never)
        if (String(said).includes('{')) faults.push(`${key} in ${locale} reads: ${said}`)
      } catch (error) {
        faults.push(`${key} in ${locale}: ${error instanceof Error ? error.message : error}`)
      }
    }
  }
  return [...new Set([...faults, ...unused(keys, code)])]
}

function unused(keys: Iterable<string>, code: string): string[] {
  // Keys that end in what is only known then: `status_${status}`, or a list that names them.
  const open = [...code.matchAll(/`(\w*)\$\{[^}]+\}(\w*)`/g)]
    .map(([, before = '', after = '']) => new RegExp(`^${before}\\w+${after}$`))
    .filter(({ source }) => source.length > 5)
  return [...keys]
    .filter((key) => {
      // The steps are the API's own words.
      if (key.startsWith('steps.')) return false
      const name = key.split('.')[1] ?? ''
      return !code.includes(`'${name}'`) && !open.some((pattern) => pattern.test(name))
    })
    .map((key) => `${key} is used nowhere`)
}
