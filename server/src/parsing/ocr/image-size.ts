/** The width and height of a PNG or JPEG, in pixels, as its header says; undefined where it does not say it. */
export function imageSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length > 24 && buffer[0] === 0x89) {
    return { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20) }
  }
  for (let at = 2; at + 9 < buffer.length; ) {
    if (buffer[at] !== 0xff) return undefined
    const marker = buffer[at + 1] ?? 0
    // A frame, not one of the tables between.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: buffer.readUInt16BE(at + 5), width: buffer.readUInt16BE(at + 7) }
    }
    at += marker === 0xff ? 1 : 2 + buffer.readUInt16BE(at + 2)
  }
  return undefined
}
