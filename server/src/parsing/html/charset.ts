/** Where a page says its encoding. In bytes. */
const headBytes = 4_096

/** The encoding that a page declares itself to be in, as it calls it; undefined where it does not. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, headBytes))
    .toString('latin1')
    .replace(/<!--.*?(?:-->|$)/gs, '')
  const [, inXml] = /^\s*<\?xml[^>]{0,200}\bencoding\s*=\s*["']([\w.:-]{1,40})/i.exec(head) ?? []
  const [, inMeta] = /<meta\b[^>]{0,500}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(head) ?? []
  return inXml ?? inMeta
}
