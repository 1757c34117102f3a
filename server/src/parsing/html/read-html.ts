import { Parser } from 'htmlparser2'
import { Problem } from '../../problems.ts'
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
  const source = prepare(decoded.text)
  const reader = new HtmlReader(builder, titlesOf(source))
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

/** Characters of a heading that are looked at, and headings. */
const longestTitle = 2_000
const mostTitles = 20

/** What the outermost headings of a page say: its title may say the same. */
function titlesOf(source: string): string[] {
  const titles: string[] = []
  const opening = /<h1[\s>]/gi
  for (let found = opening.exec(source); found && titles.length < mostTitles; found = opening.exec(source)) {
    const [inner = ''] = source.slice(found.index, found.index + longestTitle).split(/<\/h1/i)
    let title = ''
    const parser = new Parser({
      ontext: (text) => {
        title += text
      },
    })
    parser.end(inner)
    titles.push(title)
  }
  return titles
}
