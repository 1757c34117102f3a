import { describe, expect, it } from 'vitest'
import { pageOfArchive } from '../../../../src/parsing/html/mhtml.ts'
import { inReadingOrder } from '../../../../src/parsing/office/reading-order.ts'
import type { Box } from '../../../../src/parsing/office/slide-shapes.ts'
import { textOfRichText } from '../../../../src/parsing/text/rich-text.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

describe('a web archive', () => {
  const archive = (encoding: string, body: string, charset = 'utf-8') =>
    bytes(
      `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="==x"\r\n\r\n--==x\r\nContent-Type: text/html; charset="${charset}"\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n--==x\r\nContent-Type: image/png\r\n\r\niVBOR\r\n--==x--`,
    )

  it('has its page in whichever of the usual ways', () => {
    expect(pageOfArchive(archive('quoted-printable', '<p>rescis=C3=A3o de trinta =\r\ndias</p>'))).toContain(
      '<p>rescisão de trinta dias</p>',
    )
    const base64 = Buffer.from('<p>rescisão</p>').toString('base64')
    expect(pageOfArchive(archive('base64', base64))).toBe('<p>rescisão</p>')
    expect(pageOfArchive(archive('8bit', '<p>rescis\xe3o</p>', 'windows-1252'))).toContain('<p>rescisão</p>')
    expect(pageOfArchive(bytes('nada'))).toBeUndefined()
  })
})

describe('a rich text', () => {
  it('gives its paragraphs, and nothing of its fonts and pictures', () => {
    const source = String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator X;}{\info{\title t}}\f0 Rescis\'e3o: \b aviso\b0\par de \u8220?trinta\u8221? dias \{úteis\}{\pict 89504e47}\par}`
    expect(textOfRichText(bytes(source)).trim()).toBe('Rescisão: aviso\nde “trinta” dias {úteis}')
  })

  it('ends, whatever it is', () => {
    expect(textOfRichText(bytes('{'.repeat(200_000) + '\\u'.repeat(100_000)))).toBe('')
  })
})

describe('shapes', () => {
  const at = (name: string, x: number, y: number, width = 30, height = 8) => ({ name, box: { x, y, width, height } })
  const names = (shapes: { name: string; box?: Box }[]) => inReadingOrder(shapes).map(({ name }) => name)

  it('are read column by column below a heading over all of them', () => {
    const columns = [at('b2', 50, 35), at('a1', 0, 20), at('b1', 50, 20), at('a2', 0, 35), at('title', 0, 0, 80)]
    expect(names(columns)).toEqual(['title', 'a1', 'a2', 'b1', 'b2'])
  })

  it('are read row by row where these are farther apart', () => {
    const rows = [at('b2', 31, 60), at('a1', 0, 0), at('b1', 31, 0), at('a2', 0, 60)]
    expect(names(rows)).toEqual(['a1', 'b1', 'a2', 'b2'])
  })

  it('without a place keep their turn', () => {
    expect(names([{ name: 'x' }, at('b', 0, 50), { name: 'after b' }, at('a', 0, 0)])).toEqual([
      'x',
      'a',
      'b',
      'after b',
    ])
  })
})
