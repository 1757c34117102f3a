/** An image as its header tells it. */
export interface ImageSize {
  /** In pixels, as it is shown. */
  width: number
  height: number
  /** Its pixels are kept in another direction than they are shown in, as cameras do. */
  turned: boolean
}

/** The size of a PNG or JPEG; undefined where its header does not say it. */
export function imageSize(bytes: Uint8Array): ImageSize | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length > 24 && buffer[0] === 0x89) {
    return { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20), turned: false }
  }
  let orientation = 1
  for (let at = 2; at + 9 < buffer.length; ) {
    if (buffer[at] !== 0xff) return undefined
    const marker = buffer[at + 1] ?? 0
    if (marker === 0xe1) orientation = orientationOf(buffer.subarray(at + 4, at + 2 + buffer.readUInt16BE(at + 2)))
    // A frame, not one of the tables between.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [height, width] = [buffer.readUInt16BE(at + 5), buffer.readUInt16BE(at + 7)]
      return { ...(orientation > 4 ? { width: height, height: width } : { width, height }), turned: orientation !== 1 }
    }
    at += marker === 0xff ? 1 : 2 + buffer.readUInt16BE(at + 2)
  }
  return undefined
}

/** EXIF's tag 0x0112, from 1 (as it is) to 8; 1 where there is none. */
function orientationOf(segment: Buffer): number {
  if (segment.length < 14 || segment.toString('latin1', 0, 6) !== 'Exif\0\0') return 1
  const tiff = segment.subarray(6)
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = tiff.length < 8 ? tiff.length : isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let entry = 0; entry < Math.min(short(directory), 100); entry++) {
    const at = directory + 2 + 12 * entry
    if (short(at) !== 0x0112) continue
    const value = short(at + 8)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}
