import { Problem } from '../../problems.ts'
import { lineOf } from '../document/line-of.ts'
import type { ParsedDocument } from '../document/parsed-document.ts'
import { TextBuilder } from '../document/text-builder.ts'
import { limits, readable } from '../limits.ts'
import { type DecodedText, decode } from './decode.ts'

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
  const { text, warnings } = textOf(bytes)
  const builder = new TextBuilder()
  builder.warnings.addAll(warnings)
  const value = parseJson(text)
  if (value === undefined) writeRecords(text, builder)
  else write(value, builder)
  return builder.end()
}

/**
 * The text of JSON Lines, a record for each line, numbered from 1. A line that is no JSON is kept as it is, and named in the
 * warnings. Raises as `readJson` does.
 */
export function readJsonLines(bytes: Uint8Array): ParsedDocument {
  const { text, warnings } = textOf(bytes)
  const builder = new TextBuilder()
  builder.warnings.addAll(warnings)
  writeRecords(text, builder)
  return builder.end()
}

function write(value: Json, builder: TextBuilder): void {
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
}

/** Raises `broken_file` where most lines are no JSON. */
function writeRecords(text: string, builder: TextBuilder): void {
  const budget = { values: limits.cells }
  let [good, bad, number] = [0, 0, 0]
  for (const line of text.split(/\r\n?|\n/)) {
    number++
    if (line.trim() === '') continue
    const value = parseJson(line)
    if (value !== undefined) {
      good++
      builder.record([...linesOf(value, '', 0, budget)].join('\n'), number)
      continue
    }
    if (++bad > 10 && bad > good) break
    builder.warnings.add('lines_unreadable', { line: number })
    builder.record(line, number)
  }
  if (good === 0 || bad > good) throw new Problem('broken_file')
}

function textOf(bytes: Uint8Array): DecodedText {
  const decoded = decode(bytes)
  if (decoded === null) throw new Problem('broken_file')
  return { ...decoded, text: decoded.text.replace(/^\ufeff/, '') }
}

/** Numbers of which a double would not keep each digit as it is written: long ones, "1.10", "1e3". */
const exact = /\d[\d.]{15}|\.\d*0(?!\d)|\d[eE][+-]?\d/

/** Undefined for what is no JSON. Numbers that would lose digits are texts. Raises `nested_too_deep`. */
function parseJson(text: string): Json | undefined {
  try {
    if (!exact.test(text)) return JSON.parse(text)
    // The standard's third parameter, which says how a number was written, is not in the types yet.
    const asWritten = (_: string, value: unknown, { source }: { source?: string }) =>
      typeof value === 'number' && source !== undefined ? source : value
    return JSON.parse(text, asWritten as (key: string, value: unknown) => unknown)
  } catch (cause) {
    // Nested so deep that an engine gives up by its stack.
    if (cause instanceof RangeError) throw new Problem('nested_too_deep', { cause })
    return undefined
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
