/** Letters that Unicode takes for no variant of others, though people write them so: `Straße` is `strasse`. */
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ς: 'σ',
  // Only stretches a word of Arabic.
  ـ: '',
}

/** Lower case without accents, and without what Unicode has only for looks: `Licitação` is `licitacao`. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđıςـ]/g, (letter) => spelled[letter] ?? letter)
}
