import type { ParseWarning, ParseWarningCode, WarningPlace } from '../../parsing/document/parse-warning.ts'
import type { Language } from '../../problems.ts'

const texts: Record<ParseWarningCode, Record<Language, string>> = {
  encoding_guessed: {
    pt: 'O arquivo não diz em que codificação está e foi lido como {subject}. Se houver letras erradas, salve-o em UTF-8 e envie uma nova versão.',
    en: 'The file does not say its encoding, and was read as {subject}. If letters are wrong, save it as UTF-8 and upload a new version.',
  },
  encodings_mixed: {
    pt: 'O texto mistura UTF-8 com {subject}: {places}. Esses trechos foram convertidos; confira-os no original.',
    en: 'The text mixes UTF-8 with {subject}: {places}. These parts were converted; check them with the original.',
  },
  encoded_twice: {
    pt: 'Letras codificadas duas vezes: {places}. Foram convertidas; confira-as no original.',
    en: 'Letters encoded twice: {places}. They were converted; check them with the original.',
  },
  characters_unreadable: {
    pt: 'Há caracteres que não puderam ser lidos: {places}. Salve o arquivo em UTF-8 e envie uma nova versão.',
    en: 'There are characters that could not be read: {places}. Save the file as UTF-8 and upload a new version.',
  },
  rows_mended: {
    pt: 'Aspas sem par: {places}. Foram lidas sem as aspas; confira os valores.',
    en: 'Quotes without their pair: {places}. Read without the quotes; check the values.',
  },
  rows_uneven: {
    pt: 'Mais valores do que colunas: {places}. Foram lidos sem os nomes das colunas; confira o separador.',
    en: 'More values than columns: {places}. Read without the names of the columns; check the delimiter.',
  },
  lines_unreadable: {
    pt: 'Não é JSON: {places}. Ficou como texto; corrija e envie uma nova versão.',
    en: 'Not JSON: {places}. Kept as text; correct it and upload a new version.',
  },
  formulas_without_values: {
    pt: 'Fórmulas sem valor calculado: {places}. Só a própria fórmula é encontrada; abra e salve a planilha num programa que as calcule e envie uma nova versão.',
    en: 'Formulas without a computed value: {places}. Only the formula itself is found; open and save the workbook in a program that computes them, and upload a new version.',
  },
  hidden_left_out: {
    pt: 'Está oculto e não foi lido: {places}. Para que seja encontrado, reexiba e envie uma nova versão.',
    en: 'Hidden, and not read: {places}. To have it found, unhide it and upload a new version.',
  },
  content_not_read: {
    pt: 'O documento contém uma parte em um formato que não se lê ({subject}). Envie-a como um documento próprio.',
    en: 'The document has a part in a format that is not read ({subject}). Upload it as a document of its own.',
  },
  embedded_left_out: {
    pt: 'Imagens ou arquivos embutidos no texto (base64) não foram lidos. Se têm texto, envie-os como documentos próprios.',
    en: 'Images or files embedded in the text (base64) were not read. If they have text, upload them as documents of their own.',
  },
}

/** Places that a text names; of more it says how many. */
const named = 10

/** What a warning of the parser says. */
export function parseWarningText({ code, places, count, subject }: ParseWarning, language: Language): string {
  return (texts[code]?.[language] ?? code)
    .replace('{subject}', subject ?? '')
    .replace('{places}', placesText(places, count ?? places.length, language))
}

function placesText(places: readonly WarningPlace[], count: number, language: Language): string {
  const parts = places.slice(0, count > named + 1 ? named : undefined).map((place) => placeText(place, language))
  const rest = count - parts.length
  if (rest > 0) parts.push(language === 'pt' ? `mais ${rest}` : `${rest} more`)
  return new Intl.ListFormat(language === 'pt' ? 'pt-BR' : 'en', { type: 'conjunction' }).format(parts)
}

function placeText({ page, slide, sheet, cell, row, line }: WarningPlace, language: Language): string {
  const words = {
    pt: { page: 'página', slide: 'slide', sheet: 'planilha', cell: 'célula', row: 'linha', line: 'linha' },
    en: { page: 'page', slide: 'slide', sheet: 'sheet', cell: 'cell', row: 'row', line: 'line' },
  }[language]
  const parts = [
    ...(page === undefined ? [] : [`${words.page} ${page}`]),
    ...(slide === undefined ? [] : [`${words.slide} ${slide}`]),
    ...(sheet === undefined ? [] : [`${words.sheet} “${sheet}”`]),
    ...(cell === undefined ? [] : [`${words.cell} ${cell}`]),
    ...(row === undefined ? [] : [`${words.row} ${row}`]),
    ...(line === undefined ? [] : [`${words.line} ${line}`]),
  ]
  return parts.join(' ')
}
