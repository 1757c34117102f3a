import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { crc32, deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { chunkDocument, detectFileType } from '../../../src/parsing/chunk-document.ts'
import type { Problem } from '../../../src/problems.ts'
import { type Part, zip } from '../../harness/make-zip.ts'

// Each in the process that a document is parsed in, with the limits that production has.

const utf8 = (text: string) => new Uint8Array(Buffer.from(text))
const repeated = (text: string, times: number) => utf8(text.repeat(times))
const fixture = async (name: string) => new Uint8Array(await readFile(new URL(`../../files/${name}`, import.meta.url)))

/** How a file ends: the code of its problem, or `ready`. */
async function ending(name: string, bytes: Uint8Array, ocr = false): Promise<string> {
  try {
    await chunkDocument(bytes, detectFileType(bytes, name), { ocr })
    return 'ready'
  } catch (error) {
    const { code } = error as Problem
    if (code === undefined) throw error
    return code
  }
}

const rels = (target: string) =>
  `<Relationships><Relationship Id="rId1" Type="x/officeDocument" Target="${target}"/></Relationships>`
const docx = (document: Part['content'], more: Part[] = []) =>
  zip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: '_rels/.rels', content: rels('word/document.xml') },
    { name: 'word/document.xml', content: document },
    ...more,
  ])
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const word = (body: string) => `<?xml version="1.0"?><w:document><w:body>${body}</w:body></w:document>`
const xlsx = (rows: string, merged = '') =>
  zip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: '_rels/.rels', content: rels('xl/workbook.xml') },
    { name: 'xl/workbook.xml', content: '<workbook><sheets><sheet name="A" r:id="rId1"/></sheets></workbook>' },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="a.xml"/></Relationships>',
    },
    { name: 'xl/a.xml', content: `<worksheet><sheetData>${rows}</sheetData>${merged}</worksheet>` },
  ])

