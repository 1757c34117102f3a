import { Problem } from '../../problems.ts'
import type { ParsedDocument } from '../document/parsed-document.ts'
import { limits, readable } from '../limits.ts'
import { recognisedBlocks } from '../pdf/recognised-blocks.ts'
import { compose } from '../pdf/text/compose-text.ts'
import type { ReadOptions } from '../reader-options.ts'
import { imageSize } from './image-size.ts'
import { openRecogniser } from './recognise.ts'
import { turnedImage } from './turned-image.ts'

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
    // The engine knows of some of the ways in which cameras say how to turn an image.
    const shown = size.turned ? await turnedImage(bytes, 0) : { image: bytes, ...size }
    const { paragraphs, unsure } = await recogniser.recognise(shown.image, options.onRecognise)
    const parsed = compose(recognisedBlocks(paragraphs, 0), [shown])
    if (!/[\p{L}\p{N}]/u.test(parsed.text)) throw new Problem('no_text')
    options.onProgress(1, 1, 'pages')
    return unsure ? { ...parsed, unsure: [1] } : parsed
  } finally {
    await recogniser.close()
  }
}
