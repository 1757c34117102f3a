import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Icon } from '../ui/icon.tsx'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { useApp, useClient } from './app-context.tsx'
import { Initials } from './client-switch.tsx'

interface UserMenuProps {
  person: string
  email: string
  compact?: boolean
}

export function UserMenu({ person, email, compact = false }: UserMenuProps) {
  const t = useTranslations('nav')
  const { session, language, setLanguage, theme, setTheme } = useApp()
  const { id } = useClient()
  const navigate = useNavigate()
  return (
    <Menu
      align={compact ? 'end' : 'start'}
      side={compact ? 'bottom' : 'top'}
      trigger={
        <button
          type="button"
          aria-label={compact ? t('personMenu') : undefined}
          className="flex h-11 w-full min-w-0 items-center gap-2.5 rounded-lg px-1.5 text-left hover:bg-hover max-md:w-auto"
        >
          <Initials name={person} round />
          {!compact && (
            <>
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm font-medium">{person}</span>
                {person !== email && <span className="block truncate text-xs text-faint">{email}</span>}
              </span>
              <span className="sr-only">{t('personMenu')}</span>
              <Icon name="Ellipsis" size={16} className="mr-1 shrink-0 text-faint" />
            </>
          )}
        </button>
      }
    >
      <MenuItem icon="User" onSelect={() => void navigate({ to: '/c/$client/account', params: { client: id } })}>
        {t('account')}
      </MenuItem>
      <MenuSeparator />
      <MenuChoice
        label={t('theme')}
        value={theme}
        onChange={setTheme}
        options={[
          { value: 'light', label: t('light'), icon: 'Sun' },
          { value: 'dark', label: t('dark'), icon: 'Moon' },
          { value: 'system', label: t('system'), icon: 'Monitor' },
        ]}
      />
      <MenuSeparator />
      <MenuChoice
        label={t('language')}
        value={language}
        onChange={setLanguage}
        options={[
          { value: 'pt-BR', label: 'Português' },
          { value: 'en', label: 'English' },
        ]}
      />
      <MenuSeparator />
      <MenuItem icon="LogOut" onSelect={() => void session.signOut().then(() => navigate({ to: '/sign-in' }))}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  )
}
