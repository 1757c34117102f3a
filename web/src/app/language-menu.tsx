import { useTranslations } from 'use-intl'
import { buttonClasses } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useApp } from './app-context.tsx'

/** The other language, by its own name: two need no menu. */
export function LanguageMenu() {
  const { language, setLanguage } = useApp()
  const t = useTranslations('common')
  const other = language === 'en' ? 'pt-BR' : 'en'
  return (
    <button
      type="button"
      lang={other}
      className={buttonClasses('quiet', 'small')}
      onClick={() => setLanguage(other)}
      title={t('language')}
    >
      <Icon name="Languages" size={16} />
      {other === 'en' ? 'English' : 'Português'}
    </button>
  )
}
