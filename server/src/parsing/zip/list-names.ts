/** Names that are looked at. */
const maxNames = 20_000

const local = Buffer.from('PK\x03\x04', 'latin1')

/** Whether a file that begins so is a zip; also one that is empty. */
export function isZipMark(start: string): boolean {
  return start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')
}

/**
 * The names of a zip's parts, without unpacking anything: those of its directory, or where only its beginning is there,
 * of the parts that begin in it. Not to be relied on: only unpacking shows what is there.
 */
export function listNames(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = buffer.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  const listed = end === -1 || end + 22 > buffer.length ? [] : directory(buffer, end)
  return listed.length > 0 ? listed : partsOf(buffer)
}

function directory(buffer: Buffer, end: number): string[] {
  const names: string[] = []
  let at = buffer.readUInt32LE(end + 16)
  while (names.length < maxNames && at + 46 <= end && buffer.readUInt32LE(at) === 0x02014b50) {
    const length = buffer.readUInt16LE(at + 28)
    names.push(nameAt(buffer, at + 46, length))
    at += 46 + length + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32)
  }
  return names
}

function partsOf(buffer: Buffer): string[] {
  const names: string[] = []
  for (let at = buffer.indexOf(local); at !== -1 && at + 30 <= buffer.length; at = buffer.indexOf(local, at + 30)) {
    if (names.push(nameAt(buffer, at + 30, buffer.readUInt16LE(at + 26))) >= maxNames) break
  }
  return names
}

function nameAt(buffer: Buffer, at: number, length: number): string {
  return buffer.toString('utf8', at, at + length).replaceAll('\\', '/')
}
