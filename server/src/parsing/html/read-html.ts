import { Parser } from 'htmlparser2'
import { Problem } from '../../problems.ts'
import { lineOf } from '../document/line-of.ts'
import type { ParsedDocument } from '../document/parsed-document.ts'
import { TextBuilder } from '../document/text-builder.ts'
import { decode } from '../text/decode.ts'
import { declaredCharset } from './charset.ts'
import { HtmlReader } from './html-reader.ts'

/**
 * The text of a page: its title, headings, lists and tables as they are seen, without what only moves in it or leads away.
 *
 * Raises `broken_file`, `nested_too_deep`, `no_text`, `document_too_long`.
 *
 * @param prepare what is read of the page, as HTML; all of it unless it is said
 */
export function readHtml(bytes: Uint8Array, prepare?: (page: string) => string): ParsedDocument {
  const builder = new TextBuilder()
  writeHtml(bytes, builder, prepare)
  return builder.end()
}

/** Adds the text of a page to that of a document. Raises `broken_file`, `nested_too_deep`, `document_too_long`. */
export function writeHtml(bytes: Uint8Array, builder: TextBuilder, prepare = (page: string) => page): void {
  const decoded = decode(bytes, declaredCharset(bytes))
  if (decoded === null) throw new Problem('broken_file')
  builder.warnings.addAll(decoded.warnings)
  writePage(prepare(decoded.text), builder)
}

/** As `writeHtml`, of a page that is decoded. */
export function writePage(source: string, builder: TextBuilder): void {
  const reader = new HtmlReader(builder, beginningOf(source))
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      onclosetag: (name) => reader.close(name),
      ontext: (text) => reader.text(text),
    },
    { decodeEntities: true },
  )
  for (let at = 0; at < source.length; at += 64 * 1024) parser.write(source.slice(at, at + 64 * 1024))
  parser.end()
  reader.end()
}

/** Characters of a page that may say what its title says. */
const beginning = 50_000

/** The text that a page begins with, on one line. */
function beginningOf(source: string): string {
  const start = Math.max(0, source.search(/<body[\s>]/i))
  let text = ''
  const parser = new Parser({
    ontext: (part) => {
      text += part
    },
  })
  parser.end(source.slice(start, start + beginning).replace(/<(title|script|style)[\s>].*?<\/\1>/gis, ' '))
  return lineOf(text.replace(/\s+/g, ' '))
}
