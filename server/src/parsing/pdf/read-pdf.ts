import { fileURLToPath } from 'node:url'
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Problem } from '../../problems.ts'
import type { ParsedDocument } from '../document/parsed-document.ts'
import { limits, readable } from '../limits.ts'
import type { ReadOptions } from '../reader-options.ts'
import { buildDocument } from './build-document.ts'
import { isBlank, readPages } from './read-pages.ts'
import { recognisePages } from './recognise-pages.ts'

const folder = fileURLToPath(new URL('../../', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')))

/**
 * The text of a PDF, its sections and pages; with `ocr` also of pages that are images. For a process of its own: it
 * keeps the processor busy.
 *
 * Raises `encrypted_file`, `broken_file`, `too_many_pages`, `document_too_long`, `image_only`, `no_text` (no pages).
 */
export async function readPdf(data: Uint8Array, options: ReadOptions): Promise<ParsedDocument> {
  const task = openPdf(data, options.ocr)
  try {
    const document = await task.promise.catch((cause: unknown) => {
      const isLocked = cause instanceof Error && cause.name === 'PasswordException'
      throw new Problem(isLocked ? 'encrypted_file' : 'broken_file', { cause })
    })
    if (document.numPages > limits.pages) {
      throw new Problem('too_many_pages', { params: { limit: readable(limits.pages) } })
    }
    const pages = await readPages(document, options)
    const unsure = options.ocr ? await recognisePages(document, pages, options) : []
    const parsed = await buildDocument(document, pages)
    const unread = pages.flatMap((page, i) => (isBlank(page) && !page.broken ? [i + 1] : []))
    const broken = pages.flatMap((page, i) => (page.broken ? [i + 1] : []))
    if (/[\p{L}\p{N}]/u.test(parsed.text)) return { ...parsed, unread, unsure, broken }
    throw new Problem(document.numPages > 0 && !options.ocr ? 'image_only' : 'no_text')
  } finally {
    // Not waited for: on a broken file it may never end.
    task.destroy().catch(() => undefined)
  }
}

/** Opens a PDF. @param ocr images are decoded too */
export function openPdf(data: Uint8Array, ocr: boolean) {
  return pdfjs.getDocument({
    data,
    cMapUrl: `${folder}cmaps/`,
    standardFontDataUrl: `${folder}standard_fonts/`,
    wasmUrl: `${folder}wasm/`,
    iccUrl: `${folder}iccs/`,
    useSystemFonts: false,
    // Where only the text is read, an image is not worth decoding.
    maxImageSize: ocr ? limits.megapixels * 1e6 : 0,
    // The names of fonts, which say what is bold.
    fontExtraProperties: true,
    verbosity: 0,
  })
}
