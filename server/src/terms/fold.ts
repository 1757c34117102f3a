/** Lower case without accents, and without what Unicode has only for looks: `Licitação` is `licitacao`. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
