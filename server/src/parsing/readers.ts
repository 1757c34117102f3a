import type { ParsedDocument } from './document/parsed-document.ts'
import type { FileType } from './file-types.ts'
import type { ReadOptions } from './reader-options.ts'

type Read = (bytes: Uint8Array, options: ReadOptions) => Promise<ParsedDocument>

/** Each format's own reader, loaded when it is needed. */
const readers: Record<FileType, () => Promise<Read>> = {
  'application/pdf': async () => (await import('./pdf/read-pdf.ts')).readPdf,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': async () =>
    (await import('./office/docx.ts')).readDocx,
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': async () => {
    const { readPptx } = await import('./office/pptx.ts')
    return (bytes, { onProgress }) => readPptx(bytes, onProgress)
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': async () => {
    const { readXlsx } = await import('./office/spreadsheet/xlsx.ts')
    return (bytes, { onProgress }) => readXlsx(bytes, onProgress)
  },
  'text/plain': async () => {
    const { readPlainText } = await import('./text/plain-text.ts')
    return async (bytes) => readPlainText(bytes)
  },
  'text/markdown': async () => {
    const { readMarkdown } = await import('./text/markdown.ts')
    return async (bytes) => readMarkdown(bytes)
  },
  'text/csv': async () => (await import('./text/csv.ts')).readCsv,
  'text/html': async () => {
    const { readHtml } = await import('./html/read-html.ts')
    return async (bytes, { readable_from }) => {
      if (readable_from === undefined) return readHtml(bytes)
      const { readableHtml } = await import('./html/main-content.ts')
      return readHtml(bytes, (page) => readableHtml(page, readable_from))
    }
  },
  'application/json': async () => {
    const { readJson } = await import('./text/json.ts')
    return async (bytes) => readJson(bytes)
  },
  'application/jsonl': async () => {
    const { readJsonLines } = await import('./text/json.ts')
    return async (bytes) => readJsonLines(bytes)
  },
  'image/png': async () => (await import('./ocr/read-image.ts')).readImage,
  'image/jpeg': async () => (await import('./ocr/read-image.ts')).readImage,
}

/** The text of a document. For a process of its own, unless the document is a short text: it keeps the processor busy. */
export async function readDocument(bytes: Uint8Array, type: FileType, options: ReadOptions): Promise<ParsedDocument> {
  const read = await readers[type]()
  return read(bytes, options)
}
