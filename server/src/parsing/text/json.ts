import { Problem } from '../../problems.ts'
import type { ParsedDocument } from '../document/parsed-document.ts'
import { lineOf, TextBuilder } from '../document/text-builder.ts'
import { limits, readable } from '../limits.ts'
import { decodeText } from './decode.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Levels of values, one inside the other: a path of more is nothing that a person reads. */
const mostLevels = 100

/**
 * The text of a JSON document: a line for each value, with the path of keys that it is under. Each key of the outermost
 * object is a heading; the items of a list are paragraphs, and records of a list are rows, numbered from 1.
 *
 * Raises `broken_file`, `nested_too_deep`, `too_many_cells`, `no_text`, `document_too_long`.
 */
export function readJson(bytes: Uint8Array): ParsedDocument {
  const value = parseJson(bytes)
  const builder = new TextBuilder()
  const budget = { values: limits.cells }
  const lines = (given: Json) => [...linesOf(given, '', 0, budget)].join('\n')
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) builder.record(lines(item), i + 1)
  } else if (value !== null && typeof value === 'object') {
    // What has one line stands before the headings.
    for (const [key, inner] of Object.entries(value)) if (!isNested(inner)) builder.paragraph(`${key}: ${inner}`)
    for (const [key, inner] of Object.entries(value)) {
      if (!isNested(inner)) continue
      builder.heading(1, key)
      if (Array.isArray(inner) && inner.some(isNested)) {
        for (const item of inner) builder.paragraph(lines(item))
      } else builder.paragraph(lines(inner))
    }
  } else builder.paragraph(String(value))
  return builder.end()
}

function parseJson(bytes: Uint8Array): Json {
  const text = decodeText(bytes)
  if (text === null) throw new Problem('broken_file')
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (cause) {
    // Older engines than this one give up by their stack.
    throw new Problem(cause instanceof RangeError ? 'nested_too_deep' : 'broken_file', { cause })
  }
}

function* linesOf(value: Json, path: string, level: number, budget: { values: number }): Generator<string> {
  if (level > mostLevels) throw new Problem('nested_too_deep', { params: { limit: readable(mostLevels) } })
  if (--budget.values < 0) throw new Problem('too_many_cells', { params: { limit: readable(limits.cells) } })
  const under = path === '' ? '' : `${path}: `
  if (!isNested(value)) {
    if (value !== null && value !== '') yield under + lineOf(String(value))
  } else if (Array.isArray(value)) {
    const isList = value.every((item) => !isNested(item))
    if (isList && value.length > 0) yield under + lineOf(value.filter((item) => item !== null).join(', '))
    else for (const item of value) yield* linesOf(item, path, level + 1, budget)
  } else {
    for (const [key, inner] of Object.entries(value)) {
      yield* linesOf(inner, path === '' ? key : `${path}.${key}`, level + 1, budget)
    }
  }
}

function isNested(value: Json): value is Json[] | { [key: string]: Json } {
  return value !== null && typeof value === 'object'
}
