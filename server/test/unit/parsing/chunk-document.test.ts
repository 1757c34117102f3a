import { describe, expect, it } from 'vitest'
import { detectFileType } from '../../../src/parsing/chunk-document.ts'
import { readPlainText } from '../../../src/parsing/text/plain-text.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('the type of a file', () => {
  it('is chosen by name among the text formats, and must be text', () => {
    expect(detectFileType(bytes('olá'), 'a.txt')).toBe('text/plain')
    expect(detectFileType(bytes('# olá'), 'LEIAME.MD')).toBe('text/markdown')
    const refused: [Uint8Array, string][] = [
      [bytes('olá'), 'semextensao'],
      [new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'planilha.txt'],
    ]
    for (const [content, name] of refused) {
      expect(() => detectFileType(content, name), name).toThrow(
        expect.objectContaining({ code: 'unsupported_file_type' }),
      )
    }
    expect(() => detectFileType(bytes(''), 'a.txt')).toThrow(expect.objectContaining({ code: 'empty_file' }))
  })

  it('is PDF where the content is, whatever the name says', () => {
    const pdf = bytes('%PDF-1.7\n')
    for (const name of ['a.pdf', 'A.PDF', 'a.txt', 'a', 'a.exe'])
      expect(detectFileType(pdf, name)).toBe('application/pdf')
    // Some programs write before it what does not belong to it.
    expect(detectFileType(bytes(`HTTP/1.1 200 OK\r\n\r\n%PDF-1.4`), 'a.pdf')).toBe('application/pdf')
    expect(detectFileType(new Uint8Array([0, 1, 2, ...pdf]), 'a.txt')).toBe('application/pdf')
    expect(detectFileType(bytes('# Formatos\n\nUm PDF começa com %PDF-1.7.'), 'a.md')).toBe('text/markdown')
    expect(detectFileType(bytes(`${'x'.repeat(2000)}%PDF-1.7`), 'a.txt')).toBe('text/plain')
  })

  it('is not what the name says of a PDF that is none', () => {
    const wrong = expect.objectContaining({ code: 'wrong_extension', field: 'file', params: { extension: 'pdf' } })
    expect(() => detectFileType(bytes('olá'), 'contrato.PDF')).toThrow(wrong)
  })
})

describe('the text of a file', () => {
  it.each([
    ['UTF-8 with a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, ...bytes('ação')])],
    [
      'UTF-16',
      new Uint8Array([0xff, 0xfe, ...new Uint8Array(Uint16Array.from('ação', (c) => c.charCodeAt(0)).buffer)]),
    ],
    ['Windows-1252', new Uint8Array([0x61, 0xe7, 0xe3, 0x6f])],
  ])('is read from %s', (_, content) => {
    expect(readPlainText(content).text).toBe('ação')
  })

  it('stays UTF-8 when one byte of it is bad, or its last character is cut', () => {
    const good = bytes('férias, política, reembolso')
    const spoilt = readPlainText(new Uint8Array([...good, 0xff]))
    expect(spoilt.text).toBe('férias, política, reembolso\ufffd')
    const cut = readPlainText(bytes('férias à').slice(0, -1))
    expect(cut.text).toBe('férias \ufffd')
  })

  it('has to have a letter or a digit', () => {
    expect(() => readPlainText(bytes(' \n--- …'))).toThrow(expect.objectContaining({ code: 'no_text' }))
  })
})
