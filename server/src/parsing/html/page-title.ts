import { Parser } from 'htmlparser2'

/** Where a title is looked for: bytes from the beginning. */
const headBytes = 256 * 1024
const maxTitleLength = 300

/** The title that a page gives itself, on one line; null where it has none. Reads no more than its beginning. */
export function pageTitle(html: Uint8Array, contentType: string | undefined): string | null {
  let [title, open, drawings] = ['', false, 0]
  let found = false
  const parser = new Parser({
    onopentagname(name) {
      if (name === 'svg') drawings++
      // A drawing has titles too.
      else if (name === 'title' && drawings === 0 && !found) open = true
    },
    ontext(text) {
      if (open && title.length < headBytes) title += text
    },
    onclosetag(name) {
      if (name === 'svg') drawings--
      if (name !== 'title' || !open) return
      open = false
      found = true
    },
  })
  parser.end(decode(html.subarray(0, headBytes), contentType))
  const line = title
    .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .toWellFormed()
    .trim()
  return line === '' ? null : [...line].slice(0, maxTitleLength).join('').trim()
}

function decode(bytes: Uint8Array, contentType: string | undefined): string {
  const said =
    /charset\s*=\s*["']?([\w-]{1,40})/i.exec(contentType ?? '')?.[1] ??
    /charset\s*=\s*["']?([\w-]{1,40})/i.exec(Buffer.from(bytes.subarray(0, 2048)).toString('latin1'))?.[1]
  try {
    return new TextDecoder(said ?? 'utf-8').decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
