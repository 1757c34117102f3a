import { Problem } from '../../problems.ts'

/** Degrees, clockwise. */
export type QuarterTurn = 0 | 90 | 180 | 270

/** Pixels that the engine needs of a page at most: what is larger is turned smaller. */
const mostPixels = 16e6

/** An image turned, as a PNG. Raises `broken_file`. @returns also its size, and its pixels for one of the given image */
export async function turnedImage(
  bytes: Uint8Array,
  turn: QuarterTurn,
): Promise<{ image: Uint8Array; scale: number; width: number; height: number }> {
  const { createCanvas, loadImage } = await import('@napi-rs/canvas')
  const image = await loadImage(Buffer.from(bytes)).catch((cause: unknown) => {
    throw new Problem('broken_file', { cause })
  })
  const scale = Math.min(1, Math.sqrt(mostPixels / (image.width * image.height)))
  const [across, down] = [Math.max(1, Math.round(image.width * scale)), Math.max(1, Math.round(image.height * scale))]
  const [width, height] = turn % 180 === 0 ? [across, down] : [down, across]
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.translate(width / 2, height / 2)
  context.rotate((turn * Math.PI) / 180)
  context.drawImage(image, -across / 2, -down / 2, across, down)
  return { image: await canvas.encode('png'), scale, width, height }
}
