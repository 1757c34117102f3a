import type { Schemas } from '@renum/client'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Icon } from '../ui/icon.tsx'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { useClient, useMay } from './app-context.tsx'
import { NewClientDialog } from './new-client-dialog.tsx'

/** Which company these pages are of, and the way to another one. It goes with this tab alone: the address names it. */
export function ClientSwitch({ clients }: { clients: Schemas['Me']['clients'] }) {
  const t = useTranslations('nav')
  const roles = useTranslations('roles')
  const { id, name } = useClient()
  const admin = useMay('admin')
  const navigate = useNavigate()
  const [creating, setCreating] = useState(false)
  return (
    <>
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            className="flex h-11 w-full min-w-0 items-center gap-2.5 rounded-lg px-1.5 text-left hover:bg-hover"
          >
            <Initials name={name} />
            <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
            <span className="sr-only">{t('switchClient')}</span>
            <Icon name="ChevronsUpDown" size={16} className="mr-1 shrink-0 text-faint" />
          </button>
        }
      >
        <MenuChoice
          label={t('clients')}
          value={id}
          options={clients.map((client) => ({ value: client.id, label: client.name, note: roles(client.role) }))}
          onChange={(client) => void navigate({ to: '/c/$client', params: { client } })}
        />
        <MenuSeparator />
        {admin && (
          <MenuItem
            icon="Settings"
            onSelect={() => void navigate({ to: '/c/$client/settings', params: { client: id } })}
          >
            {t('settings')}
          </MenuItem>
        )}
        <MenuItem icon="Plus" onSelect={() => setCreating(true)}>
          {t('newClient')}
        </MenuItem>
      </Menu>
      <NewClientDialog open={creating} onClose={() => setCreating(false)} />
    </>
  )
}

export function Initials({ name, round = false }: { name: string; round?: boolean }) {
  const letters = name
    .split(/[\s@._-]+/)
    .filter((word) => word.length > 2 || name.length < 4)
    .slice(0, 2)
    .map((word) => word[0])
    .join('')
  return (
    <span
      aria-hidden="true"
      // Drawn, and not a text: a button with it is still called by its words.
      data-letters={letters || name[0]}
      className={`flex size-8 shrink-0 items-center justify-center bg-accent-soft text-xs font-semibold text-accent-ink uppercase before:content-[attr(data-letters)] ${round ? 'rounded-full' : 'rounded-lg'}`}
    />
  )
}
