import { Problem } from '../../problems.ts'
import type { ParsedDocument } from '../document/parsed-document.ts'
import { TextBuilder } from '../document/text-builder.ts'
import { limits, readable } from '../limits.ts'
import type { ReadOptions } from '../reader-options.ts'
import { imageSize } from './image-size.ts'
import { openRecogniser } from './recognise.ts'

/**
 * The text that is to be seen in an image, as one page. Raises `image_only` where that is not asked for,
 * `image_too_large`, `broken_file`, `no_text`.
 */
export async function readImage(bytes: Uint8Array, options: ReadOptions): Promise<ParsedDocument> {
  if (!options.ocr) throw new Problem('image_only')
  const size = imageSize(bytes)
  if (!size || size.width === 0 || size.height === 0) throw new Problem('broken_file')
  if (size.width * size.height > limits.megapixels * 1e6) {
    throw new Problem('image_too_large', { params: { limit: readable(limits.megapixels) } })
  }
  options.onProgress(0, 1, 'pages')
  options.onRecognise()
  const recogniser = await openRecogniser()
  try {
    const builder = new TextBuilder()
    builder.page()
    for (const lines of await recogniser.recognise(bytes)) builder.paragraph(joinLines(lines.map(({ text }) => text)))
    options.onProgress(1, 1, 'pages')
    return builder.end()
  } finally {
    await recogniser.close()
  }
}

/** A word that was divided at the end of its line is whole again. */
function joinLines(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/(\p{Ll})-\n(\p{Ll})/gu, '$1$2')
    .replaceAll('\n', ' ')
}
