import { Parser } from 'htmlparser2'
import { Problem } from '../../problems.ts'
import { limits, readable } from '../limits.ts'

export type Attributes = Readonly<Record<string, string>>

export interface Handlers {
  /** @param name without its prefix, as its attributes' names are */
  open?(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
}

/**
 * Reads XML as it comes. No entities but XML's own five: a DTD is refused, and nothing is fetched.
 *
 * Raises `unsafe_content`, `nested_too_deep`, `broken_file` where an element is not closed, what reading `bytes` raises,
 * and what the handlers raise.
 */
export async function readXml(bytes: AsyncIterable<Buffer> | undefined, handlers: Handlers): Promise<void> {
  if (!bytes) throw new Problem('broken_file')
  let depth = 0
  let roots = 0
  let justOpened = false
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        justOpened = true
        if (depth++ === 0) roots++
        if (depth > limits.levels) throw new Problem('nested_too_deep', { params: { limit: readable(limits.levels) } })
        handlers.open?.(local(name), withLocalNames(attributes))
      },
      onclosetag(name, isImplied) {
        depth--
        // `<a/>`, or an element that is never closed.
        if (isImplied && !justOpened) throw new Problem('broken_file')
        justOpened = false
        handlers.close?.(local(name))
      },
      ontext(text) {
        justOpened = false
        handlers.text?.(text)
      },
      onprocessinginstruction(name) {
        if (name.startsWith('!')) throw new Problem('unsafe_content')
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  let decoder: InstanceType<typeof TextDecoder> | undefined
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(encodingOf(chunk))
    parser.write(decoder.decode(chunk, { stream: true }))
  }
  if (depth > 0 || roots !== 1) throw new Problem('broken_file')
  parser.end()
}

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  const [, said = 'utf-8'] =
    /^<\?xml[^>]{0,100}\sencoding\s*=\s*["']([\w-]{1,30})/i.exec(start.toString('latin1', 0, 200)) ?? []
  // What it says of two bytes a letter is not so where its beginning has one.
  return /^(?:windows-125\d|iso-8859-\d{1,2}|koi8-[ru]|shift_jis|gbk|gb2312|gb18030|big5|euc-jp|euc-kr)$/i.test(said)
    ? said
    : 'utf-8'
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function withLocalNames(attributes: Attributes): Attributes {
  const names = Object.keys(attributes)
  if (!names.some((name) => name.includes(':'))) return attributes
  return Object.fromEntries(names.map((name) => [name.startsWith('r:') ? name : local(name), attributes[name] ?? '']))
}
