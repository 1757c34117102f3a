import { crc32 } from 'node:zlib'

/** A zip of texts, stored as they are. */
export function zipOf(files: Record<string, string>): Buffer {
  const [parts, index]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const [path, text] of Object.entries(files)) {
    const [name, bytes] = [Buffer.from(path), Buffer.from(text)]
    const facts = Buffer.alloc(26)
    // Version 2.0, names in UTF-8, stored.
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(0x800, 2)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(bytes.length, 14)
    facts.writeUInt32LE(bytes.length, 18)
    facts.writeUInt16LE(name.length, 22)
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE(offset, 10)
    index.push(Buffer.from('PK\x01\x02\x14\x00'), facts, entry, name)
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), facts, name, bytes])
    parts.push(file)
    offset += file.length
  }
  const directory = Buffer.concat(index)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  for (const at of [8, 10]) end.writeUInt16LE(Object.keys(files).length, at)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, directory, end])
}
