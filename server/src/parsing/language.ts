/** What full-text search knows how to stem; `simple` is anything else, word by word. */
export const textLanguages = ['pt', 'en', 'es', 'simple'] as const
export type TextLanguage = (typeof textLanguages)[number]

/** Characters of a text's beginning that say which language it is: more of them change no verdict. */
export const languageSampleLength = 20_000
