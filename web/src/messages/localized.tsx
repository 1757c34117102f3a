import { type ReactNode, useEffect, useState } from 'react'
import { IntlProvider } from 'use-intl'
import type { Language } from '../app/language.ts'
import type messages from './pt-BR.json'

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language
    Messages: typeof messages
  }
}

type Messages = typeof messages

const files: Record<Language, () => Promise<{ default: Messages }>> = {
  'pt-BR': () => import('./pt-BR.json'),
  en: () => import('./en.json'),
}

export async function loadMessages(language: Language): Promise<Messages> {
  return (await files[language]()).default
}

/** Texts, dates and numbers in a language; the one before stays until the texts of the next are here. */
export function Localized({ language, first, children }: { language: Language; first: Messages; children: ReactNode }) {
  const [shown, setShown] = useState({ language, messages: first })
  useEffect(() => {
    if (language === shown.language) return
    let current = true
    void loadMessages(language).then((messages) => {
      if (current) setShown({ language, messages })
    })
    return () => {
      current = false
    }
  }, [language, shown.language])
  useEffect(() => {
    document.documentElement.lang = shown.language
  }, [shown.language])
  const timeZone = globalThis.Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <IntlProvider locale={shown.language} messages={shown.messages} timeZone={timeZone} onError={raise}>
      {children}
    </IntlProvider>
  )
}

/** A text that is missing or does not fit its values is a fault of ours: the tests see it, a person reads the key. */
function raise(error: Error): void {
  if (import.meta.env.DEV) throw error
}
