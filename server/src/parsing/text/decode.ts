/** The text that bytes are, in whichever of the usual encodings; null where it is none: no text has a NUL. */
export function decodeText(bytes: Uint8Array): string | null {
  const text = decodeBytes(bytes)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells data from text
  return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text) ? null : text
}

function decodeBytes(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const text = new TextDecoder().decode(bytes)
  if (!text.includes('\ufffd')) return text
  const bad = text.split('\ufffd').length - 1
  // Older Windows editors in Brazil write windows-1252, in which hardly anything beyond ASCII is UTF-8 by chance. One
  // bad byte in a text that otherwise is UTF-8 stays one bad character.
  let good = 0
  for (const _ of text.matchAll(/[\u0080-\ufffc\u{10000}-\u{10ffff}]/gu)) if (++good >= bad) break
  return bad > good ? new TextDecoder('windows-1252').decode(bytes) : text
}
