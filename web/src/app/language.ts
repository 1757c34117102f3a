export const languages = ['pt-BR', 'en'] as const
export type Language = (typeof languages)[number]

const key = 'renum.language'

/** The language that was chosen here, else the browser's; Portuguese where it prefers neither. */
export function readLanguage(): Language {
  const kept = localStorage.getItem(key)
  if (kept === 'pt-BR' || kept === 'en') return kept
  const preferred = navigator.languages.find((tag) => /^(pt|en)\b/i.test(tag))
  return preferred?.toLowerCase().startsWith('en') ? 'en' : 'pt-BR'
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(key, language)
}
