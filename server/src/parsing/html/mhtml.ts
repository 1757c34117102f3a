import { decoderFor } from '../text/encodings.ts'

/** The first page of a web archive (MHTML), its text decoded; undefined where it has none. */
export function pageOfArchive(bytes: Uint8Array): string | undefined {
  const source = Buffer.from(bytes).toString('latin1').replace(/\r\n?/g, '\n')
  const boundary = /boundary\s*=\s*"?([^"\n;]{1,100})"?/i.exec(source.slice(0, 10_000))?.[1]?.trim()
  const parts = boundary === undefined ? [source] : source.split(`--${boundary}`)
  for (const part of parts) {
    const [head = '', ...rest] = part.replace(/^\n+/, '').split('\n\n')
    if (!/content-type:\s*text\/html/i.test(head)) continue
    const encoding = /content-transfer-encoding:\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase()
    const content = Buffer.from(unwrap(rest.join('\n\n'), encoding), 'latin1')
    const charset =
      /charset\s*=\s*"?([\w.:-]{1,40})/i.exec(head)?.[1] ??
      /charset=["']?([\w.:-]{1,40})/i.exec(content.toString('latin1'))?.[1]
    return (decoderFor(charset ?? 'utf-8') ?? ((all: Uint8Array) => new TextDecoder().decode(all)))(content)
  }
  return undefined
}

function unwrap(text: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString('latin1')
  if (encoding !== 'quoted-printable') return text
  return text
    .replace(/=\n/g, '')
    .replace(/=([\dA-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
