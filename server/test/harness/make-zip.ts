import { crc32, deflateRawSync } from 'node:zlib'

/** A file of a zip: what is in it, or its packed bytes and the size that the directory says it has. */
export interface Part {
  name: string
  content?: string | Uint8Array | undefined
  packed?: Uint8Array
  size?: number
}

/** A zip as a program writes it, and as none does. */
export function zip(parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content = '', packed, size } of parts) {
    const bytes = Buffer.from(content)
    const data = Buffer.from(packed ?? deflateRawSync(bytes))
    const path = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    // Its name is UTF-8.
    common.writeUInt16LE(0x800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(size ?? bytes.length, 18)
    common.writeUInt16LE(path.length, 22)
    const entry = Buffer.alloc(46)
    entry.write('PK\x01\x02', 'latin1')
    common.copy(entry, 6)
    entry.writeUInt32LE(offset, 42)
    directory.push(entry, path)
    files.push(Buffer.from('PK\x03\x04', 'latin1'), common, path, data)
    offset += 30 + path.length + data.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...files, listed, end]))
}
