import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decode } from '../../../../src/parsing/text/decode.ts'

const texts = [
  ...['ação', 'São Paulo', 'João da Silva; Praça da Sé', 'Não há.', 'CPF;Nome\n1;José\n'],
  ...['Endereço: Rua José Bonifácio, nº 10 – Centro', 'MAIÚSCULAS: AÇÃO, ATENÇÃO, EMISSÃO', '25 °C; 3ª via; R$ 10'],
]
const encodings = ['utf8', 'cp1252', 'cp850', 'macintosh', 'utf16le', 'utf16be']
const cases = texts.flatMap((text) =>
  encodings.flatMap((name) => {
    const bytes = iconv.encode(text, name)
    return iconv.decode(bytes, name) === text ? [{ name, text, bytes }] : []
  }),
)

describe('an encoding that nobody names', () => {
  it.each(cases)('is known: $name of $text', ({ text, bytes }) => {
    expect(decode(new Uint8Array(bytes))?.text).toBe(text)
  })

  it.each([
    ['shift_jis', '保証期間は二年です。製品の取扱説明書をよくお読みください。'],
    ['euc-jp', '保証期間は二年です。製品の取扱説明書をよくお読みください。'],
    ['gbk', '保修期为两年，请仔细阅读产品说明书。维修请联系客户服务中心。'],
    ['big5', '保固期為兩年，請仔細閱讀產品說明書。維修請聯繫客戶服務中心。'],
    ['win1251', 'Гарантийный срок составляет два года. Внимательно прочитайте инструкцию.'],
    ['koi8-r', 'Гарантийный срок составляет два года. Внимательно прочитайте инструкцию.'],
    ['win1250', 'Gwarancja obejmuje dwa lata. Proszę uważnie przeczytać instrukcję obsługi przed użyciem.'],
    ['win1253', 'Η εγγύηση ισχύει για δύο χρόνια από την αγορά.'],
    ['win1254', 'Garanti süresi iki yıldır. Kullanım kılavuzunu dikkatlice okuyunuz, ürünü öyle çalıştırınız.'],
  ])('is recognised: %s', (name, text) => {
    const decoded = decode(new Uint8Array(iconv.encode(text, name)))
    expect(decoded?.text).toBe(text)
    expect(decoded?.warnings).toMatchObject([{ code: 'encoding_guessed' }])
  })
})

describe('a text of two encodings', () => {
  const utf8 = (text: string) => Buffer.from(text)
  it.each<[string, Buffer[], string]>([
    [
      'mostly UTF-8',
      [utf8('ação, reação\núltimo\n'), iconv.encode('licitação\n', 'cp1252')],
      'ação, reação\núltimo\nlicitação\n',
    ],
    [
      'mostly not',
      [iconv.encode('ação, reação e coração\nlicitação\n', 'cp1252'), utf8('última ação\n')],
      'ação, reação e coração\nlicitação\núltima ação\n',
    ],
    [
      'in one line',
      [utf8('informação '), iconv.encode('função', 'cp1252'), utf8(' útil\n')],
      'informação função útil\n',
    ],
    [
      'of DOS',
      [utf8('informação\nútil ação\n'), iconv.encode('licitação pública\n', 'cp850')],
      'informação\nútil ação\nlicitação pública\n',
    ],
  ])('is mended: %s', (_, parts, text) => {
    const decoded = decode(new Uint8Array(Buffer.concat(parts)))
    expect(decoded?.text).toBe(text)
    expect(decoded?.warnings).toMatchObject([{ code: 'encodings_mixed', places: expect.arrayContaining([]) }])
  })
})

it('is mended where letters were encoded twice, and nothing else is', () => {
  const twice = (text: string) => iconv.decode(Buffer.from(text), 'cp1252')
  const given = `Cidade: São João.\n${twice('licitação – 10º lote, à vista')}\nÂNGULO E MAÇÃ\n`
  expect(decode(new Uint8Array(Buffer.from(given)))).toEqual({
    text: 'Cidade: São João.\nlicitação – 10º lote, à vista\nÂNGULO E MAÇÃ\n',
    warnings: [{ code: 'encoded_twice', places: [{ line: 2 }] }],
  })
})

it('is no text where much of it is control characters', () => {
  expect(decode(Uint8Array.of(80, 75, 3, 4, 20, 0, 0, 0, 8, 0))).toBeNull()
  expect(decode(new Uint8Array(Buffer.from('Um sinal\u0007 só, num texto de tamanho comum.')))?.text).toBe(
    'Um sinal só, num texto de tamanho comum.',
  )
})