const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, i) => {
  const [inner, outer] = [String.fromCharCode(97 + i), String.fromCharCode(98 + i)]
  return `<!ENTITY ${outer} "${`&${inner};`.repeat(10)}">`
}).join('')}]><w:document><w:body>${paragraph('&j;')}</w:body></w:document>`

/** A deflated stream of one letter, without ever holding what it unpacks to. */
function bomb(name: string, megabytes: number): Part {
  const block = Buffer.alloc(1024 * 1024, 'a')
  // Blocks that end at a byte may be put after each other.
  const one = deflateRawSync(block, { finishFlush: 2 })
  return {
    name,
    packed: Buffer.concat([...Array.from({ length: megabytes }, () => one), Buffer.from([3, 0])]),
    size: megabytes * 1024 * 1024,
  }
}

describe('a hostile file ends with its reason, and what reads it lives', () => {
  it.each<[string, string, () => Uint8Array | Promise<Uint8Array>, string]>([
    [
      'a zip bomb in the place of a document',
      'a.docx',
      () => docxWith(bomb('word/document.xml', 400)),
      'unpacks_too_large',
    ],
    [
      'one whose directory lies about its size',
      'a.docx',
      () => docxWith({ ...bomb('word/document.xml', 400), size: 900 }),
      'broken_file',
    ],
    ['billion laughs', 'a.docx', () => docx(laughs), 'unsafe_content'],
    [
      'an external entity',
      'a.docx',
      () => docx('<!DOCTYPE x SYSTEM "file:///etc/passwd"><w:document/>'),
      'unsafe_content',
    ],
    ['elements nested without end', 'a.docx', () => docx(`<w:document>${'<w:a>'.repeat(100_000)}`), 'nested_too_deep'],
    ['a document that is no XML', 'a.docx', () => docx('isto não é XML'), 'broken_file'],
    ['a document whose elements stay open', 'a.docx', () => docx('<w:document><w:body><w:p>'), 'broken_file'],
    [
      'a document without a document',
      'a.docx',
      () =>
        zip([
          { name: '[Content_Types].xml', content: '' },
          { name: 'word/styles.xml', content: '' },
        ]),
      'broken_file',
    ],
    ['an empty document', 'a.docx', () => docx(word('')), 'no_text'],
    [
      'more text than a document may have',
      'a.docx',
      () => docx(word(paragraph('palavra '.repeat(10_000)).repeat(140))),
      'document_too_long',
    ],
    [
      'a cell in the last column of every row',
      'a.xlsx',
      () => xlsx('<row><c r="XFD1"><v>1</v></c><c r="A1"><v>2</v></c></row>'.repeat(50_000)),
      'ready',
    ],
    [
      'more cells than a sheet may have',
      'a.xlsx',
      () => xlsx(`<row>${'<c><v>1</v></c>'.repeat(1_000)}</row>`.repeat(2_001)),
      'too_many_cells',
    ],
    ['JSON of 100,000 levels', 'a.json', () => utf8('['.repeat(100_000) + ']'.repeat(100_000)), 'nested_too_deep'],
    ['JSON that is cut', 'a.json', () => utf8('{"a": [1, 2'), 'broken_file'],
    ['JSON with half a character', 'a.json', () => utf8('{"nome": "Ana \\ud83d fim\\u0000"}'), 'ready'],
    ['HTML of 100,000 levels', 'a.html', () => repeated('<div>', 100_000), 'nested_too_deep'],
    ['HTML whose tags are all wrong', 'a.html', () => repeated('<p><b></i></p></table><td>texto', 20_000), 'ready'],
    ['a word of a megabyte', 'a.txt', () => repeated('a', 1_000_000), 'ready'],
    ['a word of a megabyte in a table', 'a.csv', () => utf8(`a,b\n1,${'a'.repeat(900_000)}`), 'ready'],
    ['a table with NUL', 'a.csv', () => utf8('a,b\n1,\0'), 'wrong_extension'],
    ['a quote that never ends', 'a.csv', () => utf8(`a,b\n1,"${'x\n'.repeat(1_000_000)}`), 'ready'],
    ['a quote that never ends in each row', 'a.csv', () => utf8(`a,b,c\n${'1,"x,2\n'.repeat(200_000)}`), 'ready'],
    [
      'quotes that never end, far apart',
      'a.csv',
      () => utf8(`a,b,c\n${`1,"x\n${'y\n'.repeat(500)}`.repeat(1_000)}`),
      'ready',
    ],
    [
      'cells that are merged over all of a sheet, thousands of times',
      'a.xlsx',
      () => xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', '<mergeCell ref="A1:XFD1048576"/>'.repeat(50_000)),
      'ready',
    ],
    ['megabytes without a blank', 'a.txt', () => utf8(randomBytes(1_500_000).toString('base64')), 'ready'],
    ['a text over the limit', 'a.txt', () => repeated('palavra ', 1_300_000), 'document_too_long'],
    ['more headings than a document may have', 'a.md', () => repeated('# a\n', 2_000_000), 'document_too_long'],
    ['more slight headings than a page may have', 'a.html', () => repeated('<h1>a</h1>', 60_000), 'document_too_long'],
    ['megabytes of blanks', 'a.txt', () => repeated(' \n', 5_000_000), 'no_text'],
    ['an image of more pixels than there is memory for', 'a.png', () => png(60_000, 60_000), 'image_too_large'],
    ['an image that is none', 'a.png', () => png(100, 100), 'broken_file'],
    ['a JPEG that is cut', 'a.jpg', async () => (await fixture('scan.jpg')).slice(0, 400), 'broken_file'],
  ])('%s', async (_, name, make, code) => {
    expect(await ending(name, await make(), true)).toBe(code)
    // The next one is read as if nothing had been.
    expect(await ending('a.docx', docx(word(paragraph('Tudo bem.'))))).toBe('ready')
  })

  it.each([
    'manual.docx',
    'resultados.pptx',
    'estoque.xlsx',
    'politica-de-ferias.html',
    'unidades.json',
    'clientes.csv',
  ])('broken in several ways: %s', async (name) => {
    const whole = await fixture(name)
    const allowed = [
      'ready',
      'broken_file',
      'no_text',
      'unsupported_file_type',
      'wrong_extension',
      'encrypted_file',
      'too_many_entries',
    ]
    const damaged = [
      whole.slice(0, whole.length >> 1),
      whole.slice(0, -10),
      whole.slice(100),
      ...[0.1, 0.3, 0.5, 0.7, 0.9].map((part) => flipped(whole, Math.floor(whole.length * part))),
    ]
    for (const bytes of damaged) expect(allowed).toContain(await ending(name, bytes))
  })

  it('is known by its content, whatever it is called', async () => {
    const office = 'application/vnd.openxmlformats-officedocument'
    const [document, table] = [await fixture('manual.docx'), await fixture('estoque.xlsx')]
    expect(detectFileType(document, 'a.xlsx')).toBe(`${office}.wordprocessingml.document`)
    expect(detectFileType(table, '../../etc/passwd')).toBe(`${office}.spreadsheetml.sheet`)
    // Of a large upload only the beginning is there.
    expect(detectFileType(document.slice(0, 20_000), 'a.docx')).toBe(`${office}.wordprocessingml.document`)
    expect(detectFileType(utf8('<!DOCTYPE html><html><p>oi'), 'a.txt')).toBe('text/html')
    expect(detectFileType(utf8('{"a": 1}'), 'sem-nome')).toBe('application/json')
    const refused: [Uint8Array, string, string][] = [
      [zip([{ name: 'a.txt', content: 'a' }]), 'a.docx', 'wrong_extension'],
      [zip([{ name: 'a.txt', content: 'a' }]), 'a.zip', 'archive_not_document'],
      [utf8('olá'), 'a.docx', 'wrong_extension'],
      [utf8('olá'), 'a.png', 'wrong_extension'],
      [utf8('olá'), 'a.json', 'wrong_extension'],
      [utf8('olá'), 'a.html', 'wrong_extension'],
      [new Uint8Array([0x4d, 0x5a, 0, 0]), 'a.exe', 'unsupported_file_type'],
      [encryptedOffice(), 'a.docx', 'encrypted_file'],
    ]
    for (const [bytes, name, code] of refused) {
      expect(() => detectFileType(bytes, name), name).toThrow(expect.objectContaining({ code }))
    }
  })

  it('ends at once when nobody wants it any more', async () => {
    const stop = new AbortController()
    const reason = new Error('cancelled')
    const reading = chunkDocument(await fixture('scan.png'), 'image/png', {
      ocr: true,
      signal: stop.signal,
      onProgress: () => stop.abort(reason),
    })
    await expect(reading).rejects.toBe(reason)
  })
})

function docxWith(part: Part): Uint8Array {
  return zip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: '_rels/.rels', content: rels('word/document.xml') },
    part,
  ])
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice()
  for (let i = at; i < at + 16 && i < copy.length; i++) copy[i] = (copy[i] ?? 0) ^ 0x5a
  return copy
}

/** A PNG that has nothing but its header. */
function png(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(17)
  header.write('IHDR')
  header.writeUInt32BE(width, 4)
  header.writeUInt32BE(height, 8)
  header[12] = 8
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(header))
  return new Uint8Array(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\x0d', 'latin1'), header, sum]))
}

function encryptedOffice(): Uint8Array {
  const mark = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  return new Uint8Array(Buffer.concat([mark, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]))
}
