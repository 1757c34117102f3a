import { describe, expect, it } from 'vitest'
import { detectFileType, parseDocument } from './parse.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('the type of a file', () => {
  it('is chosen by name among the text formats, and must be text', () => {
    expect(detectFileType(bytes('olá'), 'a.txt')).toBe('text/plain')
    expect(detectFileType(bytes('# olá'), 'LEIAME.MD')).toBe('text/markdown')
    const refused: [Uint8Array, string][] = [
      [bytes('%PDF-1.7'), 'a.pdf'],
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
    expect(parseDocument(content, 'text/plain').text).toBe('ação')
  })

  it('stays UTF-8 when one byte of it is bad, or its last character is cut', () => {
    const good = bytes('férias, política, reembolso')
    expect(parseDocument(new Uint8Array([...good, 0xff]), 'text/plain').text).toBe('férias, política, reembolso\ufffd')
    expect(parseDocument(bytes('férias à').slice(0, -1), 'text/plain').text).toBe('férias \ufffd')
  })

  it('has to have a letter or a digit', () => {
    expect(() => parseDocument(bytes(' \n--- …'), 'text/plain')).toThrow(expect.objectContaining({ code: 'no_text' }))
  })
})
